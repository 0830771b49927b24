// The lists of the Clusters and Today workspaces, left of the map.
#pragma once
#include <array>

#include "viewer/panels/layout.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct ListsState {
  bool shows_reviewed = false;
  std::size_t attention_lines = 40;                       // shown; grows by "Show more"
  std::array<bool, 3> is_section_open{true, true, true};  // late, due soon, new
};
// "Назар аударыңыз": facts that need no test; each line flies to its place and can be marked reviewed with a note.
Intents attention_panel(const Session& session, ListsState& state, const Layout& layout);
// What is late, due within three working days, and newly registered.
Intents today_panel(const Session& session, ListsState& state, const Layout& layout);

}  // namespace riskmap::ui
