#include "layers/model/attachments.h"

#include <algorithm>

namespace riskmap {

AttachmentBook attachments_of(const RegisterSnapshot& snapshot) {
  std::vector<const StoredRecord*> records;
  for (const auto& record : snapshot.others)
    if (record.entity == Entity::attachment) records.push_back(&record);
  std::ranges::sort(records, {}, [](const StoredRecord* record) { return record->fid; });
  AttachmentBook book;
  for (const auto* record : records) {
    const auto text = [record](std::string_view name) { return text_of(field(record->fields, name)); };
    book[text("owner")].push_back({.uuid = record->uuid,
                                   .owner = text("owner"),
                                   .file_name = text("file_name"),
                                   .mime = text("mime"),
                                   .sha256 = text("sha256"),
                                   .caption = text("caption"),
                                   .size = integer_of(field(record->fields, "size_bytes")),
                                   .taken_on = parse_iso_date(text("taken_on")),
                                   .is_public = integer_of(field(record->fields, "is_public")) != 0});
  }
  return book;
}

}  // namespace riskmap
