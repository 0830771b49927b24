// Where everything stands that floats above the map, told before any of it is drawn: the map is fitted among it, and
// messages keep clear of it.
#pragma once
#include <array>
#include <vector>

#include "viewer/panels/layout.h"
#include "viewer/panels/widgets_button.h"

namespace riskmap::ui {

// The legend collapses before it covers data: its classes in words, its colours alone, or a button that opens it.
enum class LegendForm { button, strip, card };

struct MapOverlays {
  Rect modes, levels, tools;  // empty = absent, as below
  Rect legend;
  Rect notes;  // scale bar, north arrow, remarks
  LegendForm legend_form = LegendForm::button;
  bool is_legend_right = false;  // the notes then stand at the left
  // What they take of the map's pixels, with the legend at the left and at the right.
  std::array<std::vector<Box>, 2> covers;
};
MapOverlays map_overlays(const Session& session, const Layout& layout);

std::array<Segment, 4> mode_segments();
std::array<Segment, 2> level_segments();

// Between the legend and the notes, or above them where the gap is narrow.
Rect message_area(const MapOverlays& overlays, const Layout& layout);

}  // namespace riskmap::ui
