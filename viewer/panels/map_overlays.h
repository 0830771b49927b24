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
// The switches say what they are in words, or where these find no room by icons with tooltips.
enum class SegmentForm { words, icons };

inline constexpr float tool_size = 36, tool_gap = 4;  // logical

struct MapOverlays {
  Rect modes, levels, tools;  // empty = absent, as below
  Rect legend;
  Rect notes;  // scale bar, north arrow, remarks
  SegmentForm switch_form = SegmentForm::words;
  LegendForm legend_form = LegendForm::button;
  bool has_room_for_legend = false;  // else its button opens it over the map
  bool is_legend_right = false;      // the notes then stand at the left
  // What they take of the map's pixels, with the legend at the left and at the right.
  std::array<std::vector<Box>, 2> covers;
};
MapOverlays map_overlays(const Session& session, const Layout& layout);

bool can_show_tiles(const Session& session);  // else the mode of tiles shows areas
std::array<Segment, 4> mode_segments(const Session& session, SegmentForm form);
std::array<Segment, 3> level_segments(SegmentForm form);

// Between the legend and the notes, or above them where the gap is narrow.
Rect message_area(const MapOverlays& overlays, const Layout& layout);

}  // namespace riskmap::ui
