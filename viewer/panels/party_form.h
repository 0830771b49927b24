// A responsible party: what it is called, what it is, how to reach it, and the places it covers.
#pragma once
#include <string>

#include "viewer/panels/form_frame.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct PartyFormState {
  std::string uuid;  // empty = a new one
  std::string new_uuid;
  std::int64_t version = 0;
  Fields before, now;
  Fields places_before, places;  // by the place's code; what has a value is covered
  FormProgress progress;
};
// view.dialog_text names the party; "" = a new one.
void fill_party_form(PartyFormState& state, const Session& session);
Intents party_form(const Session& session, PartyFormState& state);

}  // namespace riskmap::ui
