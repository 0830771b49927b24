// Room for a text inside a polygon.
#include <doctest/doctest.h>

#include "layers/mesh/polygon_room.h"
#include "tests/unit/mesh/district_shapes.h"

using namespace riskmap;
using riskmap::test::Shape;

namespace {

// A thick L: the box's centre lies outside it.
Shape thick_l() {
  Shape shape;
  shape.ring({{0, 0}, {100, 0}, {100, 20}, {30, 20}, {30, 100}, {0, 100}});
  return shape;
}

}  // namespace

TEST_CASE("the innermost point of a square is its centre") {
  Shape shape;
  shape.rectangle(10, 20, 30, 40);
  const auto inner = innermost_point(scaled_polygon(shape.rings(), 1, 0), 0.01);
  REQUIRE(inner);
  CHECK(inner->point.x == doctest::Approx(20).epsilon(0.01));
  CHECK(inner->point.y == doctest::Approx(-30).epsilon(0.01));
  CHECK(inner->height_px == doctest::Approx(10).epsilon(0.01));
}

TEST_CASE("the innermost point of an L lies in its thick arm, not in the notch") {
  const Shape shape = thick_l();
  const ScaledPolygon polygon = scaled_polygon(shape.rings(), 1, 0);
  const auto inner = innermost_point(polygon, 0.1);
  REQUIRE(inner);
  // The largest circle sits in the corner where both arms meet: 15.36 from both sides and from the inner corner.
  CHECK(inner->height_px == doctest::Approx(15.36).epsilon(0.01));
  CHECK(inner->point.x < 31);
}

TEST_CASE("a wide aspect prefers the wide arm") {
  const Shape shape = thick_l();
  const auto inner = innermost_point(scaled_polygon(shape.rings(), 1, 0), 0.1, 4);
  REQUIRE(inner);
  CHECK(inner->point.y == doctest::Approx(-10).epsilon(0.05));
  CHECK(inner->point.x > 35);
}

TEST_CASE("a hole pushes the innermost point aside") {
  Shape shape;
  shape.rectangle(0, 0, 100, 100).rectangle(30, 30, 100, 100);
  const auto inner = innermost_point(scaled_polygon(shape.rings(), 1, 0), 0.1);
  REQUIRE(inner);
  CHECK((inner->point.x < 30 || inner->point.y > -30));
}

TEST_CASE("a polygon without area has no innermost point") {
  Shape shape;
  shape.ring({{0, 0}, {50, 0}, {100, 0}});
  CHECK_FALSE(innermost_point(scaled_polygon(shape.rings(), 1, 0), 0.1));
  CHECK_FALSE(innermost_point(scaled_polygon(Shape{}.rings(), 1, 0), 0.1));
}

TEST_CASE("a box fits only where no border touches it") {
  Shape shape;
  shape.rectangle(0, 0, 100, 100).rectangle(40, 40, 60, 60);
  const ScaledPolygon polygon = scaled_polygon(shape.rings(), 1, 0);
  CHECK(holds_box(polygon, {5, -35, 95, -5}));
  CHECK_FALSE(holds_box(polygon, {5, -45, 95, -5}));    // over the hole's edge
  CHECK_FALSE(holds_box(polygon, {45, -55, 55, -45}));  // inside the hole
  CHECK_FALSE(holds_box(polygon, {35, -65, 65, -35}));  // around the hole
  CHECK_FALSE(holds_box(polygon, {-5, -30, 30, -5}));   // over the outer edge
  CHECK_FALSE(holds_box(polygon, {200, -30, 230, -5}));
}

TEST_CASE("a spike crossing a box without a vertex in it is seen") {
  Shape shape;
  shape.ring({{0, 0}, {100, 0}, {100, 100}, {52, 100}, {50, 1}, {48, 100}, {0, 100}});
  const ScaledPolygon polygon = scaled_polygon(shape.rings(), 1, 0);
  CHECK_FALSE(holds_box(polygon, {30, -60, 70, -40}));
  CHECK(holds_box(polygon, {5, -60, 45, -40}));
}

TEST_CASE("scaling keeps shapes near the anchor exact far from the origin") {
  Shape shape;
  shape.rectangle(0, 0, 10, 10);
  const ScaledPolygon polygon = scaled_polygon(shape.rings({600000, 4600000}), 0.5, 0);
  CHECK(polygon.box.width() == doctest::Approx(20));
  CHECK(polygon.box.min_x == doctest::Approx(1200000));
}
