// Meridians and parallels across a map.
#pragma once
#include <vector>

#include "layers/core/units.h"
#include "layers/geo/projection.h"

namespace riskmap {

struct GraticuleLine {
  bool is_meridian = false;
  double degrees = 0;            // longitude of a meridian, -180…180; latitude of a parallel
  std::vector<MapPoint> points;  // on the map; a line that leaves the projection comes in several
};

struct Graticule {
  double step = 0;  // degrees between two lines: 1, 2, 5, 10, 15 or 30 degrees, minutes or seconds
  std::vector<GraticuleLine> lines;
};

// `to_view` goes from longitude and latitude to the map, `visible` is in the map's numbers. The step is the finest that
// puts no more than `most_lines` of a kind across the view; none where the view shows nothing of the Earth.
Graticule graticule_of(const Projection& to_view, const Box& visible, int most_lines);

}  // namespace riskmap
