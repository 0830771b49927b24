#include "viewer/session/attached_records.h"

#include <algorithm>

#include "layers/model/rules.h"

namespace riskmap {

std::vector<Attachment> attachments_at(const Session& session, const std::string& owner) {
  const auto& book = session.derived().attachments;
  const auto found = book.find(owner);
  auto attachments = found == book.end() ? std::vector<Attachment>{} : found->second;
  const auto& desk = session.applicant_desk();
  if (desk.appeal == owner)
    for (const auto& file : desk.files) attachments.push_back(typed_attachment(file));
  return attachments;
}

std::optional<Attachment> find_attachment(const Session& session, const std::string& uuid) {
  const auto record = stored_record(session, Entity::attachment, uuid);
  return record ? std::optional{typed_attachment(*record)} : std::nullopt;
}

std::optional<StoredRecord> stored_record(const Session& session, Entity entity, std::string_view uuid) {
  if (entity == Entity::attachment) {
    const auto& files = session.applicant_desk().files;
    const auto found = std::ranges::find(files, uuid, &StoredRecord::uuid);
    if (found != files.end()) return *found;
  }
  return current_record(*session.snapshot(), entity, uuid);
}

}  // namespace riskmap
