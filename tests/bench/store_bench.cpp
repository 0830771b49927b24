// Times a register of a million problems with their measures, grown from the sample: loading it into memory, what it
// takes there, and one edit. The peer of loading is SQLite that steps through the same rows and values and keeps
// nothing.
#include <fmt/core.h>
#include <malloc.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "layers/store/gpkg_dataset.h"
#include "layers/store/new_register.h"
#include "layers/store/record_rows.h"
#include "layers/store/register_store.h"
#include "tests/bench/figures.h"
#include "tests/bench/register_bench.h"

namespace riskmap {
namespace {

using namespace bench;
namespace fs = std::filesystem;

constexpr int problem_count = 1'000'000;

// The uuid of copy `n.k` of a record.
constexpr std::string_view new_uuid_of = "substr({0}, 1, 24) || printf('%012x', n.k)";

// Every field of the entity as it is, but for those named here.
std::string copied(Entity entity, std::string_view changed, std::string_view values, std::string_view where) {
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
void grow(const fs::path& file, int copies) {
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

double heap_mib() {
  ::malloc_trim(0);
  const auto use = ::mallinfo2();
  return static_cast<double>(use.uordblks + use.hblkhd) / (1 << 20);
}

void step_through(const fs::path& file, Entity entity) {
  const auto dataset = taken(GpkgDataset::open_read_only(file));
  std::string columns = "fid, uuid, version";
  for (const auto& field : spec_of(entity).fields) columns += fmt::format(", {}", field.name);
  const auto count = spec_of(entity).fields.size() + 3;
  std::size_t bytes = 0;
  done(each_row(dataset.connection(), fmt::format("SELECT {} FROM {} ORDER BY fid", columns, spec_of(entity).name),
                [&](const Statement& row) {
                  for (std::size_t i = 0; i < count; ++i)
                    if (!row.is_null(static_cast<int>(i))) bytes += row.text(static_cast<int>(i)).size();
                }));
  if (bytes == 0) std::exit(1);
}

void run(const fs::path& folder) {
  print_load();
  print_head();
  const auto file = folder / "district.gpkg";
  taken(create_register(file, RISKMAP_BENCH_FOLDER "/../../data/tolebi"));
  const auto sample = taken(taken(open_register(file))->load());
  const auto copies = problem_count / static_cast<int>(sample->issues.size());
  print_row("register: growing the sample", median_cost(1, [&] { grow(file, copies); }), 0);

  const auto peer = median_cost(1, [&] {
    step_through(file, Entity::issue);
    step_through(file, Entity::measure);
  });
  std::unique_ptr<RegisterStore> store;
  print_row("register: opening", median_cost(1, [&] { store = taken(open_register(file)); }), 0);
  const double before = heap_mib();
  Snapshot snapshot;
  print_row("register: loading", median_cost(1, [&] { snapshot = taken(store->load()); }), peer.wall_ms);
  const double bytes = (heap_mib() - before) * (1 << 20);
  fmt::print("  {} problems, {} measures, {:.0f} bytes a problem with its measures\n", snapshot->issues.size(),
             snapshot->measures.size(), bytes / static_cast<double>(snapshot->issues.size()));

  const Row row = static_cast<Row>(snapshot->issues.size() / 2);
  print_row("register: one edit, written and taken over",
            median_cost(11,
                        [&] {
                          const auto& issue = snapshot->issues[row];
                          Change change{ChangeKind::set, Entity::issue, issue.uuid, issue.version, {}, {}};
                          change.after["severity"] = std::int64_t{1 + issue.severity % 5};
                          Edit edit;
                          edit.changes = {change};
                          snapshot = applied(snapshot, taken(store->commit(edit, {"bench", {}, "bench"})));
                        }),
            0);
}

}  // namespace
}  // namespace riskmap

int main() {
  riskmap::bench::in_scratch_folder(riskmap::run);
}
