#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <utility>

#include "area_layer.h"
#include "layers/analysis/contiguity.h"
#include "layers/analysis/link_edits.h"

namespace riskmap {

namespace {
using testing::area;
using testing::area_layer;
using testing::square;

Contiguity contiguity_of(const FeatureTable& table, ContiguityRule rule, std::optional<double> tolerance = 0.1) {
  return *find_contiguity(table, {.rule = rule, .tolerance = tolerance});
}

bool touch(const std::vector<testing::AreaShape>& shapes, ContiguityRule rule) {
  const auto found = contiguity_of(area_layer(shapes), rule);
  CHECK(connectivity_of(found.neighbours).one_way == 0);
  return found.neighbours.count(0) == 1;
}

void check_pair(const testing::AreaShape& a, const testing::AreaShape& b, bool queen, bool rook) {
  CHECK(touch({a, b}, ContiguityRule::queen) == queen);
  CHECK(touch({b, a}, ContiguityRule::queen) == queen);
  CHECK(touch({a, b}, ContiguityRule::rook) == rook);
  CHECK(touch({b, a}, ContiguityRule::rook) == rook);
}
}  // namespace

TEST_CASE("areas touch by distance, not by equal vertices") {
  const auto a = area(square(0, 0, 100));
  check_pair(a, area(square(100, 0, 100)), true, true);      // one edge
  check_pair(a, area(square(100, 100, 100)), true, false);   // one corner
  check_pair(a, area(square(100, 20, 30)), true, true);      // on the middle of an edge, without a common vertex
  check_pair(a, area(square(100.05, 0, 100)), true, true);   // a gap below the tolerance
  check_pair(a, area(square(99.95, 0, 100)), true, true);    // an overlap below it
  check_pair(a, area(square(100.5, 0, 100)), false, false);  // a gap above it
  check_pair(a, area({{100, 50}, {200, 0}, {200, 100}}), true, false);  // a corner on the middle of an edge
}

TEST_CASE("a border of many vertices is one border") {
  testing::Ring fine = square(100, 0, 100);
  for (double y = 99.95; y > 0; y -= 0.05) fine.push_back({100, y});
  check_pair(area(square(0, 0, 100)), area(fine), true, true);
  // The vertices of a corner lie close together, but its border is no longer for that.
  testing::Ring corner = {{100, 100}, {200, 100}, {200, 200}, {100, 200}};
  for (double y = 101; y > 100; y -= 0.01) corner.push_back({100, y});
  check_pair(area(square(0, 0, 100)), area(corner), true, false);
}

TEST_CASE("a tolerance that makes everybody a neighbour of everybody is refused like any other crowd of links") {
  std::vector<testing::AreaShape> squares;
  for (int n = 0; n < 10'000; ++n) squares.push_back(area(square(n % 100, n / 100, 1)));
  const auto table = area_layer(squares);
  for (const double tolerance : {120.0, 4e5}) {
    const auto found = find_contiguity(table, {.rule = ContiguityRule::queen, .tolerance = tolerance});
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().code == ErrorCode::too_large);
  }
}

TEST_CASE("two common corners are no common edge") {
  check_pair(area({{0, 0}, {200, 0}, {200, 100}, {100, 40}, {0, 100}}), area({{0, 100}, {200, 100}, {100, 200}}), true,
             false);
}

TEST_CASE("a corner is no edge however small the tolerance is against the sides that end there") {
  const double east = 390'600.3, north = 4'779'500.7;  // as far from 0 as the metres of a UTM zone are
  const auto wedge = [&](double degrees, double length) {
    const auto at = [&](double turned) {
      const double radians = turned * std::numbers::pi / 180;
      return std::pair{east + length * std::cos(radians), north + length * std::sin(radians)};
    };
    return area({{east, north}, at(degrees), at(degrees + 60)});
  };
  for (int degrees = 0; degrees < 360; degrees += 7)
    for (const double tolerance : {1e-6, 1e-5}) {
      const auto table = area_layer({wedge(degrees, 1473), wedge(degrees + 100, 1151)});
      CAPTURE(degrees);
      CAPTURE(tolerance);
      CHECK(contiguity_of(table, ContiguityRule::queen, tolerance).neighbours.count(0) == 1);
      CHECK(contiguity_of(table, ContiguityRule::rook, tolerance).neighbours.count(0) == 0);
    }
}

TEST_CASE("an enclave touches the hole it fills, and every part of an area counts") {
  const testing::AreaShape ring{{square(0, 0, 300), square(100, 100, 100)}};
  check_pair(ring, area(square(100, 100, 100)), true, true);
  const testing::AreaShape islands{{square(0, 0, 100)}, {square(1000, 0, 100)}};
  check_pair(islands, area(square(1100, 0, 100)), true, true);
  CHECK(contiguity_of(area_layer({ring, area(square(100, 100, 100))}), ContiguityRule::queen).overlaps.empty());
}

TEST_CASE("links that the tolerance added are told") {
  const auto table = area_layer({area(square(0, 0, 100)), area(square(100, 0, 100)), area(square(200.05, 0, 100)),
                                 area({{200.05, 20}, {200.05, 30}, {190, 25}})});
  for (const auto rule : {ContiguityRule::queen, ContiguityRule::rook}) {
    const auto found = contiguity_of(table, rule);
    CHECK(found.neighbours.of(1).front() == 0);
    CHECK(std::ranges::find(found.by_tolerance, Link{1, 2}) != found.by_tolerance.end());
    CHECK(std::ranges::find(found.by_tolerance, Link{0, 1}) == found.by_tolerance.end());
  }
}

TEST_CASE("areas on the same ground are errors of the data") {
  const auto a = area(square(0, 0, 100));
  const auto kind_of = [&](const testing::AreaShape& b) {
    const auto found = contiguity_of(area_layer({a, b}), ContiguityRule::queen);
    return found.overlaps.empty() ? std::optional<OverlapKind>{} : std::optional{found.overlaps.front().kind};
  };
  CHECK(kind_of(area(square(99.5, 0, 100))) == OverlapKind::overlap);
  CHECK(kind_of(area(square(50, 50, 100))) == OverlapKind::overlap);
  CHECK(kind_of(area({{-50, 40}, {150, 40}, {150, 60}, {-50, 60}})) == OverlapKind::overlap);
  CHECK(kind_of(area(square(20, 20, 30))) == OverlapKind::contained);
  CHECK(kind_of(area(square(0, 0, 50))) == OverlapKind::contained);
  CHECK(kind_of(a) == OverlapKind::duplicate);
  CHECK(kind_of(area(square(0.01, 0.01, 100))) == OverlapKind::duplicate);
  CHECK_FALSE(kind_of(area(square(99.95, 0, 100))));
  CHECK_FALSE(kind_of(area(square(100, 100, 100))));
  CHECK_FALSE(kind_of(area({{100, 0}, {100.3, 100}, {110, 0}})));
}

TEST_CASE("an area inside another one without touching it is no neighbour") {
  const auto found =
      contiguity_of(area_layer({area(square(0, 0, 100)), area(square(20, 20, 30))}), ContiguityRule::queen);
  CHECK(found.neighbours.links.empty());
  CHECK(found.overlaps == std::vector<AreaOverlap>{{0, 1, OverlapKind::contained}});
}

TEST_CASE("without a tolerance 10 mm count, or the step that coordinates are rounded to") {
  auto table = area_layer({area({{500000, 4600000}, {500100.5, 4600000.5}, {500050, 4600100}}),
                           area({{500100.5, 4600000.5}, {500200, 4600000}, {500150, 4600100.5}})});
  table.crs_name = "EPSG:32642";
  CHECK(contiguity_of(table, ContiguityRule::queen, std::nullopt).tolerance == doctest::Approx(0.1).epsilon(0.01));
  table.x[0] += 0.001234567;
  CHECK(contiguity_of(table, ContiguityRule::queen, std::nullopt).tolerance == doctest::Approx(0.01));
  // Whole kilometres of a made-up grid are no rounding.
  auto grid = area_layer({area(square(500000, 4600000, 1000)), area(square(502000, 4600000, 1000))});
  grid.crs_name = "EPSG:32642";
  CHECK(contiguity_of(grid, ContiguityRule::queen, std::nullopt).neighbours.links.empty());
}

TEST_CASE("degrees are measured in metres, or left alone when planar") {
  auto table = area_layer({area(square(69, 42, 0.5)), area(square(69.5 + 1e-6, 42, 0.5))});  // 0.08 m apart
  table.crs_name = "EPSG:4326", table.is_geographic = true;
  CHECK(contiguity_of(table, ContiguityRule::queen, 0.1).neighbours.count(0) == 1);
  CHECK(contiguity_of(table, ContiguityRule::queen, 0.05).neighbours.count(0) == 0);
  const auto planar = *find_contiguity(table, {.tolerance = 1e-5, .is_planar = true});
  CHECK(planar.neighbours.count(0) == 1);
  CHECK_FALSE(planar.is_in_metres);
}

TEST_CASE("areas touch across the 180th meridian, along it or at a corner, and are not torn at the first one") {
  auto table = area_layer({area(square(170, 40, 10)),
                           area(square(-180, 40, 10)),
                           area(square(-180, 50, 10)),
                           area(square(-10, 40, 10)),
                           area(square(0, 40, 10)),
                           area(square(-180, 20, 10)),
                           {{square(175, 60, 5)}, {square(-180, 60, 5)}}});
  table.crs_name = "EPSG:4326", table.is_geographic = true;
  const auto neighbours = [&table](ContiguityRule rule, std::size_t row) {
    const auto found = contiguity_of(table, rule);
    CHECK(found.by_tolerance.empty());
    CHECK(found.overlaps.empty());
    CHECK(connectivity_of(found.neighbours).one_way == 0);
    const auto of = found.neighbours.of(row);
    return std::vector<std::uint32_t>{of.begin(), of.end()};
  };
  using Rows = std::vector<std::uint32_t>;
  CHECK(neighbours(ContiguityRule::queen, 0) == Rows{1, 2});
  CHECK(neighbours(ContiguityRule::rook, 0) == Rows{1});
  CHECK(neighbours(ContiguityRule::queen, 1) == Rows{0, 2});
  CHECK(neighbours(ContiguityRule::queen, 3) == Rows{4});
  CHECK(neighbours(ContiguityRule::queen, 5).empty());
  CHECK(neighbours(ContiguityRule::rook, 6) == Rows{2});  // on either side of it itself
  CHECK(find_contiguity(table, {.is_planar = true})->neighbours.of(0).empty());
}

TEST_CASE("borders beyond 180 degrees meet those that are counted from the other side") {
  auto table = area_layer(
      {area(square(170, 40, 15)), area(square(-175, 40, 10)), area(square(-190, 60, 5)), area(square(165, 60, 5))});
  table.crs_name = "EPSG:4326", table.is_geographic = true;
  const auto found = contiguity_of(table, ContiguityRule::rook);
  CHECK(are_linked(found.neighbours, 0, 1));
  CHECK(are_linked(found.neighbours, 2, 3));
  CHECK(found.neighbours.links.size() == 4);
}

TEST_CASE("numbers that are no degrees are refused as such, and measured as they are when planar") {
  auto layer = area_layer({area(square(69, 142, 0.5)), area(square(69.5, 142, 0.5))});
  layer.crs_name = "EPSG:4326", layer.is_geographic = true;
  const auto in_metres = find_contiguity(layer, {});
  REQUIRE_FALSE(in_metres);
  CHECK(in_metres.error().code == ErrorCode::no_crs);
  const auto planar = find_contiguity(layer, {.is_planar = true});
  REQUIRE(planar);
  CHECK(planar->tolerance < 0.001);
  CHECK(planar->neighbours.count(0) == 1);
}

TEST_CASE("points cannot touch, and rows without a shape have no neighbours") {
  CHECK(find_contiguity(testing::point_layer({{1, 2}}), {}).error().code == ErrorCode::no_geometry);
  const auto found =
      contiguity_of(area_layer({area(square(0, 0, 1)), {}, area(square(1, 0, 1))}), ContiguityRule::queen, 0.01);
  CHECK(found.without_area == std::vector<std::uint32_t>{1});
  CHECK(found.neighbours.count(1) == 0);
  CHECK(found.neighbours.count(0) == 1);
}

TEST_CASE("a long straight border meets every short one along it") {
  std::vector<testing::AreaShape> shapes{area({{0, 0}, {100000, 0}, {100000, -100000}, {0, -100000}})};
  for (int i = 0; i < 1000; ++i) shapes.push_back(area(square(100 * i, 0, 100)));
  for (const auto rule : {ContiguityRule::queen, ContiguityRule::rook}) {
    const auto found = contiguity_of(area_layer(shapes), rule);
    CHECK(found.neighbours.count(0) == 1000);
    CHECK(found.neighbours.count(500) == 3);
    CHECK(found.overlaps.empty());
  }
}

}  // namespace riskmap
