#include "layers/geo/view_system.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "layers/geo/projection.h"

using namespace riskmap;

namespace {
const Box district{69.6, 42, 70.6, 42.6}, country{46.5, 40.6, 87.3, 55.4};

// Of a square of a tenth of a degree, the area on the map by that on the sphere of equal area.
double area_factor(const Projection& to_view, LonLat corner) {
  constexpr double step = 0.1, radius = 6371007.181, radian = 0.017453292519943295;
  double area = 0;
  MapPoint last = to_view.forward(corner);
  for (const auto& [dx, dy] : {std::pair{step, 0.0}, {step, step}, {0.0, step}, {0.0, 0.0}}) {
    const auto next = to_view.forward(LonLat{corner.lon + dx, corner.lat + dy});
    area += (last.x * next.y - next.x * last.y) / 2;
    last = next;
  }
  const double true_area =
      radius * radius * step * radian * (std::sin((corner.lat + step) * radian) - std::sin(corner.lat * radian));
  return area / true_area;
}
}  // namespace

TEST_CASE("each system is the one of its place") {
  CHECK(view_crs_of(ViewSystem::fitting, district) == "EPSG:32642");
  for (const auto& large : {country, Box{0, 85, 1, 86}})
    CHECK(view_crs_of(ViewSystem::fitting, large) == view_crs_of(ViewSystem::equal_area, large));
  for (const auto& world : {Box{-180, -60, 180, 80}, Box{}})
    CHECK(view_crs_of(ViewSystem::fitting, world) == "EPSG:3857");
  CHECK(view_crs_of(ViewSystem::utm, country) == "EPSG:32642");
  CHECK(view_crs_of(ViewSystem::gauss_krueger, district) == "EPSG:28412");
  CHECK(view_crs_of(ViewSystem::web_mercator, district) == "EPSG:3857");
  for (const auto system : view_systems)
    for (const auto& extent : {district, country, Box{-180, -90, 180, 90}, Box{}, Box{179, -17, 180, -16}}) {
      CAPTURE(std::string{word_of(system)});
      CHECK(Projection::between("EPSG:4326", view_crs_of(system, extent)).has_value());
      CHECK_FALSE(is_geographic_crs(view_crs_of(system, extent)));
    }
}

TEST_CASE("equal areas are equal from the south of the country to its north, Web Mercator's are not") {
  const auto equal = Projection::between("EPSG:4326", view_crs_of(ViewSystem::equal_area, country));
  const auto web = Projection::between("EPSG:4326", view_crs_of(ViewSystem::web_mercator, country));
  REQUIRE(equal);
  REQUIRE(web);
  const double south = area_factor(*equal, {70, 41}), north = area_factor(*equal, {70, 55});
  CHECK(south / north == doctest::Approx(1).epsilon(0.005));  // a sphere's areas beside the ellipsoid's
  CHECK(area_factor(*web, {70, 55}) / area_factor(*web, {70, 41}) > 1.6);
}

TEST_CASE("words and systems answer each other") {
  for (const auto system : view_systems) CHECK(view_system_from(word_of(system)) == system);
  CHECK_FALSE(view_system_from("mercator").has_value());
  CHECK_FALSE(view_system_from("").has_value());
  CHECK(view_crs_from("", district) == "EPSG:32642");
  CHECK(view_crs_from("gauss-krueger", district) == "EPSG:28412");
  CHECK(view_crs_from("EPSG:3035", district) == "EPSG:3035");
}
