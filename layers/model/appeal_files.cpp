#include "layers/model/appeal_files.h"

#include <algorithm>
#include <utility>

namespace riskmap {

namespace {
bool names_bytes(const std::vector<Change>& changes, const std::string& sha256) {
  return std::ranges::any_of(
      changes, [&sha256](const Change& change) { return text_of(field(change.after, "sha256")) == sha256; });
}

std::shared_ptr<const std::string> take_bytes(Edit& edit, const Change& change) {
  const auto sha256 = text_of(field(change.after, "sha256"));
  const auto found = std::ranges::find(edit.files, sha256, &FileContent::sha256);
  return found == edit.files.end() ? nullptr : found->bytes;
}
}  // namespace

Snapshot with_appeal_files(const Snapshot& snapshot, std::span<const StoredRecord> files) {
  if (files.empty()) return snapshot;
  Accepted there;
  there.records.assign(files.begin(), files.end());
  return applied(snapshot, there);
}

bool is_of_appeal(const Change& change, std::span<const StoredRecord> files) {
  if (change.entity != Entity::attachment) return false;
  const bool is_known = std::ranges::find(files, change.uuid, &StoredRecord::uuid) != files.end();
  return is_known || text_of(field(change.after, "owner_entity")) == spec_of(Entity::appeal).name;
}

void part_appeal_files(Edit& edit, std::span<const StoredRecord> files) {
  std::vector<Change> shared;
  for (auto& change : edit.changes) {
    if (!is_of_appeal(change, files)) {
      shared.push_back(std::move(change));
      continue;
    }
    auto bytes = take_bytes(edit, change);
    edit.appeal_files.push_back({std::move(change), std::move(bytes)});
  }
  edit.changes = std::move(shared);
  if (!edit.appeal_files.empty())
    std::erase_if(edit.files, [&edit](const FileContent& file) { return !names_bytes(edit.changes, file.sha256); });
}

}  // namespace riskmap
