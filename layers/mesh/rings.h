// Plain views of what is drawn: one feature's rings, and the way from the map to the screen. Filled by the floors above
// from their layer and camera, so that this floor knows neither.
#pragma once
#include <cstdint>
#include <span>

#include "layers/core/map_grid.h"
#include "layers/core/units.h"

namespace riskmap {

// Rings are closed implicitly unless they are paths; holes are rings like any other (even-odd). Looks at arrays of the
// caller.
struct FeatureRings {
  std::span<const std::int32_t> x, y;  // every vertex of the layer, steps of `grid`
  // Rings of this feature + 1: ring r is [ring_offset[r], ring_offset[r + 1]).
  std::span<const std::uint32_t> ring_offset;
  MapGrid grid;
  bool is_path = false;  // lines: the last vertex is not joined to the first
  [[nodiscard]] std::size_t ring_count() const { return ring_offset.empty() ? 0 : ring_offset.size() - 1; }
  [[nodiscard]] MapPoint vertex(std::size_t index) const { return grid.point(x[index], y[index]); }
};

// North is up; the centre of the map lies in the middle of the picture.
struct ScreenMapping {
  MapPoint centre;
  double metres_per_pixel = 1;
  ImageSize size{1, 1};
  [[nodiscard]] ScreenPoint screen_from_map(MapPoint point) const {
    return {(point.x - centre.x) / metres_per_pixel + size.width / 2.0,
            (centre.y - point.y) / metres_per_pixel + size.height / 2.0};
  }
};

}  // namespace riskmap
