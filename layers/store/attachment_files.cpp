#include "layers/store/attachment_files.h"

#include <utility>

#include <fmt/format.h>

#include "layers/core/checksum.h"
#include "layers/store/history.h"
#include "layers/store/laptop_changes.h"
#include "layers/store/schema.h"

namespace riskmap {

namespace {
struct Attached {
  std::string file_name, sha256, owner_entity, owner;
};

Result<std::vector<Attached>> attached_files(const Connection& connection, std::string_view condition = "true") {
  std::vector<Attached> files;
  const auto read = each_row(
      connection,
      fmt::format("SELECT file_name, sha256, owner_entity, owner FROM attachment WHERE {} ORDER BY fid", condition),
      [&files](const Statement& row) { files.push_back({row.text(0), row.text(1), row.text(2), row.text(3)}); });
  if (!read) return std::unexpected{read.error()};
  return files;
}

// "letter.pdf (TB-2026-0001)"
std::string name_of(const Connection& connection, const Attached& file) {
  const auto entity = entity_named(file.owner_entity);
  if (!entity) return file.file_name;
  const auto owner = whole_record(connection, *entity, file.owner);
  if (!owner || !*owner) return file.file_name;
  return fmt::format("{} ({})", file.file_name, name_among((*owner)->fields, file.owner));
}

Result<void> check_owners(const Connection& connection, std::vector<std::string>& lines) {
  auto condition = owner_is_gone();
  for (auto at = condition.find("NEW."); at != condition.npos; at = condition.find("NEW."))
    condition.replace(at, 4, "attachment.");
  return each_row(connection, "SELECT file_name FROM attachment WHERE " + condition + " ORDER BY fid",
                  [&lines](const Statement& row) { lines.push_back("attached file of no record: " + row.text(0)); });
}
}  // namespace

Result<void> write_files(const Connection& connection, std::span<const FileContent> files) {
  if (files.empty()) return {};
  // A file has nobody to vouch for what lies there already: it is written anew.
  auto insert = connection.prepare(
      connection.is_server() ? "INSERT INTO attachment_data (sha256, data) VALUES (?1, ?2) ON CONFLICT DO NOTHING"
                             : "INSERT INTO attachment_data (sha256, data) VALUES (?1, ?2) ON CONFLICT (sha256)"
                               " DO UPDATE SET data = excluded.data WHERE data IS NOT excluded.data");
  if (!insert) return std::unexpected{insert.error()};
  for (const auto& file : files) {
    Blob blob;
    blob.bytes.assign(file.bytes->begin(), file.bytes->end());
    if (auto written = insert->bind(1, file.sha256).bind(2, SqlValue{std::move(blob)}).run(); !written) return written;
  }
  return {};
}

Result<std::string> read_file_bytes(const Connection& connection, const std::string& sha256) {
  auto row = connection.prepare("SELECT data FROM attachment_data WHERE sha256 = ?1");
  if (!row) return std::unexpected{row.error()};
  const auto found = row->bind(1, sha256).step();
  if (!found) return std::unexpected{found.error()};
  if (!*found) return fail(ErrorCode::not_found, "the bytes of this file are not in the register");
  const auto value = row->value(0);
  const auto* blob = std::get_if<Blob>(&value);
  if (blob == nullptr) return fail(ErrorCode::damaged, "the bytes of this file are not in the register");
  std::string bytes{blob->bytes.begin(), blob->bytes.end()};
  if (sha256_of(bytes) != sha256) return fail(ErrorCode::damaged, "the bytes of this file are not what was kept");
  return bytes;
}

Result<void> check_files(const Connection& connection, std::vector<std::string>& lines) {
  const auto files = attached_files(connection);
  if (!files) return std::unexpected{files.error()};
  for (const auto& file : *files) {
    const auto bytes = read_file_bytes(connection, file.sha256);
    if (bytes) continue;
    if (bytes.error().code != ErrorCode::damaged && bytes.error().code != ErrorCode::not_found)
      return std::unexpected{bytes.error()};
    lines.push_back("attached file: " + name_of(connection, file));
  }
  return check_owners(connection, lines);
}

Result<void> must_have_bytes(const Connection& connection) {
  const auto lost = attached_files(connection, "sha256 NOT IN (SELECT sha256 FROM attachment_data)");
  if (!lost) return std::unexpected{lost.error()};
  if (lost->empty()) return {};
  return fail(ErrorCode::damaged, "the register has lost the bytes of a file", name_of(connection, lost->front()));
}

Result<std::vector<FileContent>> files_of_changes(const Connection& from, std::span<const Change> changes) {
  std::vector<FileContent> files;
  for (const auto& change : changes) {
    if (change.entity != Entity::attachment || change.kind == ChangeKind::remove) continue;
    const auto sha256 = text_of(field(change.after, "sha256"));
    if (sha256.empty()) continue;
    auto bytes = read_file_bytes(from, sha256);
    if (!bytes) return std::unexpected{bytes.error()};
    files.push_back({sha256, std::make_shared<const std::string>(*std::move(bytes))});
  }
  return files;
}

}  // namespace riskmap
