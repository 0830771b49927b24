// The small dialogs: deleting, reviewing, who edits, settings, shortcuts, about; and the search palette.
#pragma once
#include <optional>
#include <string>

#include "layers/geo/place_text.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct SmallDialogsState {
  std::string note;                        // of a review
  Fields given{};                          // of a review: assigned_to
  std::string name, post;                  // of the author
  std::string query;                       // of the palette
  std::optional<PlaceText> coordinates{};  // what the query says when it is a pair of them
  std::size_t cursor = 0;
  bool is_fresh = true;  // the first field takes the keyboard once
};
void fill_small_dialogs(SmallDialogsState& state, const Session& session);

Intents delete_dialog(const Session& session);
Intents review_dialog(const Session& session, SmallDialogsState& state);
Intents author_dialog(const Session& session, SmallDialogsState& state);
Intents settings_dialog(const Session& session);
Intents shortcuts_dialog();
Intents about_dialog();
// Ctrl+K: settlements, problems and commands by any spelling.
Intents palette_dialog(const Session& session, SmallDialogsState& state);

}  // namespace riskmap::ui
