// Outlines of features as polylines and strips.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "layers/mesh/outline.h"
#include "tests/unit/mesh/district_shapes.h"

using namespace riskmap;
using riskmap::test::Shape;

namespace {

constexpr ScreenMapping screen{{0, 0}, 1, {200, 100}};

double strip_area(const std::vector<StrokeVertex>& strip) {
  double area = 0;
  for (std::size_t i = 2; i < strip.size(); ++i) {
    const auto &a = strip[i - 2], &b = strip[i - 1], &c = strip[i];
    area += std::abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;
  }
  return area;
}

}  // namespace

TEST_CASE("a ring inside the picture is one closed line") {
  Shape shape;
  shape.rectangle(-20, -20, 20, 20);
  const auto lines = outlines(shape.rings(), screen);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].is_closed);
  CHECK(lines[0].points.size() == 4);
  CHECK(lines[0].points[0] == ScreenPoint{80, 70});
}

TEST_CASE("a ring is cut at the margin and its pieces are open") {
  Shape shape;
  shape.rectangle(-500, -20, 500, 20);
  const auto lines = outlines(shape.rings(), screen, {.margin_px = 10});
  REQUIRE(lines.size() == 2);
  for (const Polyline& line : lines) {
    CHECK_FALSE(line.is_closed);
    for (const ScreenPoint point : line.points) {
      CHECK(point.x >= -10);
      CHECK(point.x <= 210);
    }
  }
}

TEST_CASE("a ring around the whole picture has no line in it") {
  Shape shape;
  shape.rectangle(-5000, -5000, 5000, 5000);
  CHECK(outlines(shape.rings(), screen).empty());
}

TEST_CASE("vertices nearer than a third of a pixel are left out, the shape stays") {
  Shape circle;
  std::vector<MapPoint> points;
  for (int i = 0; i < 10000; ++i) {
    const double angle = i * 2 * std::numbers::pi / 10000;
    points.push_back({30 * std::cos(angle), 30 * std::sin(angle)});
  }
  circle.ring(points);
  const auto lines = outlines(circle.rings(), screen);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].points.size() < 700);
  for (const ScreenPoint point : lines[0].points)
    CHECK(std::hypot(point.x - 100, point.y - 50) == doctest::Approx(30).epsilon(0.001));
}

TEST_CASE("holes are outlined too") {
  Shape shape;
  shape.rectangle(-40, -40, 40, 40).rectangle(-10, -10, 10, 10);
  CHECK(outlines(shape.rings(), screen).size() == 2);
}

TEST_CASE("a straight line becomes a strip of its width and one fading pixel") {
  const std::vector<Polyline> lines{{{{0, 0}, {10, 0}}, false}};
  const auto strip = stroke_strip(lines, 3);
  REQUIRE(strip.size() == 4);
  CHECK(strip_area(strip) == doctest::Approx(10 * 4));
  CHECK(strip.front().distance == doctest::Approx(2));
  CHECK(strip.back().along == doctest::Approx(10));
}

TEST_CASE("a closed square's strip covers the ring and meets its beginning") {
  const std::vector<Polyline> lines{{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, true}};
  const auto strip = stroke_strip(lines, 1);
  CHECK(strip_area(strip) == doctest::Approx(12 * 12 - 8 * 8));
  CHECK(strip.front().x == doctest::Approx(strip[strip.size() - 2].x));
}

TEST_CASE("separate lines share one strip without a bridge between them") {
  const std::vector<Polyline> lines{{{{0, 0}, {10, 0}}, false}, {{{0, 50}, {10, 50}}, false}};
  CHECK(strip_area(stroke_strip(lines, 1)) == doctest::Approx(2 * 10 * 2));
}

TEST_CASE("a hairpin grows no spike") {
  const std::vector<Polyline> lines{{{{0, 0}, {50, 0}, {0, 1}}, false}};
  for (const StrokeVertex& vertex : stroke_strip(lines, 2)) CHECK(vertex.x < 53);
}

TEST_CASE("repeated points and single points leave no broken vertices") {
  const std::vector<Polyline> lines{{{{5, 5}, {5, 5}}, false}, {{{0, 0}, {0, 0}, {4, 0}}, true}, {}};
  for (const StrokeVertex& vertex : stroke_strip(lines, 2)) {
    CHECK(std::isfinite(vertex.x));
    CHECK(std::isfinite(vertex.y));
  }
}

TEST_CASE("a road is an open line, not a ring") {
  Shape road;
  road.ring({{-20, 0}, {0, 10}, {20, 0}});
  FeatureRings path = road.rings();
  path.is_path = true;
  const auto lines = outlines(path, screen);
  REQUIRE(lines.size() == 1);
  CHECK_FALSE(lines[0].is_closed);
  CHECK(lines[0].points.size() == 3);
}

TEST_CASE("rings too small or too far to be seen are left out, but a small feature keeps its mark") {
  Shape sieve, far, speck;
  sieve.rectangle(-20, -20, 20, 20);
  for (double x = -15; x < 15; ++x) sieve.rectangle(x, 0, x + 0.8, 0.8);
  far.rectangle(5000, 5000, 5040, 5040);
  speck.rectangle(10, 10, 10.8, 10.8);
  CHECK(shared_outlines(std::array{sieve.rings()}, screen).size() == 1);
  CHECK(shared_outlines(std::array{far.rings()}, screen).empty());
  CHECK(shared_outlines(std::array{speck.rings()}, screen).size() == 1);
  CHECK(shared_outlines(std::array{sieve.rings(), far.rings(), speck.rings()}, screen).size() == 2);
}

TEST_CASE("two neighbours share one line between them") {
  Shape left, right;
  left.rectangle(-20, -10, 0, 10);
  right.rectangle(0, -10, 20, 10);
  const std::vector<FeatureRings> both{left.rings(), right.rings()};
  double length = 0;
  for (const Polyline& line : shared_outlines(both, screen)) {
    for (std::size_t i = 1; i < line.points.size(); ++i)
      length += std::hypot(line.points[i].x - line.points[i - 1].x, line.points[i].y - line.points[i - 1].y);
    if (line.is_closed)
      length += std::hypot(line.points.front().x - line.points.back().x, line.points.front().y - line.points.back().y);
  }
  CHECK(length == doctest::Approx(40 + 40 + 3 * 20));
}
