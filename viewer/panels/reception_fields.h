// The fields of a reception's form, and what awaits the people who go there.
#pragma once
#include "viewer/panels/reception_form.h"

namespace riskmap::ui {

void reception_fields(const Session& session, ReceptionFormState& state);
// What was promised here last time and what came of it; what is open and late. Returns the problem pressed.
Row reception_briefing(const Session& session, const ReceptionFormState& state);

}  // namespace riskmap::ui
