// Measuring and placing by the keyboard: while a tool is in the hand and the map has the keyboard, arrows move an aim
// and a press sets a point where it stands.
#pragma once
#include "viewer/panels/map_panel.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

// Where the keyboard aims; pixels of the map.
ScreenPoint aim_of(const Session& session, const MapPanelState& state);
// What keys ask for; says in `state` whether the map has them.
void aim(Intents& intents, const Session& session, MapPanelState& state, const Layout& layout, const Item& canvas);
// The aim, and which keys there are.
void draw_aim(const Session& session, const MapPanelState& state, const Layout& layout);

}  // namespace riskmap::ui
