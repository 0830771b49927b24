// Filled shapes, labels and layers on a picture, and many points at once.
#include "layers/raster/splat.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <tuple>

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

Camera plain_camera(ImageSize size) {
  return {{size.width / 2.0, -size.height / 2.0}, 1, size};  // x right, y up: a pixel is a unit
}
MapPoint at(double right, double down) {
  return {right, -down};
}

struct ManyPoints {
  PointSet points;
  std::vector<unsigned char> classes;
  SplatLook look{.radius_px = 2.5, .stroke_px = 1, .casing_px = 1.5, .casing = rgb(0xFFFFFF), .classes = {}};

  explicit ManyPoints(unsigned count = 20'000) {
    std::vector<MapPoint> places;
    for (unsigned i = 0; i < count; ++i) {
      places.push_back(at(i * 7919U % 31'000 / 100.0 - 4.997, i * 104'729U % 21'000 / 100.0 - 4.997));
      classes.push_back(static_cast<unsigned char>(i * 31 % 7));
    }
    points = point_set(places);
    for (unsigned i = 0; i < 7; ++i) look.classes.push_back({rgb(i * 2654435761U >> 8), rgb(i * 40503U & 0xFFFFFFU)});
  }
};

TEST_CASE("many points are drawn alike for any number of threads") {
  const ManyPoints many;
  JobPool none{0}, three{3};
  PointSplatter alone, together;
  alone.draw(many.points, many.classes, many.look, plain_camera({300, 200}), none);
  for (int run = 0; run < 2; ++run) {  // the second one in memory used before
    together.draw(many.points, many.classes, many.look, plain_camera({300, 200}), three);
    CHECK(alone.picture().pixels == together.picture().pixels);
  }
}

// The last `count` points from the topmost down, each below what is there already.
ColourImage laid_below_each_other(const ManyPoints& many, std::size_t count, const Camera& camera) {
  JobPool pool{0};
  auto image = empty(camera.size.width, camera.size.height);
  for (std::size_t i = many.points.size(); i-- > many.points.size() - count;) {
    const MapPoint place = many.points.place(i);
    PointSplatter one;
    one.draw(point_set(std::array{place}), std::array{many.classes[i]}, many.look, camera, pool);
    for (std::size_t pixel = 0; pixel < image.pixels.size(); ++pixel) {
      auto& above = image.pixels[pixel];
      const std::uint32_t below = one.picture().pixels[pixel];
      above = above == 0 ? below : above + scaled(below, 255 - (above >> 24));
    }
  }
  return image;
}

TEST_CASE("points that share a few places are drawn as if each were painted") {
  const auto camera = plain_camera({90, 130});
  constexpr unsigned enough = 1200;  // nothing is seen between them any more
  for (const unsigned count : {300U, enough, 100'000U}) {
    CAPTURE(count);
    ManyPoints many{0};
    std::vector<MapPoint> places;
    for (unsigned i = 0; i < count; ++i) {
      const unsigned place = i * 7919U % 23;
      places.push_back(at(place * 37 % 90 + 0.4, place * 23 % 70 + 0.6));
      many.classes.push_back(static_cast<unsigned char>(i * 31 % 7));
    }
    many.points = point_set(places);
    PointSplatter splatter;
    JobPool pool{1};
    splatter.draw(many.points, many.classes, many.look, camera, pool);
    CHECK(splatter.picture().pixels == laid_below_each_other(many, std::min(count, enough), camera).pixels);
  }
}

TEST_CASE("the later of many points lies on top, as if they were laid one by one") {
  ManyPoints many;
  many.look.stroke_px = 0;
  const auto camera = plain_camera({299, 201});
  JobPool pool{0};
  PointSplatter splatter;
  splatter.draw(many.points, many.classes, many.look, camera, pool);
  auto expected = empty(299, 201);
  for (std::size_t i = 0; i < many.points.size(); ++i) {
    const auto quarter = [](double value) { return (std::floor(value * 4) + 0.5) / 4; };
    const auto on_screen = camera.screen_from_map(many.points.place(i));
    const ScreenPoint centre{quarter(on_screen.x), quarter(on_screen.y)};
    fill_circle(expected, centre, 4, many.look.casing);
    fill_circle(expected, centre, 2.5, many.look.classes[many.classes[i]].fill);
  }
  int most = 0;
  for (std::size_t i = 0; i < expected.pixels.size(); ++i)
    for (unsigned channel = 0; channel < 32; channel += 8) {
      const auto part = [&](const ColourImage& image) { return static_cast<int>(image.pixels[i] >> channel & 0xFF); };
      most = std::max(most, std::abs(part(expected) - part(splatter.picture())));
    }
  CHECK(most <= 4);  // roundings add up, and up to 255 of casing and disc in one pixel are laid in one
}

// One point alone, its centre in the middle of a square of pixels.
ColourImage stamp_of(const SplatLook& look, unsigned char point_class, ScreenPoint quarters, int side) {
  JobPool pool{0};
  PointSplatter splatter;
  const double middle = side / 2;  // a whole number
  const std::array places = {at(middle + (quarters.x + 0.5) / 4, middle + (quarters.y + 0.5) / 4)};
  splatter.draw(point_set(places), std::array{point_class}, look, plain_camera({side, side}), pool);
  return splatter.picture();
}

// From the topmost point down, each pixel of each stamp.
ColourImage laid_one_by_one(const ManyPoints& many, ImageSize size, int side) {
  ColourImage picture;
  picture.reset(size);
  std::map<std::tuple<int, int, int>, ColourImage> stamps;
  const auto camera = plain_camera(size);
  for (std::size_t i = many.points.size(); i-- > 0;) {
    const auto centre = camera.screen_from_map(many.points.place(i));
    const int x = static_cast<int>(std::floor(centre.x)), y = static_cast<int>(std::floor(centre.y));
    const int right = static_cast<int>((centre.x - x) * 4), down = static_cast<int>((centre.y - y) * 4);
    auto& stamp = stamps[{many.classes[i], right, down}];
    if (stamp.pixels.empty())
      stamp = stamp_of(many.look, many.classes[i], {static_cast<double>(right), static_cast<double>(down)}, side);
    for (int row = std::max(0, side / 2 - y); row < side && y - side / 2 + row < size.height; ++row)
      for (int column = std::max(0, side / 2 - x); column < side && x - side / 2 + column < size.width; ++column) {
        auto& pixel = picture.row(y - side / 2 + row)[x - side / 2 + column];
        if (pixel >> 24 != 255) pixel += scaled(stamp.row(row)[column], 255 - (pixel >> 24));
      }
  }
  return picture;
}

TEST_CASE("what lies hidden is left out without a trace, be the points small or wider than a word of bits") {
  for (const auto& [radius, count, side] : {std::tuple{2.5, 150'000U, 17}, {36.0, 40'000U, 91}}) {
    CAPTURE(radius);
    ManyPoints many{count};
    many.look.radius_px = radius;
    // The upper ones in two crowds, at an edge of the picture and in a corner: beside them the lower ones are seen.
    for (std::size_t i = count / 2; i < count; ++i) {
      many.points.x[i] = many.points.x[i] / 4 - (i % 2 == 0 ? 130 : 0);
      many.points.y[i] = many.points.y[i] / 4 + (i % 2 == 0 ? 60 : 0);
    }
    const ImageSize size{170, 90};
    const auto expected = laid_one_by_one(many, size, side);
    for (const unsigned workers : {0U, 2U}) {
      JobPool pool{workers};
      PointSplatter splatter;
      splatter.draw(many.points, many.classes, many.look, plain_camera(size), pool);
      CHECK(splatter.picture().pixels == expected.pixels);
    }
  }
}

TEST_CASE("a point has its casing outside and its edge inside its radius") {
  const std::array centre{at(20.125, 20.125)};
  const std::array<unsigned char, 1> shown{1};
  const SplatLook look{.radius_px = 6,
                       .stroke_px = 2,
                       .casing_px = 3,
                       .casing = rgb(0xFFFFFF),
                       .classes = {{rgb(1), rgb(2)}, {rgb(0xFF0000), rgb(0x0000FF)}}};
  JobPool pool{0};
  PointSplatter splatter;
  splatter.draw(point_set(centre), shown, look, plain_camera({40, 40}), pool);
  const std::uint32_t* row = splatter.picture().row(20);
  CHECK(row[20] == premultiplied(rgb(0xFF0000)));
  CHECK(row[25] == premultiplied(rgb(0x0000FF)));
  CHECK(row[27] == premultiplied(rgb(0xFFFFFF)));
  CHECK(row[30] == 0);
  CHECK(covered(splatter.picture()) == doctest::Approx(pi * 81).epsilon(0.02));
}

TEST_CASE("a point's disc equals a circle at the same quarter pixel") {
  auto circle = empty(20, 20);
  JobPool pool{0};
  const std::array centre{at(10.13, 9.64)};
  const std::array<unsigned char, 1> shown{0}, hidden{hidden_point};
  SplatLook look;
  look.radius_px = 3;
  look.classes = {{rgb(0x336699), {}}};
  PointSplatter splatter;
  splatter.draw(point_set(centre), shown, look, plain_camera({20, 20}), pool);
  fill_circle(circle, {10.125, 9.625}, 3, rgb(0x336699));
  CHECK(splatter.picture().pixels == circle.pixels);
  auto below = empty(20, 20);
  std::ranges::fill(below.pixels, premultiplied(rgb(0xFFFFFF)));
  splatter.lay(below, pool);
  CHECK(below.row(9)[10] == premultiplied(rgb(0x336699)));
  CHECK(below.row(0)[0] == premultiplied(rgb(0xFFFFFF)));
  splatter.draw(point_set(centre), hidden, look, plain_camera({20, 20}), pool);
  CHECK(splatter.picture().pixels == empty(20, 20).pixels);
}

}  // namespace
}  // namespace riskmap
