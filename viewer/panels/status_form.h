// Moving a problem through its states: only what is allowed, with what each step asks for.
#pragma once
#include <cstdint>
#include <string>

#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct StatusFormState {
  std::string uuid;
  std::int64_t version = 0;
  Status from = Status::registered;
  Fields before, now;       // status and what it needs
  bool is_refused = false;  // in this frame
  std::uint64_t waiting_for = 0;
  bool asks_to_discard = false;
};
void fill_status_form(StatusFormState& state, const Session& session);
Intents status_form(const Session& session, StatusFormState& state);

}  // namespace riskmap::ui
