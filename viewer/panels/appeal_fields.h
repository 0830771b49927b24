// The fields of the appeal's form.
#pragma once
#include "viewer/panels/appeal_form.h"

namespace riskmap::ui {

// What was brought, by whom and when.
void appeal_fields(const Session& session, AppealFormState& state);
// What was answered, and what the applicant thinks of it.
void answer_fields(const Session& session, AppealFormState& state);

// The problems it is joined to, and those of its place it may be joined to. Returns the one pressed: to look at, where
// it is joined already (`is_joined`).
struct PressedProblem {
  Row issue = no_row;
  bool is_joined = false;
};
PressedProblem appeal_problems(const Session& session, const AppealFormState& state);

}  // namespace riskmap::ui
