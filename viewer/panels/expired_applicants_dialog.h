// The appeals whose applicants' data have been kept for as long as they may be, and are erased here for good.
#pragma once
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct ExpiredApplicantsState {
  bool has_asked = false;
  bool asks_to_erase = false;
};
Intents expired_applicants_dialog(const Session& session, ExpiredApplicantsState& state);

}  // namespace riskmap::ui
