#include "layers/store/appeal_file_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "layers/core/checksum.h"
#include "layers/store/private_context.h"
#include "layers/store/private_file.h"
#include "layers/store/record_rows.h"

namespace riskmap {

namespace {
constexpr std::array<std::string_view, 6> columns = {"file_name", "mime",    "size_bytes",
                                                     "sha256",    "caption", "taken_on"};

std::string listed_columns() {
  std::string list;
  for (const auto& column : columns) list += fmt::format("{}{}", list.empty() ? "" : ", ", column);
  return list;
}

SqlValue stored(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return SqlValue{*number};
  const auto text = text_of(value);
  return text.empty() ? SqlValue{} : SqlValue{text};
}

std::string text_in(const StoredRecord& record, std::string_view name) {
  return text_of(field(record.fields, name));
}

// uuid, appeal, version, fid and the columns.
StoredRecord file_in(const Statement& row) {
  StoredRecord record{Entity::attachment, row.integer(3), valid_text(row.text(0)), row.integer(2), {}};
  record.fields = {{"owner_entity", Value{std::string{spec_of(Entity::appeal).name}}},
                   {"owner", Value{valid_text(row.text(1))}},
                   {"is_public", Value{std::int64_t{0}}}};
  int column = 4;
  for (const auto& name : columns) {
    if (!row.is_null(column))
      record.fields.emplace(name,
                            name == "size_bytes" ? Value{row.integer(column)} : Value{valid_text(row.text(column))});
    ++column;
  }
  return record;
}

Result<std::vector<StoredRecord>> files_where(const Connection& connection, std::string_view key,
                                              const std::string& value) {
  auto rows = connection.prepare(
      fmt::format("SELECT uuid, appeal, version, fid, {} FROM riskmap_private.appeal_file WHERE {} = ?1 ORDER BY fid",
                  listed_columns(), key));
  if (!rows) return std::unexpected{rows.error()};
  rows->bind(1, value);
  std::vector<StoredRecord> files;
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) return files;
    files.push_back(file_in(*rows));
  }
}

Error conflict(const Connection& connection, const std::string& file, const Fields& wanted) {
  std::string who, names;
  auto last = connection.prepare(
      "SELECT who FROM riskmap_private.appeal_file_history WHERE file = ?1 ORDER BY fid DESC LIMIT 1");
  if (last && last->bind(1, file).step().value_or(false)) who = last->text(0);
  for (const auto& [name, value] : wanted) names += (names.empty() ? "" : ", ") + name;
  return {ErrorCode::conflict, "attachment was changed meanwhile", names, who};
}

Result<void> gone() {
  return fail(ErrorCode::gone, "attachment was deleted");
}

bool holds(const StoredRecord& there, const Fields& wanted) {
  return std::ranges::all_of(columns, [&](std::string_view name) {
    return !wanted.contains(name) || text_in(there, name) == text_of(field(wanted, name));
  });
}

// Nobody's old version must fit a file that was removed and is back.
Result<std::int64_t> next_version(const Connection& connection, const std::string& file) {
  auto last =
      connection.prepare("SELECT coalesce(max(version), 0) FROM riskmap_private.appeal_file_history WHERE file = ?1");
  if (!last) return std::unexpected{last.error()};
  const auto row = last->bind(1, file).step();
  if (!row) return std::unexpected{row.error()};
  return last->integer(0) + 1;
}

Result<void> must_be_there(const Connection& connection, const std::string& appeal) {
  auto row = connection.prepare("SELECT 1 FROM appeal WHERE uuid = ?1");
  if (!row) return std::unexpected{row.error()};
  const auto found = row->bind(1, appeal).step();
  if (!found) return std::unexpected{found.error()};
  return *found ? Result<void>{} : fail(ErrorCode::gone, "no such record", "owner");
}

