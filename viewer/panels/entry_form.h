// One entry of a reference list: its words in three languages and what else its list asks.
#pragma once
#include <string>

#include "viewer/panels/form_frame.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct EntryFormState {
  FormProgress progress;
  std::string list;  // of reference_lists()
  std::string uuid;  // "" = a new one
  std::int64_t version = 0;
  Fields before, now;
};
void fill_entry_form(EntryFormState& state, const Session& session);
// Leads back to its list.
Intents entry_form(const Session& session, EntryFormState& state);

}  // namespace riskmap::ui
