// Filled shapes, labels and layers on a picture, and many points at once.
#include "layers/raster/splat.h"

#include <doctest/doctest.h>

#include "layers/raster/point_splat.h"

namespace riskmap {
namespace {

constexpr double pi = 3.14159265358979;

ColourImage empty(int width, int height) {
  ColourImage image;
  image.reset({width, height});
  return image;
}

double covered(const ColourImage& image) {
  double sum = 0;
  for (const std::uint32_t pixel : image.pixels) sum += (pixel >> 24) / 255.0;
  return sum;
}

TEST_CASE("a circle covers its area wherever it stands") {
  for (const double radius : {2.5, 9.0, 25.0})
    for (const double shift : {0.0, 0.3, 0.5}) {
      auto image = empty(64, 64);
      fill_circle(image, {31 + shift, 32 + shift}, radius, rgb(0));
      CHECK(covered(image) == doctest::Approx(pi * radius * radius).epsilon(0.03));
    }
}

TEST_CASE("a circle cut by the picture's edge draws the rest") {
  auto image = empty(20, 20);
  fill_circle(image, {0, 0}, 8, rgb(0));
  CHECK(covered(image) == doctest::Approx(pi * 16).epsilon(0.03));
}

TEST_CASE("a hexagon covers its area and stands on a corner") {
  auto image = empty(64, 64);
  const auto corners = regular_polygon({32, 32}, 20, 6);
  fill_polygon(image, corners, rgb(0));
  CHECK(covered(image) == doctest::Approx(1.5 * 1.7320508 * 400).epsilon(0.003));
  CHECK(corners[0].x == doctest::Approx(32));
  CHECK(corners[0].y == doctest::Approx(12));
}

TEST_CASE("rings of a polygon cut holes") {
  auto image = empty(40, 40);
  const std::vector<ScreenPoint> outer{{5, 5}, {35, 5}, {35, 35}, {5, 35}},
      hole{{10, 10}, {20, 10}, {20, 20}, {10, 20}};
  const std::vector<ScreenPath> rings{{outer, true}, {hole, true}};
  fill_polygon(image, rings, rgb(0));
  CHECK(covered(image) == doctest::Approx(900 - 100));
  CHECK(image.row(15)[15] == 0);
}

TEST_CASE("parts of a ring add up to the ring") {
  auto image = empty(64, 64);
  double from = 0;
  for (const double share : {0.1, 0.25, 0.05, 0.6}) {
    fill_polygon(image, ring_part({32, 32}, 24, 12, from, from + share), rgb(0x112233));
    from += share;
  }
  CHECK(covered(image) == doctest::Approx(pi * (24 * 24 - 12 * 12)).epsilon(0.02));
  CHECK(image.row(32)[32] == 0);
}

TEST_CASE("a label is cut to the picture and keeps its colour") {
  auto image = empty(10, 10);
  const std::vector<unsigned char> coverage(16, 128);
  blit(image, coverage, {4, 4}, -2, 8, rgb(0xFF0000));
  CHECK(image.row(8)[1] == scaled(premultiplied(rgb(0xFF0000)), 128));
  CHECK(image.row(8)[2] == 0);
  CHECK(image.row(7)[1] == 0);
}

TEST_CASE("composing puts the upper picture over the lower one") {
  auto lower = empty(4, 4), upper = empty(2, 2);
  fill_polygon(lower, std::vector<ScreenPoint>{{0, 0}, {4, 0}, {4, 4}, {0, 4}}, rgb(0x0000FF));
  upper.pixels.assign(4, premultiplied(rgb(0xFF0000, 128)));
  compose(lower, upper, 1, 1);
  CHECK(lower.row(0)[0] == premultiplied(rgb(0x0000FF)));
  CHECK((lower.row(1)[1] & 0xFF) == 128);
  CHECK((lower.row(1)[1] >> 16 & 0xFF) == 127);
  CHECK((lower.row(1)[1] >> 24) == 255);
}

TEST_CASE("many points are drawn in order, alike for any number of threads") {
  std::vector<ScreenPoint> centres;
  std::vector<std::uint32_t> colours;
  for (unsigned i = 0; i < 20'000; ++i) {
    centres.push_back({i * 7919U % 31'000 / 100.0 - 5, i * 104'729U % 21'000 / 100.0 - 5});
    colours.push_back(premultiplied(rgb(i * 2654435761U >> 8, 200)));
  }
  auto alone = empty(300, 200), together = empty(300, 200);
  JobPool none{0}, three{3};
  splat_points(alone, centres, colours, 2.5, none);
  splat_points(together, centres, colours, 2.5, three);
  CHECK(alone.pixels == together.pixels);
}

TEST_CASE("a point's disc equals a circle at the same quarter pixel") {
  auto disc = empty(20, 20), circle = empty(20, 20);
  JobPool pool{0};
  const std::vector<ScreenPoint> centre{{10.13, 9.64}};
  const std::vector<std::uint32_t> colour{premultiplied(rgb(0x336699))};
  splat_points(disc, centre, colour, 3, pool);
  fill_circle(circle, {10.125, 9.625}, 3, rgb(0x336699));
  CHECK(disc.pixels == circle.pixels);
}

}  // namespace
}  // namespace riskmap
