// Reference: the length of the equator's degree, WGS 84's meridian quadrant and surface (Karney 2013, tables 1 and 2).
#include "layers/geo/geodesic.h"

#include <doctest/doctest.h>

#include <array>

using namespace riskmap;

TEST_CASE("lengths on the ellipsoid") {
  CHECK(geodesic_metres({0, 0}, {1, 0}) == doctest::Approx(111319.49079327357).epsilon(1e-12));
  CHECK(geodesic_metres({69, 0}, {69, 90}) == doctest::Approx(10001965.729312).epsilon(1e-12));
  CHECK(geodesic_metres({69.75, 42.1}, {69.75, 42.1}) == 0);
  const std::array path = {LonLat{0, 0}, LonLat{1, 0}, LonLat{3, 0}};
  CHECK(geodesic_path_metres(path) == doctest::Approx(3 * 111319.49079327357).epsilon(1e-12));
  CHECK(geodesic_path_metres({}) == 0);
}

TEST_CASE("an eighth of the Earth has an eighth of its surface, whichever way it is walked") {
  const std::array there = {LonLat{0, 0}, LonLat{90, 0}, LonLat{0, 90}};
  const std::array back = {LonLat{0, 90}, LonLat{90, 0}, LonLat{0, 0}};
  CHECK(geodesic_area_m2(there) == doctest::Approx(63758202715511.055).epsilon(1e-12));
  CHECK(geodesic_area_m2(back) == doctest::Approx(geodesic_area_m2(there)).epsilon(1e-14));
}
