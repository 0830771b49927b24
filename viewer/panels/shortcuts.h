// The keyboard: one table of chords, what they do and what the help dialog says of them.
#pragma once
#include <span>
#include <string_view>

#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct Shortcut {
  std::string_view chord;  // "Ctrl+K", as chord_from() reads it
  const char* what;        // English id of the help text
  Intents (*intents)(const Session& session);
};
std::span<const Shortcut> all_shortcuts();

// Keys of the map while something is measured or placed; the help dialog names them too.
struct KeyHelp {
  std::string_view keys;
  const char* what;  // English id
};
std::span<const KeyHelp> aiming_keys();

// Those pressed in this frame, unless a text field has the keyboard and the chord has no Ctrl.
Intents shortcuts(const Session& session);

}  // namespace riskmap::ui