Result<void> insert(const Connection& connection, const std::string& file, const std::string& appeal,
                    const Fields& fields) {
  if (auto there = must_be_there(connection, appeal); !there) return there;
  const auto version = next_version(connection, file);
  if (!version) return std::unexpected{version.error()};
  auto row = connection.prepare(fmt::format(
      "INSERT INTO riskmap_private.appeal_file (uuid, appeal, version, {}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      listed_columns()));
  if (!row) return std::unexpected{row.error()};
  row->bind(1, file).bind(2, appeal).bind(3, *version);
  int parameter = 4;
  for (const auto& name : columns) row->bind(parameter++, stored(field(fields, name)));
  return row->run();
}

Result<void> update(const Connection& connection, const std::string& file, const Fields& fields) {
  std::string changes;
  for (const auto& name : columns)
    if (fields.contains(name)) changes += fmt::format("{} = ?, ", name);
  auto row = connection.prepare(
      fmt::format("UPDATE riskmap_private.appeal_file SET {}version = version + 1 WHERE uuid = ?", changes));
  if (!row) return std::unexpected{row.error()};
  int parameter = 1;
  for (const auto& name : columns)
    if (fields.contains(name)) row->bind(parameter++, stored(field(fields, name)));
  return row->bind(parameter, file).run();
}

Result<void> remove(const Connection& connection, const std::string& file) {
  auto row = connection.prepare("DELETE FROM riskmap_private.appeal_file WHERE uuid = ?1");
  if (!row) return std::unexpected{row.error()};
  return row->bind(1, file).run();
}

Result<void> write_bytes(const Connection& connection, const std::string& appeal, const AppealFileChange& added) {
  if (!added.bytes) return fail(ErrorCode::required, "an attachment names its file", "file");
  auto row = connection.prepare(
      "INSERT INTO riskmap_private.appeal_file_data (appeal, sha256, data) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (appeal, sha256) DO UPDATE SET data = excluded.data WHERE appeal_file_data.data IS DISTINCT FROM "
      "excluded.data");
  if (!row) return std::unexpected{row.error()};
  Blob blob;
  blob.bytes.assign(added.bytes->begin(), added.bytes->end());
  return row->bind(1, appeal)
      .bind(2, text_of(field(added.change.after, "sha256")))
      .bind(3, SqlValue{std::move(blob)})
      .run();
}

Result<void> add(Batch& batch, const AppealFileChange& added, const std::optional<StoredRecord>& there) {
  const auto& change = added.change;
  const auto appeal = text_of(field(change.after, "owner"));
  batch.mention(Entity::appeal, appeal);
  // A retried add is no second file.
  if (there && text_in(*there, "owner") == appeal && holds(*there, change.after)) return {};
  if (there) return fail(ErrorCode::duplicate_id, "a record with this uuid is there already", "uuid");
  if (auto written = write_bytes(batch.connection(), appeal, added); !written) return written;
  return insert(batch.connection(), change.uuid, appeal, change.after);
}

Result<void> put(Batch& batch, const AppealFileChange& changed) {
  const auto& connection = batch.connection();
  const auto& change = changed.change;
  const auto there = read_appeal_file(connection, change.uuid);
  if (!there) return std::unexpected{there.error()};
  if (change.kind == ChangeKind::add) return add(batch, changed, *there);
  if (!*there) return gone();
  batch.mention(Entity::appeal, text_in(**there, "owner"));
  if (change.kind == ChangeKind::set && holds(**there, change.after)) return {};
  if ((*there)->version != change.version) return std::unexpected{conflict(connection, change.uuid, change.after)};
  return change.kind == ChangeKind::remove ? remove(connection, change.uuid)
                                           : update(connection, change.uuid, change.after);
}

struct Deed {
  std::string appeal, file, action;
  Fields before, after;
};

// What a batch did to files, the last first: one deed a file and an action.
Result<std::vector<Deed>> deeds_of(const Connection& connection, const std::string& batch) {
  auto rows = connection.prepare(
      "SELECT appeal, file, action, field, old_value, new_value FROM riskmap_private.appeal_file_history"
      " WHERE batch = ?1 ORDER BY fid");
  if (!rows) return std::unexpected{rows.error()};
  rows->bind(1, batch);
  std::vector<Deed> deeds;
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) break;
    if (deeds.empty() || deeds.back().file != rows->text(1) || deeds.back().action != rows->text(2))
      deeds.push_back({rows->text(0), rows->text(1), rows->text(2), {}, {}});
    if (rows->is_null(3)) continue;
    deeds.back().before.insert_or_assign(rows->text(3), plain_value(rows->value(4)));
    deeds.back().after.insert_or_assign(rows->text(3), plain_value(rows->value(5)));
  }
  std::ranges::reverse(deeds);
  return deeds;
}

Result<void> take_back(Batch& batch, const Deed& deed) {
  const auto& connection = batch.connection();
  const auto there = read_appeal_file(connection, deed.file);
  if (!there) return std::unexpected{there.error()};
  batch.mention(Entity::appeal, deed.appeal);
  const bool is_as_left = deed.action == "DELETE" ? !*there : *there && holds(**there, deed.after);
  if (!is_as_left) return std::unexpected{conflict(connection, deed.file, deed.after)};
  if (deed.action == "INSERT") return remove(connection, deed.file);
  if (deed.action == "UPDATE") return update(connection, deed.file, deed.before);
  return insert(connection, deed.file, deed.appeal, deed.before);
}

Result<void> remove_all(const Batch& batch, const std::string& appeal) {
  auto row = batch.connection().prepare("DELETE FROM riskmap_private.appeal_file WHERE appeal = ?1");
  if (!row) return std::unexpected{row.error()};
  return row->bind(1, appeal).run();
}

