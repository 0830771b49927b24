// Where every part of the window lies: one function of the window's size, the scale and what is open.
#pragma once
#include "viewer/panels/probe.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// Logical pixels: in a map that is lower or narrower, what floats over it gives way.
constexpr float low_map_height = 430, narrow_map_width = 700;

struct Layout {
  Rect top_bar, chip_bar, layers, map, table, side_list, inspector, status_bar;  // empty = not shown
  Rect free_map;                    // the part of `map` that no floating panel covers: what "show everything" uses
  bool is_table_resizable = false;  // in the Map workspace
  bool is_narrow = false;           // under 1400 logical pixels: columns become icons
};

// Window pixels. With nothing open the map's place alone stands between the bars. `scale` is pixels per logical pixel.
// In the Map workspace the layers open by themselves only where the map keeps 60 % of the window; the register takes
// the map's place where both have no room. A person's own choice goes before.
Layout layout_of(const Session& session, float width, float height, float scale);

}  // namespace riskmap::ui
