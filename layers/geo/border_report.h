// What finding the borders of a layer did to them, and where its areas do not agree about one.
#pragma once
#include <cstddef>
#include <vector>

#include "layers/geo/topology.h"

namespace riskmap {

struct BorderPlace {
  double x = 0, y = 0;  // as the rings have them
};

struct BorderReport {
  double snap = 0;                       // vertices this near to one another are one point
  std::size_t moved_vertices = 0;        // onto such a point …
  double most_moved = 0;                 // … by this much at most
  double shared_share = 0;               // of the length of all rings: part that two areas or more have in common
  std::vector<BorderPlace> differing{};  // two areas draw the border between the same corners differently: a sliver
  std::vector<BorderPlace> crowded{};    // three areas or more claim a stretch: they overlap
};

// Distances in the unit of the rings. One pass over vertices and arcs.
BorderReport report_borders(const RingView& rings, const Topology& topology);

}  // namespace riskmap
