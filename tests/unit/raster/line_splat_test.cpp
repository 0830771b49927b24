// Many thin lines on a picture: their area, their course, and that nothing depends on bands or threads.
#include "layers/raster/line_splat.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/raster/stroke.h"

namespace riskmap {
namespace {

constexpr ImageSize size{200, 150};

// A pixel is a unit, y up.
Camera camera() {
  return {{size.width / 2.0, -size.height / 2.0}, 1, size};
}

Geometry lines_of(const std::vector<std::vector<MapPoint>>& paths) {
  GeometryBuilder builder{GeometryKind::lines, MapGrid::over({-1e7, -1e7, 1e7, 1e7})};
  for (const auto& path : paths) {
    builder.add_ring(path);
    builder.end_feature();
  }
  return builder.finish();
}

ColourImage stroked(const LayerGeometry& lines, double width_px, const Camera& at, unsigned workers = 0) {
  ColourImage image;
  image.reset(at.size);
  std::vector<std::uint32_t> all(lines.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  JobPool pool{workers};
  stroke_lines(image, lines, all, width_px, rgb(0x204060), at, pool);
  return image;
}

double covered(const ColourImage& image) {
  double sum = 0;
  for (const std::uint32_t pixel : image.pixels) sum += (pixel >> 24) / 255.0;
  return sum;
}

TEST_CASE("a line covers its length times its width in every direction") {
  for (int degrees = 0; degrees < 180; degrees += 15) {
    const double turn = degrees * 3.14159265 / 180, dx = 60 * std::cos(turn), dy = 60 * std::sin(turn);
    const auto lines = lines_of({{{100 - dx, -75 - dy}, {100 + dx, -75 + dy}}});
    for (const double width : {1.6, 3.0}) {
      CAPTURE(degrees);
      CHECK(covered(stroked(*lines, width, camera())) ==
            doctest::Approx(120 * width + 3.14159265 * width * width / 4).epsilon(0.04));
    }
  }
}

TEST_CASE("a line with many vertices is stroked as a single outline is") {
  std::vector<MapPoint> path;
  std::vector<ScreenPoint> on_screen;
  for (int i = 0; i <= 400; ++i) {
    path.push_back({20 + i * 0.4, -75 + 50 * std::sin(i * 0.03)});
    on_screen.push_back(camera().screen_from_map(path.back()));
  }
  const auto ours = stroked(*lines_of({path}), 2, camera());
  ColourImage theirs;
  theirs.reset(size);
  const ScreenPath whole{on_screen, false};
  stroke(theirs, {&whole, 1}, {.width_px = 2, .colour = rgb(0x204060)});
  double difference = 0;
  for (std::size_t i = 0; i < ours.pixels.size(); ++i)
    difference += std::abs(static_cast<int>(ours.pixels[i] >> 24) - static_cast<int>(theirs.pixels[i] >> 24));
  CHECK(difference / 255 < covered(theirs) * 0.06);
}

TEST_CASE("lines are alike for any number of threads and however far they reach") {
  std::vector<std::vector<MapPoint>> paths;
  for (unsigned i = 0; i < 300; ++i) {
    const auto at = [i](unsigned k) { return (i * 7919U + k * 104'729U) % 40'000 / 100.0 - 100; };
    paths.push_back({{at(1), -at(2)}, {at(3), -at(4)}, {at(5), -at(6)}});
  }
  paths.push_back({{-1e7, -75}, {1e7, -75}});
  paths.push_back({{100, -1e7}, {100, 1e7}});
  const auto lines = lines_of(paths);
  const auto alone = stroked(*lines, 1.6, camera());
  CHECK(alone.pixels == stroked(*lines, 1.6, camera(), 3).pixels);
  CHECK((alone.row(74)[3] >> 24) != 0);
  CHECK((alone.row(3)[100] >> 24) != 0);
  Camera away = camera();
  away.centre.x = 5e6;
  CHECK(covered(stroked(*lines, 1.6, away)) == doctest::Approx(1.6 * size.width).epsilon(0.02));
}

TEST_CASE("lines that cross in one translucent colour are no darker there") {
  const auto lines = lines_of({{{50, -75}, {150, -75}}, {{100, -25}, {100, -125}}});
  ColourImage image;
  image.reset(size);
  const std::array<std::uint32_t, 2> all{0, 1};
  JobPool pool{0};
  stroke_lines(image, *lines, all, 4, rgb(0x204060, 100), camera(), pool);
  CHECK((std::ranges::max(image.pixels, {}, [](std::uint32_t pixel) { return pixel >> 24; }) >> 24) == 100);
}

}  // namespace
}  // namespace riskmap
