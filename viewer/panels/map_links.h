// Who is whose neighbour, drawn over the map as lines from place to place.
#pragma once
#include "viewer/panels/layout.h"

namespace riskmap::ui {

// Of more pairs only those of the place that is pointed at or chosen are drawn.
inline constexpr std::size_t most_drawn_links = 20'000;

// Thin lines; strong ones from the place that is pointed at, chosen or linked from. Links added by hand carry a plus,
// those taken away are dashed and carry a minus. Places without a neighbour, and those of the chosen bar, are ringed.
// Reports each place as map.links.CODE, with how many neighbours it has.
void draw_links(const Session& session, const Layout& layout);

}  // namespace riskmap::ui
