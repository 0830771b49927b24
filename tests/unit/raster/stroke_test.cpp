// Lines on a picture: width, joints, dashes, far ends.
#include "layers/raster/stroke.h"

#include <doctest/doctest.h>
#include <cmath>
#include <vector>

namespace riskmap {
namespace {

ColourImage stroked(int side, std::vector<ScreenPoint> points, const StrokeStyle& style, bool is_closed = false) {
  ColourImage image;
  image.reset({side, side});
  const ScreenPath path{points, is_closed};
  stroke(image, std::span{&path, 1}, style);
  return image;
}

double covered(const ColourImage& image) {
  double sum = 0;
  for (const std::uint32_t pixel : image.pixels) sum += (pixel >> 24) / 255.0;
  return sum;
}

TEST_CASE("a line covers its length times its width, round ends included") {
  for (int degrees = 0; degrees < 180; degrees += 17) {
    const double angle = degrees * 3.14159265358979 / 180, c = 30 * std::cos(angle), s = 30 * std::sin(angle);
    const auto image = stroked(100, {{50 - c, 50 - s}, {50 + c, 50 + s}}, {.width_px = 3});
    CHECK(covered(image) == doctest::Approx(60 * 3 + 3.14159 * 1.5 * 1.5).epsilon(0.02));
  }
}

TEST_CASE("a half-transparent path that crosses itself is laid once") {
  const auto image =
      stroked(60, {{10, 10}, {50, 50}, {50, 10}, {10, 50}}, {.width_px = 4, .colour = rgb(0xFF0000, 128)});
  for (const std::uint32_t pixel : image.pixels) CHECK((pixel >> 24) <= 128);
  CHECK(image.row(30)[30] == premultiplied(rgb(0xFF0000, 128)));
}

TEST_CASE("a closed path has its last side") {
  const auto open = stroked(40, {{5, 5}, {35, 5}, {35, 35}, {5, 35}}, {.width_px = 2});
  const auto closed = stroked(40, {{5, 5}, {35, 5}, {35, 35}, {5, 35}}, {.width_px = 2}, true);
  CHECK(open.row(20)[5] == 0);
  CHECK((closed.row(20)[5] >> 24) == 255);
}

TEST_CASE("dashes repeat along the path and go around corners") {
  const auto image = stroked(60, {{0, 10.5}, {50.5, 10.5}, {50.5, 60}}, {.width_px = 1, .dash_px = 6, .gap_px = 6});
  CHECK((image.row(10)[3] >> 24) == 255);
  CHECK(image.row(10)[9] == 0);
  CHECK((image.row(10)[15] >> 24) == 255);
  // 50.5 along at the corner: dash 48…54 ends 3.5 below it, the next starts at 60, that is 9.5 below.
  CHECK((image.row(12)[50] >> 24) == 255);
  CHECK(image.row(17)[50] == 0);
  CHECK((image.row(22)[50] >> 24) == 255);
}

TEST_CASE("a line from a million pixels away crosses the picture where it should") {
  const auto image = stroked(100, {{-1e6, 50.5}, {1e6, 50.5}}, {.width_px = 1, .dash_px = 0, .gap_px = 0});
  for (int px = 0; px < 100; ++px) {
    CHECK((image.row(50)[px] >> 24) == 255);
    CHECK(image.row(48)[px] == 0);
  }
  const auto dashed = stroked(100, {{-1e9, 50.5}, {1e9, 50.5}}, {.width_px = 1, .dash_px = 5, .gap_px = 5});
  CHECK(covered(dashed) > 40);
  CHECK(covered(dashed) < 70);
}

TEST_CASE("a path outside the picture and an empty one draw nothing") {
  CHECK(covered(stroked(20, {{30, 30}, {50, 90}}, {.width_px = 3})) == 0);
  CHECK(covered(stroked(20, {}, {.width_px = 3})) == 0);
}

}  // namespace
}  // namespace riskmap
