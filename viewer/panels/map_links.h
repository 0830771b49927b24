// Who is whose neighbour, drawn over the map as lines from place to place.
#pragma once
#include <utility>
#include <vector>

#include "viewer/panels/layout.h"

namespace riskmap::ui {

// Of more pairs only those of the place that is pointed at or chosen are drawn.
inline constexpr std::size_t most_drawn_links = 20'000;

using LinePiece = std::pair<ScreenPoint, ScreenPoint>;
// What is left of a line beside the rectangles that it would run over, in its order.
std::vector<LinePiece> pieces_beside(const std::vector<Rect>& rects, ScreenPoint from, ScreenPoint to);

// Thin lines; strong ones from the place that is pointed at, chosen or linked from. Links added by hand carry a plus,
// those taken away are dashed and carry a minus. Places without a neighbour, and those of the chosen bar, are ringed.
// Reports each place as map.links.CODE, with how many neighbours it has. `names`: what the map's names take of it,
// which lines and dots leave free.
void draw_links(const Session& session, const Layout& layout, const std::vector<Rect>& names);

}  // namespace riskmap::ui
