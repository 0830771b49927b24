// What stands on the map at one place: pins, the point that is aimed at, the outline of a chosen feature.
#pragma once
#include "viewer/panels/map_panel.h"

namespace riskmap::ui {

// A drop whose tip stands on the point, so that the point itself stays to be seen; window pixels.
void draw_pin(float x, float y, std::string_view name);
// The coordinates that a person went to, with what copies them and what takes the mark away. `covered`: what its card
// takes of the window; empty = nothing.
Intents coordinate_mark(const Session& session, const Layout& layout, Rect& covered);
// Where a press would put the point, if not under the pointer.
void draw_snap(const Session& session, const MapPanelState& state, const Layout& layout);
// Of a layer beside the theme.
void draw_chosen_feature(const Session& session, const Layout& layout);

}  // namespace riskmap::ui
