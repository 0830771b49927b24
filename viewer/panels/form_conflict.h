// A record that somebody else saved while it stood in a form: both versions side by side, and which of them goes on.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "viewer/session/session.h"

namespace riskmap::ui {

// A form's own copy of its record.
struct FormRecord {
  std::string_view form;  // the fields' names begin with it
  Entity entity;
  const std::string& uuid;
  std::int64_t& version;
  Fields& before;
  Fields& now;
};

// The register holds another version than the form was filled from: nothing can be saved until a person has chosen.
bool is_conflicted(const Session& session, const FormRecord& record);
// The question above the fields, and beside each field what stands in the register now. To keep one's own changes means
// them alone: fields only the other person has changed are taken over. True when it was answered in this frame.
bool settle_conflict(const Session& session, const FormRecord& record);

}  // namespace riskmap::ui
