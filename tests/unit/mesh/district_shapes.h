// Builders of small shapes for the tests of this floor.
#pragma once
#include <cstdint>
#include <vector>

#include "layers/mesh/rings.h"

namespace riskmap::test {

// One feature's rings, owned; coordinates in metres.
class Shape {
 public:
  Shape& ring(const std::vector<MapPoint>& points) {
    for (const MapPoint point : points) {
      x_.push_back(MapGrid{}.steps_x(point.x));
      y_.push_back(MapGrid{}.steps_y(point.y));
    }
    ring_offset_.push_back(static_cast<std::uint32_t>(x_.size()));
    return *this;
  }
  Shape& rectangle(double min_x, double min_y, double max_x, double max_y) {
    return ring({{min_x, min_y}, {max_x, min_y}, {max_x, max_y}, {min_x, max_y}});
  }
  [[nodiscard]] FeatureRings rings(MapPoint anchor = {}) const { return {x_, y_, ring_offset_, {anchor}}; }

 private:
  std::vector<std::int32_t> x_, y_;
  std::vector<std::uint32_t> ring_offset_{0};
};

}  // namespace riskmap::test
