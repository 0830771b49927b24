// What floats over the map: mode switch, zoom and tool buttons, legend, scale bar, north, hover card, measuring, and
// the mouse and keyboard of the map itself.
#pragma once
#include <optional>
#include <vector>

#include "viewer/panels/map_overlays.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct MapPanelState {
  bool is_dragging = false;
  float last_x = 0, last_y = 0;
  float dragged_px = 0;                 // since the button went down: a click moves less than 4
  std::optional<ScreenPoint> box_from;  // a corner of the box that is dragged with Shift
  std::optional<ScreenPoint> pointer;   // over the map, for the status bar and the hover card
  bool is_aiming = false;               // the keyboard is on the map
  ScreenPoint aim_offset{};             // of where it aims, from the middle of the free map
  bool is_second_press = false;         // of a double click, which is no click
  std::uint64_t listed = 0;             // the last list of what lies under a point
  Rect marked;                          // what the card of marked coordinates takes of the window
  Tool shown_tool = Tool::select;       // of the last frame
  std::vector<Rect> names;              // what the map's names take of it, from its corner; kept where links are drawn
};
Intents map_panel(const Session& session, MapPanelState& state, const Layout& layout);

// The form that the map has room for, and how large it is.
struct LegendSize {
  float width = 0, height = 0;
  LegendForm form = LegendForm::button;
};
LegendSize legend_size(const Session& session, const Layout& layout);
bool has_room_for_legend(const Layout& layout);
// The card at overlays.legend, or over the map while its button is pressed; a press on a class keeps only its places.
Intents legend_panel(const Session& session, const MapOverlays& overlays, const Layout& layout);
// The hover card, in the corner farthest from the pointer, clear of everything else.
void hover_card(const Session& session, const MapPanelState& state, const Layout& layout, const MapOverlays& overlays);
// Length or area of what is measured, drawn on the map with its figure.
void draw_measured(const Session& session, const MapPanelState& state, const Layout& layout);
// A path as it is drawn: of points nearer than this to the one before the first is left. A thick line turned about
// itself on the spot would be a wedge.
std::vector<ScreenPoint> without_rests(std::vector<ScreenPoint> path, double least_px);
// Scale bar, north arrow, "schematic boundaries", and for which day the picture stands.
void draw_map_furniture(const Session& session, const MapOverlays& overlays);
float remark_width();  // of "schematic boundaries", window pixels

}  // namespace riskmap::ui
