// Reads the history that the triggers write.
#include "layers/store/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "layers/store/pg_values.h"

namespace riskmap {

namespace {
std::string joined(const std::set<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

struct ChangesSince {
  std::set<std::string> fields, people;
};

Result<ChangesSince> changes_since(const Connection& connection, Entity entity, const std::string& uuid,
                                   std::int64_t version) {
  auto rows = connection.prepare(
      "SELECT who, field, action FROM history WHERE entity_uuid = ?1 AND entity = ?2 AND version > ?3 ORDER BY fid");
  if (!rows) return std::unexpected{rows.error()};
  rows->bind(1, uuid).bind(2, std::string{spec_of(entity).name}).bind(3, version);
  ChangesSince changes;
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) return changes;
    changes.people.insert(rows->text(0));
    if (rows->text(2) == "UPDATE") changes.fields.insert(rows->text(1));
  }
}

// A file keeps every value as it was, a server as text.
SqlValue held_value(const Connection& connection, const EntitySpec& spec, const std::string& field, SqlValue value) {
  return connection.is_server() ? history_value(std::move(value), spec, field) : value;
}

// What a deleted record held last.
Result<Fields> removed_fields(const Connection& connection, Entity entity, const std::string& uuid) {
  auto rows = connection.prepare(
      "SELECT field, old_value FROM history WHERE entity_uuid = ?1 AND entity = ?2 AND action = 'DELETE' AND field IS "
      "NOT NULL ORDER BY fid");
  if (!rows) return std::unexpected{rows.error()};
  rows->bind(1, uuid).bind(2, std::string{spec_of(entity).name});
  Fields fields;
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) return fields;
    fields.insert_or_assign(rows->text(0),
                            plain_value(held_value(connection, spec_of(entity), rows->text(0), rows->value(1))));
  }
}

ChangeKind inverse_kind(std::string_view action) {
  if (action == "INSERT") return ChangeKind::remove;
  return action == "DELETE" ? ChangeKind::add : ChangeKind::set;
}
}  // namespace

std::string name_among(const Fields& fields, const std::string& otherwise) {
  for (const auto* name : {"reg_no", "name_kk", "kk", "name", "title", "number", "file_name", "text", "code", "day"})
    if (const auto found = fields.find(name); found != fields.end())
      if (auto text = text_of(found->second); !text.empty()) return text;
  return otherwise;
}

Result<std::vector<HistoryRow>> read_history(const Connection& connection, Entity entity, const std::string& uuid) {
  auto rows = connection.prepare(
      "SELECT h.at, h.who, coalesce(b.uuid, ''), coalesce(b.kind, 'EXTERNAL'), h.action, h.field, h.old_value,"
      " h.new_value, coalesce(b.reason, '') FROM history AS h LEFT JOIN batch AS b ON b.fid = h.batch"
      " WHERE h.entity_uuid = ?1 AND h.entity = ?2 AND (h.field IS NULL OR h.field NOT IN ('created_at', 'created_by'))"
      " ORDER BY h.fid");
  if (!rows) return std::unexpected{rows.error()};
  rows->bind(1, uuid).bind(2, std::string{spec_of(entity).name});
  std::vector<HistoryRow> history;
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) return history;
    const auto text = [&rows](int column) { return valid_text(rows->text(column)); };
    const auto value = [&](int column) {
      return plain_value(held_value(connection, spec_of(entity), rows->text(5), rows->value(column)));
    };
    history.push_back(
        {text(0), text(1), text(2), text(3), text(4), entity, uuid, text(5), value(6), value(7), text(8)});
  }
}

Error conflict_since(const Connection& connection, Entity entity, const std::string& uuid, std::int64_t version) {
  const auto changes = changes_since(connection, entity, uuid, version);
  if (!changes) return changes.error();
  const auto there = find_record(connection, entity, uuid);
  if (!there) return there.error();
  const auto record = fmt::format("{} {}", spec_of(entity).name, uuid);
  if (!*there) return {ErrorCode::gone, record + " was deleted", "", joined(changes->people)};
  return {ErrorCode::conflict, fmt::format("{} is now version {}, not {}", record, (*there)->version, version),
          joined(changes->fields), joined(changes->people)};
}

Result<std::optional<UndoObstacle>> obstacle_since(const Connection& connection, Entity entity, const std::string& uuid,
                                                   std::int64_t version) {
  const auto changes = changes_since(connection, entity, uuid, version);
  if (!changes) return std::unexpected{changes.error()};
  const auto there = find_record(connection, entity, uuid);
  if (!there) return std::unexpected{there.error()};
  const auto fields = *there ? Result<Fields>{(*there)->fields} : removed_fields(connection, entity, uuid);
  if (!fields) return std::unexpected{fields.error()};
  return UndoObstacle{entity,
                      uuid,
                      name_among(*fields, uuid),
                      joined(changes->people),
                      {changes->fields.begin(), changes->fields.end()},
                      !there->has_value()};
}

Result<std::vector<RowChange>> inverse_of_batch(const Connection& connection, std::int64_t batch) {
  auto rows = connection.prepare(
      "SELECT entity, entity_uuid, record, version, action, field, old_value FROM history WHERE batch = ? ORDER BY fid "
      "DESC");
  if (!rows) return std::unexpected{rows.error()};
  rows->bind(1, batch);
  std::vector<RowChange> changes;
  std::int64_t version = 0;
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) return changes;
    const auto entity = entity_named(rows->text(0));
    if (!entity) return fail(ErrorCode::damaged, "history of an unknown table", rows->text(0));
    const auto kind = inverse_kind(rows->text(4));
    const auto uuid = rows->text(1);
    // One statement of the batch left one row a field, all of the same version.
    const bool is_same = !changes.empty() && changes.back().uuid == uuid && changes.back().entity == *entity &&
                         changes.back().kind == kind && version == rows->integer(3);
    version = rows->integer(3);
    if (!is_same) changes.push_back({kind, *entity, uuid, {}, {}, {}});
    if (kind == ChangeKind::add) changes.back().fid = rows->integer(2);
    if (kind != ChangeKind::remove)
      changes.back().values.emplace_back(rows->text(5),
                                         held_value(connection, spec_of(*entity), rows->text(5), rows->value(6)));
  }
}

}  // namespace riskmap
