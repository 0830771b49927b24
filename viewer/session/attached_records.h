// What is attached to a record, wherever it is kept: in the register, or at an appeal in the private file, of which the
// session knows only what a form has asked for.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/model/attachments.h"
#include "viewer/session/session.h"

namespace riskmap {

// By the uuid of the record they belong to, in the order in which they came.
std::vector<Attachment> attachments_at(const Session& session, const std::string& owner);
// Nothing when it is not there any more.
std::optional<Attachment> find_attachment(const Session& session, const std::string& uuid);
// As current_record() has it, files at appeals too.
std::optional<StoredRecord> stored_record(const Session& session, Entity entity, std::string_view uuid);

}  // namespace riskmap
