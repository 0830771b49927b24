// A register of a million problems with their measures, grown from the sample.
#pragma once
#include <fmt/core.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "layers/store/gpkg_dataset.h"
#include "layers/store/new_register.h"
#include "layers/store/record_rows.h"
#include "layers/store/register_store.h"
#include "tests/bench/register_bench.h"

namespace riskmap::bench {

inline constexpr int problem_count = 1'000'000;

// The uuid of copy `n.k` of a record.
inline constexpr std::string_view new_uuid_of = "substr({0}, 1, 24) || printf('%012x', n.k)";

// Every field of the entity as it is, but for those named here.
inline std::string copied(Entity entity, std::string_view changed, std::string_view values, std::string_view where) {
  std::string names, sources;
  for (const auto& field : spec_of(entity).fields) {
    if (fmt::format(",{},", changed).find(fmt::format(",{},", field.name)) != std::string::npos) continue;
    names += fmt::format(", {}", field.name);
    sources += fmt::format(", r.{}", field.name);
  }
  return fmt::format(
      "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {{0}}) INSERT INTO {0} (uuid, {1}{2},"
      " version) SELECT {3}, {4}{5}, 1 FROM n, {0} AS r WHERE {6}",
      spec_of(entity).name, changed, names, fmt::format(fmt::runtime(new_uuid_of), "r.uuid"), values, sources, where);
}

// The sample's problems and their measures, `copies` times more. Triggers rest meanwhile: the history of a copy is
// none.
inline void grow(const std::filesystem::path& file, int copies) {
  const auto dataset = taken(GpkgDataset::open_for_update(file));
  const auto connection = dataset.connection();
  std::string drop, restore;
  done(each_row(connection,
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('issue', 'measure') AND"
                " name NOT LIKE 'rtree%'",
                [&](const Statement& row) {
                  drop += "DROP TRIGGER \"" + row.text(0) + "\";";
                  restore += row.text(1) + ";";
                }));
  const auto newest = taken(connection.ask_integer("SELECT max(fid) FROM issue"));
  const auto last_measure = taken(connection.ask_integer("SELECT max(fid) FROM measure"));
  done(connection.execute("BEGIN IMMEDIATE;" + drop));
  done(connection.execute(fmt::format(
      fmt::runtime(copied(Entity::issue, "reg_no,duplicate_of",
                          "r.reg_no || '-' || n.k, iif(r.duplicate_of IS NULL, NULL, substr(r.duplicate_of, 1, 24) ||"
                          " printf('%012x', n.k))",
                          fmt::format("r.fid <= {}", newest))),
      copies)));
  done(connection.execute(
      fmt::format(fmt::runtime(copied(Entity::measure, "issue", "substr(r.issue, 1, 24) || printf('%012x', n.k)",
                                      fmt::format("r.issue IS NOT NULL AND r.fid <= {}", last_measure))),
                  copies)));
  done(connection.execute(restore + "COMMIT"));
}

inline void make_grown_register(const std::filesystem::path& file) {
  taken(create_register(file, RISKMAP_BENCH_FOLDER "/../../data/tolebi"));
  const auto sample = taken(taken(open_register(file))->load());
  grow(file, problem_count / static_cast<int>(sample->issues.size()));
}

}  // namespace riskmap::bench
