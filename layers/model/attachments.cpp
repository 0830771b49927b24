#include "layers/model/attachments.h"

#include <algorithm>
#include <utility>

namespace riskmap {

Attachment typed_attachment(const StoredRecord& record) {
  const auto text = [&record](std::string_view name) { return text_of(field(record.fields, name)); };
  return {.uuid = record.uuid,
          .owner = text("owner"),
          .file_name = text("file_name"),
          .mime = text("mime"),
          .sha256 = text("sha256"),
          .caption = text("caption"),
          .size = integer_of(field(record.fields, "size_bytes")),
          .taken_on = parse_iso_date(text("taken_on")),
          .is_public = integer_of(field(record.fields, "is_public")) != 0};
}

AttachmentBook attachments_of(const RegisterSnapshot& snapshot) {
  std::vector<const StoredRecord*> records;
  for (const auto& record : snapshot.others)
    if (record.entity == Entity::attachment) records.push_back(&record);
  std::ranges::sort(records, {}, [](const StoredRecord* record) { return record->fid; });
  AttachmentBook book;
  for (const auto* record : records) {
    auto attachment = typed_attachment(*record);
    book[attachment.owner].push_back(std::move(attachment));
  }
  return book;
}

}  // namespace riskmap
