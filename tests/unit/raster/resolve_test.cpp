// Ids to colours: fills, one-pixel borders, hatches, dashes.
#include "layers/raster/resolve.h"

#include <doctest/doctest.h>
#include <algorithm>

#include "tests/unit/raster/fixture.h"

namespace riskmap {
namespace {

using namespace test;

ColourImage resolved(const Geometry& geometry, const Camera& camera, const FeatureStyle& style,
                     const ResolveOptions& options) {
  JobPool pool{0};
  ColourImage image;
  resolve(ids_of(geometry, camera), style, options, pool, image);
  return image;
}

TEST_CASE("a pixel has its feature's colour and nothing lies outside") {
  FeatureStyle style = filled(2);
  style.fill[1] = rgb(0xFF0000, 128);
  const auto image = resolved(layer({{square(0, 0, 10)}, {square(10, 0, 10)}}), view(20, 20), style, no_border());
  CHECK(image.row(15)[3] == premultiplied(rgb(0x336699)));
  CHECK(image.row(15)[13] == premultiplied(rgb(0xFF0000, 128)));
  CHECK(image.row(3)[3] == 0);
}

TEST_CASE("premultiplied bytes stand in memory as red, green, blue, alpha") {
  const std::uint32_t pixel = premultiplied(rgb(0x804020, 255));
  const auto* bytes = reinterpret_cast<const unsigned char*>(&pixel);
  CHECK(bytes[0] == 0x80);
  CHECK(bytes[1] == 0x40);
  CHECK(bytes[2] == 0x20);
  CHECK(bytes[3] == 0xFF);
}

TEST_CASE("scaling rounds every product to the nearest value") {
  for (unsigned value = 0; value < 256; ++value)
    for (unsigned share = 0; share < 256; ++share) {
      const unsigned exact = (2 * value * share + 255) / 510;
      CHECK(scaled(value * 0x01010101U, share) == exact * 0x01010101U);
    }
}

TEST_CASE("a border is one pixel wide where the id changes") {
  const ResolveOptions options{.border = rgb(0xFFFFFF)};
  const auto image = resolved(layer({{square(0, 0, 40)}, {square(40, 0, 40)}}), view(80, 40), filled(2), options);
  for (int px = 1; px < 80; ++px) CHECK(image.row(20)[px] == premultiplied(px == 40 ? rgb(0xFFFFFF) : rgb(0x336699)));
}

TEST_CASE("borders of features a few pixels wide fade away") {
  GeometryBuilder builder{GeometryKind::polygons, {}};
  for (int i = 0; i < 400; ++i) {
    builder.add_ring(square(i % 20 * 2, i / 20 * 2, 2));
    builder.end_feature();
  }
  const auto image = resolved(builder.finish(), view(40, 40), filled(400), {.border = rgb(0xFFFFFF)});
  for (const std::uint32_t pixel : image.pixels) CHECK(pixel == premultiplied(rgb(0x336699)));
}

TEST_CASE("a dashed border has marks and gaps in every direction") {
  const ResolveOptions options{.border = rgb(0xFFFFFF), .is_border_dashed = true};
  for (const MapPoint& end :
       {MapPoint{200, 0}, MapPoint{0, 200}, MapPoint{200, 200}, MapPoint{200, -200}, MapPoint{90, 200}}) {
    const MapPoint middle{100, 100}, a{middle.x - end.x * 2, middle.y - end.y * 2},
        b{middle.x + end.x * 2, middle.y + end.y * 2};
    const MapPoint side{-end.y * 4, end.x * 4};
    const auto geometry = layer({{Ring{a, b, {b.x + side.x, b.y + side.y}, {a.x + side.x, a.y + side.y}}},
                                 {Ring{a, b, {b.x - side.x, b.y - side.y}, {a.x - side.x, a.y - side.y}}}});
    const auto image = resolved(geometry, view(200, 200), filled(2), options);
    const auto solid = resolved(geometry, view(200, 200), filled(2), {.border = rgb(0xFFFFFF)});
    const auto count = [](const ColourImage& picture) { return std::ranges::count(picture.pixels, 0xFFFFFFFF); };
    CHECK(count(solid) > 150);
    CHECK(count(image) * 10 > count(solid) * 4);
    CHECK(count(image) * 10 < count(solid) * 8);
  }
}

TEST_CASE("hatches mark a part of the area and move with the map") {
  for (const Hatch hatch : {Hatch::no_data, Hatch::too_few}) {
    FeatureStyle style = filled(1);
    style.hatch = {hatch};
    const auto geometry = layer({{square(-50, -50, 500)}});
    Camera camera = view(200, 200);
    const auto image = resolved(geometry, camera, style, no_border());
    const auto plain = std::ranges::count(image.pixels, premultiplied(rgb(0x336699)));
    CHECK(plain > 200 * 200 / 4);
    CHECK(plain < 200 * 200 * 19 / 20);
    camera.centre.x += 17;
    camera.centre.y -= 5;
    const auto panned = resolved(geometry, camera, style, no_border());
    for (int py = 10; py < 180; ++py)
      for (int px = 10; px < 180; ++px) CHECK(panned.row(py)[px] == image.row(py + 5)[px + 17]);
  }
}

TEST_CASE("resolving with threads gives the same bytes") {
  const auto geometry = layer({{square(3, 3, 60)}, {square(40, 40, 90)}});
  FeatureStyle style = filled(2);
  style.hatch = {Hatch::no_data, Hatch::too_few};
  const auto alone = resolved(geometry, view(200, 150), style, {});
  JobPool pool{3};
  ColourImage image;
  resolve(ids_of(geometry, view(200, 150)), style, {}, pool, image);
  CHECK(image.pixels == alone.pixels);
}

}  // namespace
}  // namespace riskmap
