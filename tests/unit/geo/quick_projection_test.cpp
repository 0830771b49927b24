// Reference: PROJ, which it stands in for.
#include "layers/geo/quick_projection.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace riskmap;

namespace {
struct Places {
  std::vector<double> x, y;
};

// So many that no patch is passed over, none of them at a point where the polynomials were made or tried.
Places places_in(const Box& box, int side) {
  Places places;
  for (int row = 0; row <= side; ++row)
    for (int column = 0; column <= side; ++column) {
      places.x.push_back(box.min_x + box.width() * column / side);
      places.y.push_back(box.min_y + box.height() * row / side);
    }
  return places;
}

double most_apart(const Places& a, const Places& b) {
  double most = 0;
  for (std::size_t i = 0; i < a.x.size(); ++i) {
    CHECK(std::isnan(a.x[i]) == std::isnan(b.x[i]));
    if (!std::isnan(a.x[i])) most = std::max({most, std::abs(a.x[i] - b.x[i]), std::abs(a.y[i] - b.y[i])});
  }
  return most;
}

struct Compared {
  const char* to;
  Box domain;
  double tolerance;
};
}  // namespace

TEST_CASE("a district, a country and the world lie where PROJ has them, to the tolerance asked for") {
  for (const auto& [to, domain, tolerance] :
       {Compared{"EPSG:32642", {69, 41, 71, 43}, 1e-4}, Compared{"EPSG:28412", {69, 41, 71, 43}, 1e-4},
        Compared{"+proj=laea +lat_0=48 +lon_0=67", {46, 40, 88, 56}, 1e-3},
        Compared{"EPSG:3857", {-180, -90, 180, 90}, 0.1}, Compared{"EPSG:3857", {170, 60, 190, 88}, 0.01},
        Compared{"EPSG:32642", {-180, -90, 180, 90}, 0.1}}) {
    CAPTURE(to);
    CAPTURE(domain.min_x);
    const auto projection = Projection::between("EPSG:4326", to);
    REQUIRE(projection.has_value());
    auto exact = places_in(domain, 239), quick = exact;
    projection->forward(exact.x, exact.y);
    QuickProjection{*projection, {domain, tolerance, 12}}.forward(quick.x, quick.y);
    CHECK(most_apart(exact, quick) <= 2 * tolerance);
  }
}

TEST_CASE("places outside the domain are projected one by one, what is no place becomes none") {
  const auto projection = Projection::between("EPSG:4326", "EPSG:32642");
  REQUIRE(projection.has_value());
  Places exact{{69.5, 75, 69.5, NAN}, {42.1, 50, 123, 42}}, quick = exact;
  projection->forward(exact.x, exact.y);
  QuickProjection{*projection, {{69, 41, 71, 43}, 1e-4, 3}}.forward(quick.x, quick.y);
  CHECK(most_apart(exact, quick) <= 1e-4);
  CHECK(std::isnan(quick.x[2]));
  CHECK(quick.x[1] == exact.x[1]);
}
