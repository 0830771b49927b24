// Fitting and zooming.
#include "layers/raster/camera.h"

#include <doctest/doctest.h>

namespace riskmap {
namespace {

TEST_CASE("a fitted box lies inside the free rectangle with the margin and touches it on one axis") {
  const Box box{1000, 2000, 5000, 3000}, free_rectangle{300, 50, 1500, 850};
  const Camera camera = fit(box, {1600, 900}, free_rectangle);
  const ScreenPoint upper_left = camera.screen_from_map({box.min_x, box.max_y});
  const ScreenPoint lower_right = camera.screen_from_map({box.max_x, box.min_y});
  CHECK(upper_left.x == doctest::Approx(300 + 0.04 * 800));
  CHECK(lower_right.x == doctest::Approx(1500 - 0.04 * 800));
  CHECK(upper_left.y + lower_right.y == doctest::Approx(50 + 850));
}

TEST_CASE("one point and no box at all still give a usable camera") {
  Box point;
  point.include(123, 456);
  const Camera camera = fit(point, {800, 600}, {0, 0, 800, 600});
  CHECK(camera.centre == MapPoint{123, 456});
  CHECK(camera.metres_per_pixel > 0);
  CHECK(fit(Box{}, {800, 600}, {0, 0, 800, 600}).metres_per_pixel > 0);
}

TEST_CASE("zooming keeps the place under the pointer") {
  const Camera camera{.centre = {1000, 2000}, .metres_per_pixel = 7, .size = {801, 599}};
  const ScreenPoint pointer{13, 577};
  const Camera closer = zoomed(camera, 2.5, pointer);
  CHECK(closer.metres_per_pixel == doctest::Approx(2.8));
  CHECK(closer.map_from_screen(pointer).x == doctest::Approx(camera.map_from_screen(pointer).x));
  CHECK(closer.map_from_screen(pointer).y == doctest::Approx(camera.map_from_screen(pointer).y));
}

}  // namespace
}  // namespace riskmap
