// Room inside a polygon: whether a box fits, and where the most of it is.
#pragma once
#include <optional>
#include <vector>

#include "layers/core/units.h"
#include "layers/mesh/rings.h"

namespace riskmap {

// A feature in pixels of one scale, y downwards, with the map's origin at 0: it does not move when the map is panned.
struct ScaledPolygon {
  std::vector<std::vector<ScreenPoint>> rings;  // even-odd
  Box box;
};
// Vertices closer than `tolerance_px` to the one before are left out.
ScaledPolygon scaled_polygon(const FeatureRings& feature, double metres_per_pixel, double tolerance_px);

// What lies in a box; its sides become borders.
ScaledPolygon clipped(const ScaledPolygon& polygon, const Box& box);

// No border crosses the box and its inside is inside.
bool holds_box(const ScaledPolygon& polygon, const Box& box);

// The point deepest inside (pole of inaccessibility) within `precision_px`; `aspect` > 1 prefers a room that much wider
// than high, as a text needs. Nothing for a polygon without area.
struct InnerPoint {
  ScreenPoint point;
  double height_px = 0;  // from the point to the border upwards; times `aspect` sideways
};
std::optional<InnerPoint> innermost_point(const ScaledPolygon& polygon, double precision_px, double aspect = 1);

}  // namespace riskmap
