// Which shapes lie at a point, and what a picked point nearly meets.
#include "viewer/session/near_shapes.h"

#include <doctest/doctest.h>

#include <array>

using namespace riskmap;

namespace {
constexpr MapPoint anchor{1000, 2000};

Geometry shapes(GeometryKind kind, const std::vector<std::vector<MapPoint>>& rings) {
  GeometryBuilder builder{kind, {anchor}};
  for (const auto& ring : rings) {
    builder.add_ring(std::span<const MapPoint>{ring});
    builder.end_feature();
  }
  return builder.finish();
}
const std::vector<MapPoint> square = {{1000, 2000}, {1100, 2000}, {1100, 2100}, {1000, 2100}};
const std::vector<MapPoint> inner = {{1020, 2020}, {1080, 2020}, {1080, 2080}, {1020, 2080}};
}  // namespace

TEST_CASE("areas are hit inside, the last drawn first; hidden ones are not") {
  const auto areas = shapes(GeometryKind::polygons, {square, inner});
  CHECK(features_at(*areas, {}, {1050, 2050}, 0) == std::vector<std::uint32_t>{1, 0});
  CHECK(features_at(*areas, {}, {1010, 2050}, 0) == std::vector<std::uint32_t>{0});
  CHECK(features_at(*areas, {1, 0}, {1050, 2050}, 0) == std::vector<std::uint32_t>{0});
  CHECK(features_at(*areas, {}, {1101, 2050}, 5).empty());
}

TEST_CASE("lines and points are hit within reach; a line is not closed") {
  const auto lines = shapes(GeometryKind::lines, {square});
  CHECK(features_at(*lines, {}, {1050, 2003}, 4) == std::vector<std::uint32_t>{0});
  CHECK(features_at(*lines, {}, {1050, 2005}, 4).empty());
  CHECK(features_at(*lines, {}, {1000, 2050}, 4).empty());
  const auto points = shapes(GeometryKind::points, {{{1010, 2010}}});
  CHECK(features_at(*points, {}, {1013, 2010}, 4).size() == 1);
  CHECK(features_at(*points, {}, {1015, 2010}, 4).empty());
}

TEST_CASE("a point snaps to the nearest corner, else to the nearest line, else to nothing") {
  const auto areas = shapes(GeometryKind::polygons, {square});
  const auto met = [&](MapPoint point) {
    NearestShape nearest{point, 8};
    nearest.look_at(*areas);
    return nearest.found();
  };
  CHECK(met({1095, 2003}) == MapPoint{1100, 2000});
  CHECK(met({1050, 2003}) == MapPoint{1050, 2000});
  CHECK(met({1002, 2050}) == MapPoint{1000, 2050});  // the side that closes the ring
  CHECK_FALSE(met({1050, 2050}));
  NearestShape nearest{{1050, 2050}, 8};
  nearest.look_at(MapPoint{1053, 2050});
  nearest.look_at(MapPoint{1052, 2050});
  CHECK(nearest.found() == MapPoint{1052, 2050});
}