Result<void> erase(const Batch& batch, const std::string& appeal) {
  for (const auto* table : {"appeal_file", "appeal_file_data", "appeal_file_history"}) {
    auto rows = batch.connection().prepare(fmt::format("DELETE FROM riskmap_private.{} WHERE appeal = ?1", table));
    if (!rows) return std::unexpected{rows.error()};
    if (auto erased = rows->bind(1, appeal).run(); !erased) return erased;
  }
  return {};
}

Result<std::vector<std::string>> texts_of(const Connection& connection, std::string_view query) {
  std::vector<std::string> texts;
  const auto read = each_row(connection, query, [&texts](const Statement& row) { texts.push_back(row.text(0)); });
  if (!read) return std::unexpected{read.error()};
  return texts;
}
}  // namespace

std::span<const std::string_view> appeal_file_columns() {
  return columns;
}

Result<std::vector<StoredRecord>> read_appeal_files(const Connection& connection, const std::string& appeal) {
  return files_where(connection, "appeal", appeal);
}

Result<std::optional<StoredRecord>> read_appeal_file(const Connection& connection, const std::string& uuid) {
  auto files = files_where(connection, "uuid", uuid);
  if (!files) return std::unexpected{files.error()};
  if (files->empty()) return std::nullopt;
  return std::move(files->front());
}

Result<std::string> read_appeal_bytes(const Connection& connection, const std::string& sha256) {
  auto row = connection.prepare("SELECT data FROM riskmap_private.appeal_file_data WHERE sha256 = ?1");
  if (!row) return std::unexpected{row.error()};
  row->bind(1, sha256);
  for (bool is_known = false;; is_known = true) {  // at each appeal for itself: one of them is enough
    const auto found = row->step();
    if (!found) return std::unexpected{found.error()};
    if (!*found && is_known) return fail(ErrorCode::damaged, "the bytes of this file are not what was kept");
    if (!*found) return fail(ErrorCode::not_found, "the bytes of this file are not in the register");
    const auto value = row->value(0);
    const auto* blob = std::get_if<Blob>(&value);
    std::string bytes = blob == nullptr ? std::string{} : std::string{blob->bytes.begin(), blob->bytes.end()};
    if (sha256_of(bytes) == sha256) return bytes;
  }
}

Result<std::vector<std::string>> appeals_with_files(const Connection& connection) {
  return texts_of(connection,
                  "SELECT DISTINCT appeal FROM riskmap_private.appeal_file_data WHERE appeal IN (SELECT uuid FROM"
                  " appeal) ORDER BY appeal");
}

Result<void> put_appeal_files(Batch& batch, std::span<const AppealFileChange> changes) {
  return in_private_context(batch, "USER", changes, put);
}

Result<void> remove_appeal_files(Batch& batch, std::span<const std::string> appeals) {
  return in_private_context(batch, "USER", appeals, remove_all);
}

Result<void> take_back_appeal_files(Batch& batch, const std::string& turned) {
  const auto deeds = deeds_of(batch.connection(), turned);
  if (!deeds) return std::unexpected{deeds.error()};
  return in_private_context(batch, "UNDO", *deeds, take_back);
}

Result<void> erase_appeal_files(Batch& batch, std::span<const std::string> appeals) {
  return in_private_context(batch, "ERASE", appeals, erase);
}

Result<void> check_private_part(const Connection& connection, std::vector<std::string>& lines) {
  if (!has_private_part(connection)) return {};
  const auto nobody = texts_of(
      connection, "SELECT appeal FROM riskmap_private.applicant WHERE appeal NOT IN (SELECT uuid FROM appeal)");
  if (!nobody) return std::unexpected{nobody.error()};
  for (const auto& appeal : *nobody) lines.push_back("applicant of no appeal: " + appeal);
  if (!has_appeal_files(connection)) return {};
  const auto lost = texts_of(connection,
                             "SELECT DISTINCT appeal FROM riskmap_private.appeal_file WHERE appeal NOT IN (SELECT uuid"
                             " FROM appeal) ORDER BY appeal");
  if (!lost) return std::unexpected{lost.error()};
  for (const auto& appeal : *lost) lines.push_back("file of no appeal: " + appeal);
  std::vector<std::pair<std::string, std::string>> files;  // the appeal's number, the checksum
  const auto read = each_row(connection,
                             "SELECT coalesce(a.reg_no, f.appeal), f.sha256 FROM riskmap_private.appeal_file AS f"
                             " LEFT JOIN appeal AS a ON a.uuid = f.appeal ORDER BY f.fid",
                             [&files](const Statement& row) { files.emplace_back(row.text(0), row.text(1)); });
  if (!read) return read;
  for (const auto& [appeal, sha256] : files) {
    const auto bytes = read_appeal_bytes(connection, sha256);
    if (bytes) continue;
    if (bytes.error().code != ErrorCode::damaged && bytes.error().code != ErrorCode::not_found)
      return std::unexpected{bytes.error()};
    lines.push_back("file of an appeal: " + appeal);
  }
  return {};
}

}  // namespace riskmap
