// The bars around the map: top bar, filter chips, status bar.
#pragma once
#include <cstdint>
#include <set>
#include <string>

#include "viewer/panels/layout.h"
#include "viewer/panels/map_panel.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// App mark, title over the document's name, menus, workspaces, search button (opens the palette), undo and redo,
// language, theme, bell, who edits.
Intents top_bar(const Session& session, const Layout& layout);

// One chip per kind of filter with a popup to choose in, set chips removable, free text, "Clear", and "97 of 412".
struct ChipBarState {
  std::string text;        // of the text chip while it is typed
  std::string expression;  // of the expression field while it is typed
  std::string category_search, party_search, place_search;
  std::string open_choice;         // of the last chip's menu
  std::set<std::string> left_out;  // the kinds of filter that found no room and stand in that menu
};
Intents chip_bar(const Session& session, ChipBarState& state, const Layout& layout);

// File · saved · counts · running job · coordinates under the pointer · CRS · scale.
Intents status_bar(const Session& session, const MapPanelState& map, const Layout& layout);

}  // namespace riskmap::ui
