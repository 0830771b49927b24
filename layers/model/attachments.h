// Photographs and papers that belong to a record, typed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "layers/core/date.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

struct Attachment {
  std::string uuid;
  std::string owner;  // uuid of the record that it belongs to
  std::string file_name, mime, sha256, caption;
  std::int64_t size = 0;         // bytes
  std::optional<Date> taken_on;  // of a photograph
  bool is_public = false;
};

Attachment typed_attachment(const StoredRecord& record);

// By the uuid of the record they belong to, in the order in which they came.
using AttachmentBook = std::unordered_map<std::string, std::vector<Attachment>>;
AttachmentBook attachments_of(const RegisterSnapshot& snapshot);

}  // namespace riskmap
