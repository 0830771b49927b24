// From the store into memory: the whole register at once, and later what others changed.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <span>

#include "layers/store/gpkg_geometry.h"
#include "layers/store/sql_store.h"
#include "layers/store/touched_days.h"

namespace riskmap {

namespace {
constexpr std::size_t rows_between_reports = 1024;

constexpr std::size_t most_at_once = 200;  // records asked for by their uuids in one query

Result<void> add_records(const Connection& connection, Entity entity, std::span<const std::string> uuids,
                         Accepted& changes) {
  std::string marks;
  for (std::size_t i = 0; i < uuids.size(); ++i) marks += i ? ", ?" : "?";
  auto rows = connection.prepare(record_query(connection, spec_of(entity), "WHERE uuid IN (" + marks + ")"));
  if (!rows) return std::unexpected{rows.error()};
  for (std::size_t i = 0; i < uuids.size(); ++i) rows->bind(static_cast<int>(i) + 1, uuids[i]);
  std::set<std::string> there;
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) break;
    changes.records.push_back(record_of(*rows, spec_of(entity)));
    there.insert(changes.records.back().uuid);
  }
  for (const auto& uuid : uuids)
    if (!there.contains(uuid)) changes.removed.push_back(uuid);
  return {};
}
}  // namespace

Result<void> SqlStore::read_lists(RegisterSnapshot& snapshot) {
  auto read = each_row(connection(), "SELECT key, value FROM rm_meta",
                       [&](const Statement& row) { snapshot.meta[valid_text(row.text(0))] = valid_text(row.text(1)); });
  if (!read) return read;
  return each_row(connection(), "SELECT from_code, to_code, needs_reason, role_min FROM status_transition ORDER BY fid",
                  [&](const Statement& row) {
                    const auto from = status_of(row.text(0)), to = status_of(row.text(1));
                    if (from && to)
                      snapshot.transitions.push_back({*from, *to, row.integer(2) != 0, row.text(3) == "MANAGER"});
                  });
}

// How many there are is told by the newest row of each table: to count them takes as long as to read many.
Result<void> SqlStore::read_records(RegisterSnapshot& snapshot, const LongWork& work) {
  double expected = 1, taken = 0;
  for (const auto& spec : all_entities()) {
    const auto newest = connection().ask_integer(fmt::format("SELECT max(fid) FROM {}", spec.name));
    if (!newest) return std::unexpected{newest.error()};
    expected += static_cast<double>(*newest);
  }
  const auto touched = TouchedDays::read(connection());
  if (!touched) return std::unexpected{touched.error()};
  for (const auto& spec : all_entities()) {
    const bool are_many = spec.entity == Entity::issue || spec.entity == Entity::measure;
    RowReader reader{spec};
    auto rows =
        connection().prepare(are_many ? row_query(spec) : table_query(connection(), spec, info_.schema_version));
    if (!rows) return std::unexpected{rows.error()};
    for (;;) {
      const auto row = rows->step();
      if (!row) return std::unexpected{row.error()};
      if (!*row) break;
      if (are_many) {
        auto stored = reader.read(*rows);
        stored.touched_on = touched->of(stored.uuid);
        snapshot.put(stored);
      } else {
        snapshot.put(record_of(*rows, spec));
      }
      if (static_cast<std::size_t>(++taken) % rows_between_reports != 0) continue;
      if (work.is_stopped()) return fail(ErrorCode::cancelled, "reading was stopped", info_.path);
      work.tell(taken / expected);
    }
  }
  snapshot.put_link_rows();
  return {};
}

Result<Snapshot> SqlStore::load(const LongWork& work) {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  const ReadTransaction reading{connection()};
  auto snapshot = std::make_shared<RegisterSnapshot>();
  auto read = reading.begun();
  if (read) read = read_lists(*snapshot);
  if (read) read = read_records(*snapshot, work);
  if (read) read = remember_position();
  if (read) return snapshot;
  if (read.error().where.empty()) read.error().where = info_.path;
  return std::unexpected{std::move(read).error()};
}

Result<FeatureTable> SqlStore::load_shapes(AreaLevel level) {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  auto rows = connection().prepare("SELECT fid, code, uuid, geom FROM area WHERE level = ? ORDER BY fid");
  if (!rows) return std::unexpected{rows.error()};
  rows->bind(1, std::string{code_of(level)});
  FeatureTable table;
  table.layer_name = code_of(level);
  table.kind = GeometryKind::polygons;
  table.crs_name = "EPSG:4326";
  table.is_geographic = true;
  Column codes{"code", ColumnType::text, {}, {}}, uuids{"uuid", ColumnType::text, {}, {}};
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) break;
    table.fid.push_back(rows->integer(0));
    codes.texts.push_back(rows->text(1));
    uuids.texts.push_back(rows->text(2));
    const auto blob = rows->value(3);
    const auto shape = std::holds_alternative<Blob>(blob) ? shape_of_blob(std::get<Blob>(blob)) : Shape{};
    if (!shape)
      table.refusals.push_back({static_cast<std::int64_t>(table.fid.size()), "geometry cannot be read", true});
    append_shape(table, shape.value_or(Shape{}));
  }
  table.columns = {std::move(codes), std::move(uuids)};
  return table;
}

std::string SqlStore::own_batches() const {
  std::string own = "-1";
  for (const auto batch : own_batches_) own += fmt::format(", {}", batch);
  return own;
}

// An issue whose measure changed has changed too: its day of the last change has moved.
Result<std::optional<Accepted>> SqlStore::records_of(const std::string& changed_rows) {
  std::map<Entity, std::vector<std::string>> touched;
  const auto query = fmt::format(
      "WITH foreign_change AS ({})"
      " SELECT entity, entity_uuid FROM foreign_change UNION SELECT 'issue', m.issue FROM foreign_change AS c"
      " JOIN measure AS m ON m.uuid = c.entity_uuid WHERE c.entity = 'measure' AND m.issue IS NOT NULL",
      changed_rows);
  const auto read = each_row(connection(), query, [&](const Statement& row) {
    if (const auto entity = entity_named(row.text(0))) touched[*entity].push_back(row.text(1));
  });
  if (!read) return std::unexpected{read.error()};
  Accepted changes;
  for (const auto& [entity, uuids] : touched)
    for (std::size_t from = 0; from < uuids.size(); from += most_at_once)
      if (auto added =
              add_records(connection(), entity,
                          std::span{uuids}.subspan(from, std::min(most_at_once, uuids.size() - from)), changes);
          !added)
        return std::unexpected{added.error()};
  if (touched.empty()) return std::nullopt;
  return changes;
}

}  // namespace riskmap
