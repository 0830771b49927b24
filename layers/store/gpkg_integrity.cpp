// Is the file sound? SQLite's own checks, the links between records, the spatial index against the geometries, values
// against their rules, shapes against those of a GIS, and whether the triggers that keep the history are there.
#include <fmt/format.h>

#include <algorithm>

#include "layers/store/appeal_file_rows.h"
#include "layers/store/attachment_files.h"
#include "layers/store/gpkg_store.h"
#include "layers/store/private_file.h"
#include "layers/store/schema.h"
#include "layers/store/shape_check.h"
#include "layers/store/value_check.h"

namespace riskmap {

namespace {
// One line per row of a query: its first column after `label`.
Result<void> add_lines(const Connection& connection, std::string_view query, std::string_view label,
                       std::vector<std::string>& lines) {
  auto rows = connection.prepare(query);
  if (!rows) return std::unexpected{rows.error()};
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) return {};
    if (rows->text(0) != "ok") lines.push_back(fmt::format("{}{}", label, rows->text(0)));
  }
}

bool has_geometry(const EntitySpec& spec) {
  return std::ranges::count(spec.fields, FieldType::geometry, &FieldSpec::type) > 0;
}

Result<void> check_index(const Connection& connection, std::string_view table, std::vector<std::string>& lines) {
  const auto query = fmt::format(
      "SELECT (SELECT count(*) FROM rtree_{0}_geom) || ' ≠ ' || (SELECT count(*) FROM {0} WHERE geom IS NOT NULL)"
      " WHERE (SELECT count(*) FROM rtree_{0}_geom) <> (SELECT count(*) FROM {0} WHERE geom IS NOT NULL)"
      " UNION ALL SELECT rtreecheck('main', 'rtree_{0}_geom')",
      table);
  return add_lines(connection, query, fmt::format("spatial index: {} ", table), lines);
}

Result<void> check_triggers(const Connection& connection, std::vector<std::string>& lines) {
  const auto objects = schema_objects(connection);
  if (!objects) return std::unexpected{objects.error()};
  if (const auto unknown = unknown_objects(*objects); !unknown.empty())
    lines.push_back("not made by this program: " + unknown);
  if (const auto missing = missing_triggers(*objects); !missing.empty()) lines.push_back("missing: trigger " + missing);
  return {};
}

Result<void> check_applicants(const Connection& connection, const ApplicantsAccess& access,
                              std::vector<std::string>& lines) {
  using State = ApplicantsAccess::State;
  if (access.state == State::unreadable || access.state == State::foreign)
    lines.push_back(fmt::format("applicants: {}: {}", access.file, access.reason));
  return check_private_part(connection, lines);
}
}  // namespace

Result<std::vector<std::string>> GpkgStore::check_integrity() {
  std::vector<std::string> lines;
  auto checked = add_lines(connection(), "PRAGMA quick_check", "damaged: ", lines);
  if (checked)
    checked = add_lines(connection(),
                        "SELECT \"table\" || ' ' || rowid || ' → ' || parent FROM pragma_foreign_key_check"
                        " WHERE parent <> 'attachment_data'",  // check_files() names the file
                        "link to nowhere: ", lines);
  for (const auto& spec : all_entities())
    if (checked && has_geometry(spec)) checked = check_index(connection(), spec.name, lines);
  if (checked) checked = check_values(connection(), info_.schema_version, lines);
  if (checked) checked = check_shapes(connection(), lines);
  if (checked && info_.schema_version >= first_layout_of("attachment_data")) checked = check_files(connection(), lines);
  // Those of an older layout are written anew when it is opened for writing, which also tells what is not ours.
  if (checked && info_.schema_version == schema_version) checked = check_triggers(connection(), lines);
  if (checked) checked = check_applicants(connection(), info_.applicants, lines);
  // A file too broken to be asked is an answer, not a failure.
  if (!checked && checked.error().code == ErrorCode::damaged)
    lines.push_back("damaged: " + checked.error().detail);
  else if (!checked)
    return std::unexpected{checked.error()};
  return lines;
}

}  // namespace riskmap
