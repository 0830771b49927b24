#include "layers/geo/graticule.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

using namespace riskmap;

namespace {
Projection view_of(const char* crs) {
  auto projection = Projection::between("EPSG:4326", crs);
  REQUIRE(projection);
  return std::move(*projection);
}

Box around(const Projection& to_view, LonLat place, double metres) {
  const auto middle = to_view.forward(place);
  return {middle.x - metres, middle.y - metres, middle.x + metres, middle.y + metres};
}

std::set<double> degrees_of(const Graticule& graticule, bool is_meridian) {
  std::set<double> found;
  for (const auto& line : graticule.lines)
    if (line.is_meridian == is_meridian) found.insert(std::round(line.degrees * 3600) / 3600);
  return found;
}
}  // namespace

TEST_CASE("lines stand at round degrees, every point of a meridian has its longitude") {
  const auto utm = view_of("EPSG:32642");
  const auto graticule = graticule_of(utm, around(utm, {69.9, 42.2}, 50'000), 6);
  CHECK(graticule.step == doctest::Approx(15.0 / 60).epsilon(0.7));
  const auto meridians = degrees_of(graticule, true);
  CHECK(meridians.contains(70));
  CHECK(meridians.size() >= 3);
  CHECK(meridians.size() <= 8);
  for (const auto& line : graticule.lines)
    for (const auto& point : line.points) {
      const auto place = utm.inverse(point);
      CHECK(std::abs((line.is_meridian ? place.lon : place.lat) - line.degrees) < 1e-9);
    }
}

TEST_CASE("the step follows the scale from the world to a street") {
  const auto web = view_of("EPSG:3857");
  double last = 1000;
  for (const double metres : {2e7, 1e6, 1e5, 1e4, 1e3, 200.0}) {
    const auto graticule = graticule_of(web, around(web, {69.9, 42.2}, metres), 8);
    CAPTURE(metres);
    CHECK(graticule.step < last);
    CHECK(degrees_of(graticule, true).size() >= 2);
    CHECK(degrees_of(graticule, true).size() <= 14);
    last = graticule.step;
  }
}

TEST_CASE("across the antimeridian and about a pole lines do not run over the whole map") {
  const auto fiji = view_of("EPSG:3832");  // PDC Mercator
  const auto visible = around(fiji, {179.9, -17}, 200'000);
  const auto graticule = graticule_of(fiji, visible, 6);
  CHECK(degrees_of(graticule, true).contains(180));
  for (const auto& line : graticule.lines)
    for (std::size_t i = 1; i < line.points.size(); ++i)
      CHECK(std::abs(line.points[i].x - line.points[i - 1].x) < visible.width());
  const auto polar = view_of("EPSG:3995");
  CHECK_FALSE(graticule_of(polar, {-3e6, -3e6, 3e6, 3e6}, 12).lines.empty());
}

TEST_CASE("a view of nothing has no lines") {
  const auto utm = view_of("EPSG:32642");
  CHECK(graticule_of(utm, Box{}, 6).lines.empty());
  CHECK(graticule_of(utm, {1e12, 1e12, 2e12, 2e12}, 6).lines.empty());
}
