// Borders give way before areas drown in them, moving and at rest alike.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/raster/fixture.h"

namespace riskmap {
namespace {
using namespace test;

constexpr Colour black = rgb(0x000000), white = rgb(0xFFFFFF);
const ResolveOptions white_border{.border = white};

ColourImage moving(const Geometry& geometry, const Camera& camera, const FeatureStyle& style) {
  JobPool pool{0};
  ColourImage image;
  resolve(ids_of(geometry, camera), style, white_border, pool, image);
  return image;
}

ColourImage resting(const Geometry& geometry, const Camera& camera, const FeatureStyle& style) {
  JobPool pool{0};
  ColourImage image;
  CHECK(resolve_smooth(*geometry, camera, {}, style, white_border, pool, {}, image));
  return image;
}

unsigned lightest(const ColourImage& image, int left, int top, int right, int bottom) {
  unsigned light = 0;
  for (int py = top; py < bottom; ++py)
    for (int px = left; px < right; ++px) light = std::max(light, image.row(py)[px] & 0xFF);
  return light;
}

// Squares in rows that fill [0, width), but for a hole.
void add_squares(GeometryBuilder& builder, int width, int side, const Box& hole) {
  for (int y = 0; y < width; y += side)
    for (int x = 0; x < width; x += side) {
      if (hole.contains(x + side / 2.0, y + side / 2.0)) continue;
      builder.add_ring(square(x, y, side));
      builder.end_feature();
    }
}

TEST_CASE("where no border is said to be drawn none is, and some parts are said to have none") {
  GeometryBuilder builder{GeometryKind::polygons, {}};
  for (const int side : {3, 4, 5, 6, 8, 12}) {
    for (int i = 0; i < 60; ++i) {
      builder.add_ring(square(side * 37 % 200 + i % 10 * side, side * 61 % 200 + i / 10 * side, side));
      builder.end_feature();
    }
  }
  const auto geometry = builder.finish();
  const BorderDensity density{*geometry, view(320, 320), {}};
  constexpr double width = 1.2;
  constexpr int part = 11;
  int without = 0;
  for (int top = 0; top + part <= 320; top += part)
    for (int left = 0; left + part <= 320; left += part) {
      if (density.is_any_drawn(static_cast<float>(left), static_cast<float>(top), static_cast<float>(left + part),
                               static_cast<float>(top + part), width))
        continue;
      ++without;
      for (int py = top; py < top + part; ++py)
        for (int px = left; px < left + part; ++px) CHECK(density.strength(px, py, width) < 1e-4F);
    }
  CHECK(without > 5);
}

TEST_CASE("a large area among very small ones is no white ring") {
  GeometryBuilder builder{GeometryKind::polygons, {}};
  add_squares(builder, 240, 4, {100, 100, 140, 140});
  builder.add_ring(square(100, 100, 40));
  builder.end_feature();
  const auto geometry = builder.finish();
  const auto style = filled(geometry->size(), black);
  CHECK(lightest(moving(geometry, view(240, 240), style), 80, 80, 160, 160) < 40);
  CHECK(lightest(resting(geometry, view(240, 240), style), 80, 80, 160, 160) < 40);
}

// A line of 1.2 pixels between two pixels covers six tenths of each.
TEST_CASE("areas of some size have their borders in full") {
  GeometryBuilder builder{GeometryKind::polygons, {}};
  add_squares(builder, 240, 24, {});
  const auto geometry = builder.finish();
  const auto style = filled(geometry->size(), black);
  CHECK(lightest(moving(geometry, view(240, 240), style), 80, 80, 160, 160) > 150);
  CHECK(lightest(resting(geometry, view(240, 240), style), 80, 80, 160, 160) > 150);
}

TEST_CASE("a small area where large ones meet keeps its tint, and so does an islet of a large one") {
  const Ring left{{0, 0}, {100, 0}, {100, 98.5}, {98.5, 98.5}, {98.5, 101.5}, {100, 101.5}, {100, 200}, {0, 200}};
  const Ring right{{200, 0},       {100, 0},     {100, 98.5}, {101.5, 98.5},
                   {101.5, 101.5}, {100, 101.5}, {100, 200},  {200, 200}};
  const auto geometry = layer({{left}, {right, square(220, 100, 3)}, {square(98.5, 98.5, 3)}});
  auto style = filled(3, black);
  style.fill[2] = rgb(0xFF0000);
  for (const auto& image : {moving(geometry, view(240, 200), style), resting(geometry, view(240, 200), style)}) {
    CHECK(lightest(image, 100, 99, 101, 101) == 0xFF);
    CHECK((image.row(99)[100] & 0xFFFFFF) == 0x0000FF);  // red still, as the bytes lie in memory
    CHECK((image.row(98)[221] & 0xFFFFFF) == 0);         // the islet
    CHECK(lightest(image, 98, 20, 103, 60) > 150);       // the border of the large ones
  }
}

TEST_CASE("how strong borders are stays with the map when it is panned") {
  GeometryBuilder builder{GeometryKind::polygons, {}};
  add_squares(builder, 600, 10, {200, 200, 320, 320});
  const auto geometry = builder.finish();
  Camera camera = view(600, 600);
  const BorderDensity before{*geometry, camera, {}};
  camera.centre.x += 7, camera.centre.y += 23;
  const BorderDensity after{*geometry, camera, {}};
  for (int py = 100; py < 500; py += 9)
    for (int px = 100; px < 500; px += 9)
      CHECK(after.strength(px - 7, py + 23, 1.2) == doctest::Approx(before.strength(px, py, 1.2)).epsilon(1e-4));
}

}  // namespace
}  // namespace riskmap
