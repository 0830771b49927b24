// The private part of the appeal's form: who brought it. Folded until somebody opens it; what stands there goes into
// the private file alone.
#pragma once
#include <string>
#include <string_view>

#include "viewer/panels/appeal_form.h"

namespace riskmap::ui {

// Asks for the applicant of a record that was opened, and takes the answer in.
Intents ask_for_applicant(const Session& session, AppealFormState& state);
// The fields, earlier applicants while a name or a phone is typed, and how many appeals this person has brought.
Intents applicant_fields(const Session& session, AppealFormState& state);
// The question before what is written down about a person is erased.
Intents ask_to_erase(AppealFormState& state);
// Something is written down in the private file.
bool has_person_before(const AppealFormState& state);
// What stands below a field that was read out of a message and that nobody has looked at yet; "" = somebody has.
std::string message_note(const AppealFormState& state, std::string_view field_name);

}  // namespace riskmap::ui
