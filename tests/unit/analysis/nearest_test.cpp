#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "area_layer.h"
#include "layers/analysis/nearest.h"
#include "layers/analysis/row_order.h"
#include "layers/geo/geodesic.h"

namespace riskmap {

namespace {
Places planar_places(const testing::Ring& points) {
  return *places_of(testing::point_layer(points), true);
}

std::vector<std::uint32_t> neighbours_of_first(const Neighbours& neighbours) {
  return {neighbours.of(0).begin(), neighbours.of(0).end()};
}
using Rows = std::vector<std::uint32_t>;
}  // namespace

TEST_CASE("of places equally far the western, then the southern is the nearer, and those on one point come together") {
  const auto places = planar_places({{0, 0}, {0, 1}, {1, 0}, {0, -1}, {-1, 0}, {0.1 + 0.2, 0.4}, {0.3, 0.4}});
  CHECK(neighbours_of_first(*nearest_neighbours(places, 3)) == Rows{4, 5, 6});
  CHECK(neighbours_of_first(*nearest_neighbours(places, 4)) == Rows{3, 4, 5, 6});
  CHECK(neighbours_of_first(*nearest_neighbours(places, 1)) == Rows{6});
  CHECK(neighbours_of_first(*nearest_neighbours(planar_places({{0, 0}, {2, 2}, {2, 2}}), 1)) == Rows{1, 2});
  CHECK(neighbours_of_first(*nearest_neighbours(planar_places({{5, 5}, {9, 9}, {5, 5}, {5, 5}}), 1)) == Rows{2, 3});
}

TEST_CASE("rows have an order of their own: by point, by values, and only what is alike in all as it is listed") {
  auto table = testing::point_layer({{2, 0}, {1, 5}, {1, 3}, {1, 3}, {1, 3}});
  table.columns.push_back({.name = "code", .type = ColumnType::text, .texts = {"a", "b", "d", "c", "d"}});
  const auto places = *places_of(table, true);
  const auto order = own_order(table, places);
  CHECK(order == Rows{3, 2, 4, 1, 0});
  CHECK(rows_on_one_point(places) == Rows{2, 3, 4});
  const auto links = neighbours_from(5, {{0, 1}, {3, 0}, {4, 2}});
  CHECK(in_order(in_order(links, order), inverse_of(order)) == links);
  CHECK(in_order(links, order).of(0)[0] == 4);  // row 3 stands first, row 0 last
}

TEST_CASE("a hundred thousand rows on one spot are refused, not weighed for ever") {
  const auto found = nearest_neighbours(planar_places(testing::Ring(100'000, {1, 2})), 6);
  REQUIRE_FALSE(found.has_value());
  CHECK(found.error().code == ErrorCode::too_large);
}

TEST_CASE("everybody is a neighbour where fewer places are than asked for") {
  const auto places = planar_places({{0, 0}, {5, 5}, {5, 5}});
  CHECK(neighbours_of_first(*nearest_neighbours(places, 8)) == Rows{1, 2});
  CHECK(neighbours_of_first(*nearest_neighbours(planar_places({{1, 1}}), 3)).empty());
}

TEST_CASE("a band as wide as the farthest nearest neighbour leaves nobody alone") {
  const auto places = planar_places({{0.1, 0.7}, {3.3, 1.9}, {4.7, 5.2}, {9.1, 0.2}});
  double widest = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < places.size(); ++j)
      if (i != j) nearest = std::min(nearest, std::sqrt(std::pow(places.distance(i, j), 2)));
    widest = std::max(widest, nearest);
  }
  CHECK(connectivity_of(*neighbours_within(places, widest)).islands.empty());
  CHECK_FALSE(connectivity_of(*neighbours_within(places, widest * 0.999)).islands.empty());
}

TEST_CASE("distances between degrees are those on the ellipsoid") {
  // By degrees the second is nearer, on the ground the first.
  auto table = testing::point_layer({{70, 60}, {70.15, 60}, {70, 60.12}, {-110, 60}});
  table.crs_name = "EPSG:4326", table.is_geographic = true;
  const auto ground = *places_of(table, false);
  CHECK(neighbours_of_first(*nearest_neighbours(ground, 1)) == Rows{1});
  CHECK(neighbours_of_first(*nearest_neighbours(*places_of(table, true), 1)) == Rows{2});
  const double metres = geodesic_metres({70, 60}, {70.15, 60});
  CHECK(neighbours_of_first(*neighbours_within(ground, metres)) == Rows{1});
  CHECK(neighbours_of_first(*neighbours_within(ground, metres - 1e-4)).empty());
}

TEST_CASE("a projected layer is measured on the ellipsoid unless it is planar") {
  auto table = testing::point_layer({{500000, 4650000}, {500000, 4651000}});
  table.crs_name = "EPSG:32642";
  CHECK(places_of(table, false)->distance(0, 1) == doctest::Approx(1000 / 0.9996).epsilon(1e-6));
  CHECK(places_of(table, true)->distance(0, 1) == 1000);
}

TEST_CASE("an area lies at its centroid, without its holes") {
  const auto table = testing::area_layer({{{testing::square(1000, 0, 4), testing::square(1002, 0, 2)}}, {}});
  const auto places = *places_of(table, true);
  CHECK(places.x[0] == doctest::Approx((16 * 1002 - 4 * 1003.0) / 12));
  CHECK(places.y[0] == doctest::Approx((16 * 2 - 4 * 1.0) / 12));
  CHECK_FALSE(places.has(1));
  CHECK(nearest_neighbours(places, 3)->links.empty());
}

TEST_CASE("links go both ways when asked for, and not to rows left out") {
  const auto neighbours = neighbours_from(4, {{0, 1}, {0, 1}, {1, 1}, {2, 0}, {3, 2}});
  CHECK(neighbours.links == Rows{1, 0, 2});
  const auto both = mutual(neighbours);
  CHECK(neighbours_of_first(both) == Rows{1, 2});
  CHECK(connectivity_of(both).one_way == 0);
  CHECK(connectivity_of(neighbours).one_way > 0);
  CHECK(connectivity_of(neighbours).islands == Rows{1});
  CHECK(connectivity_of(neighbours).components == 1);
  const std::vector<unsigned char> kept{1, 1, 0, 1};
  const auto fewer = among(both, kept);
  CHECK(neighbours_of_first(fewer) == Rows{1});
  CHECK(connectivity_of(fewer).components == 3);
  CHECK(connectivity_of(fewer).islands == Rows{2, 3});
}

}  // namespace riskmap
