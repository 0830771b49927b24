// What floats over the map: mode switch, zoom and tool buttons, legend, scale bar, north, hover card, measuring, and
// the mouse and keyboard of the map itself.
#pragma once
#include <optional>

#include "viewer/panels/layout.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct MapPanelState {
  bool is_dragging = false;
  float last_x = 0, last_y = 0;
  float dragged_px = 0;                // since the button went down: a click moves less than 4
  std::optional<ScreenPoint> pointer;  // over the map, for the status bar and the hover card
  ImageSize told_size;
};
Intents map_panel(const Session& session, MapPanelState& state, const Layout& layout);

// The legend card; `rect` receives the place it took (empty when it is closed to its button).
Intents legend_panel(const Session& session, const Layout& layout, Rect& rect);
// The hover card, in the corner farthest from the pointer, clear of the legend.
void hover_card(const Session& session, const MapPanelState& state, const Layout& layout, const Rect& legend);
// Length or area of what is measured, drawn on the map with its figure.
void draw_measured(const Session& session, const MapPanelState& state, const Layout& layout);
// Scale bar, north arrow, "schematic boundaries", and for which day the picture stands.
void draw_map_furniture(const Session& session, const Layout& layout);

}  // namespace riskmap::ui
