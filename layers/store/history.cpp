// Reads the history that the triggers write.
#include "layers/store/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace riskmap {

namespace {
std::string joined(const std::set<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

ChangeKind inverse_kind(std::string_view action) {
  if (action == "INSERT") return ChangeKind::remove;
  return action == "DELETE" ? ChangeKind::add : ChangeKind::set;
}
}  // namespace

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
    history.push_back({text(0), text(1), text(2), text(3), text(4), entity, uuid, text(5), plain_value(rows->value(6)),
                       plain_value(rows->value(7)), text(8)});
  }
}

Error conflict_since(const Connection& connection, Entity entity, const std::string& uuid, std::int64_t version) {
  auto rows = connection.prepare(
      "SELECT who, field, action FROM history WHERE entity_uuid = ?1 AND entity = ?2 AND version > ?3 ORDER BY fid");
  if (!rows) return rows.error();
  rows->bind(1, uuid).bind(2, std::string{spec_of(entity).name}).bind(3, version);
  std::set<std::string> fields, people;
  std::string last_action;
  while (rows->step().value_or(false)) {
    people.insert(rows->text(0));
    last_action = rows->text(2);
    if (last_action == "UPDATE") fields.insert(rows->text(1));
  }
  const auto there = find_record(connection, entity, uuid);
  if (!there) return there.error();
  const auto record = fmt::format("{} {}", spec_of(entity).name, uuid);
  if (!*there) return {ErrorCode::gone, record + " was deleted", "", joined(people)};
  return {ErrorCode::conflict, fmt::format("{} is now version {}, not {}", record, (*there)->version, version),
          joined(fields), joined(people)};
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
    if (kind != ChangeKind::remove) changes.back().values.emplace_back(rows->text(5), rows->value(6));
  }
}

}  // namespace riskmap
