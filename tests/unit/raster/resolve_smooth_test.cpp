// The resting picture: true coverage, exact border widths, agreement with the moving one, cancelling.
#include <doctest/doctest.h>
#include <algorithm>
#include <cmath>
#include <utility>

#include "layers/raster/resolve.h"
#include "layers/raster/sample_pattern.h"
#include "tests/unit/raster/fixture.h"

namespace riskmap {
namespace {

using namespace test;

ColourImage smooth(const Geometry& geometry, const Camera& camera, const FeatureStyle& style,
                   const ResolveOptions& options, unsigned workers = 0) {
  JobPool pool{workers};
  ColourImage image;
  CHECK(resolve_smooth(*geometry, camera, {}, style, options, pool, {}, image));
  return image;
}

double alpha_of(std::uint32_t pixel) {
  return (pixel >> 24) / 255.0;
}

TEST_CASE("an upright edge covers the share of the pixel that it should") {
  for (int sixteenths = 0; sixteenths <= 16; ++sixteenths) {
    const double side = 10 + sixteenths / 16.0;
    const auto image =
        smooth(layer({{Ring{{2, 2}, {2 + side, 2}, {2 + side, 30}, {2, 30}}}}), view(32, 32), filled(1), no_border());
    CHECK((image.row(16)[12] >> 24) == static_cast<unsigned>(std::lround(sixteenths * 255 / 16.0)));
    CHECK(image.row(16)[11] == premultiplied(rgb(0x336699)));
    CHECK(image.row(16)[13] == 0);
  }
}

TEST_CASE("a flat edge is seen in sixteen steps too") {
  for (int sixteenths = 0; sixteenths <= 16; ++sixteenths) {
    const double top = 10 + sixteenths / 16.0;
    const auto image =
        smooth(layer({{Ring{{2, 2}, {30, 2}, {30, top}, {2, top}}}}), view(32, 32), filled(1), no_border());
    CHECK((image.row(31 - 10)[16] >> 24) == static_cast<unsigned>(std::lround(sixteenths * 255 / 16.0)));
  }
}

TEST_CASE("the covered area of a tilted square is its area") {
  for (int degrees = 0; degrees < 90; degrees += 7) {
    const double angle = degrees * 3.14159265358979 / 180, c = 20 * std::cos(angle), s = 20 * std::sin(angle);
    const Ring ring{{32 + c, 32 + s}, {32 - s, 32 + c}, {32 - c, 32 - s}, {32 + s, 32 - c}};
    const auto image = smooth(layer({{ring}}), view(64, 64), filled(1), no_border());
    double area = 0;
    for (const std::uint32_t pixel : image.pixels) area += alpha_of(pixel);
    CHECK(area == doctest::Approx(800).epsilon(0.004));
  }
}

// Where the sixteen samples of a pixel lie is the rule of sample_pattern.h; even-odd in doubles is the judge.
int samples_inside(const Ring& ring, int px, int py, int height) {
  int count = 0;
  for (std::size_t i = 0; i < sample_offset.size(); ++i) {
    const double x = px + static_cast<double>(sample_offset[i]);
    const double y = height - (py + (static_cast<double>(i) + 0.5) / samples_per_pixel);
    bool is_inside = false;
    for (std::size_t k = 0; k < ring.size(); ++k) {
      const MapPoint &a = ring[k], &b = ring[(k + 1) % ring.size()];
      if ((a.y > y) != (b.y > y) && x > a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)) is_inside = !is_inside;
    }
    count += is_inside ? 1 : 0;
  }
  return count;
}

TEST_CASE("edges of any length and slope take exactly the samples on their side") {
  constexpr int size = 48;
  int different = 0;
  for (int shape = 0; shape < 40; ++shape) {
    const int corners = 5 + shape * 7;  // edges from twenty pixels to a tenth
    Ring ring;
    for (int k = 0; k < corners; ++k) {
      const double angle = k * 6.283185307 / corners, reach = 14 + 9 * std::sin(k * 2.7 + shape) + shape * 0.2;
      ring.push_back({24.3 + reach * std::cos(angle), 23.6 + reach * std::sin(angle)});
    }
    const auto image = smooth(layer({{ring}}), view(size, size), filled(1), no_border());
    for (int py = 0; py < size; ++py)
      for (int px = 0; px < size; ++px) {
        const auto wanted = std::lround(samples_inside(ring, px, py, size) * 255 / 16.0);
        different += std::cmp_equal(image.row(py)[px] >> 24, wanted) ? 0 : 1;
      }
  }
  CHECK(different <= 4);  // of 92 160 pixels; samples that lie on an edge but for rounding
}

TEST_CASE("an area larger than the view fills it, a hole included") {
  const auto image = smooth(layer({{square(-100, -100, 300), square(20, 20, 8)}}), view(48, 48),
                            filled(1, rgb(0x336699)), no_border());
  for (int py = 0; py < 48; ++py)
    for (int px = 0; px < 48; ++px) {
      const bool in_hole = px >= 20 && px < 28 && 47 - py >= 20 && 47 - py < 28;
      CHECK(image.row(py)[px] == (in_hole ? 0 : premultiplied(rgb(0x336699))));
    }
}

TEST_CASE("a shared edge mixes the two colours and lets nothing through") {
  FeatureStyle style = filled(2, rgb(0xFF0000));
  style.fill[1] = rgb(0x0000FF);
  const auto image = smooth(
      layer({{Ring{{-9, -9}, {20.5, -9}, {24.5, 70}, {-9, 70}}}, {Ring{{20.5, -9}, {70, -9}, {70, 70}, {24.5, 70}}}}),
      view(48, 48), style, no_border());
  for (const std::uint32_t pixel : image.pixels) {
    CHECK((pixel >> 24) == 255);
    CHECK((pixel & 0xFF) + (pixel >> 16 & 0xFF) >= 254);
    CHECK((pixel & 0xFF) + (pixel >> 16 & 0xFF) <= 256);
  }
}

TEST_CASE("a border has its exact width at any slope") {
  for (const double width : {0.8, 1.2, 2.5})
    for (int degrees = 0; degrees < 180; degrees += 13) {
      const double angle = degrees * 3.14159265358979 / 180;
      const MapPoint along{200 * std::cos(angle), 200 * std::sin(angle)}, side{-along.y, along.x}, at{50.3, 50.6};
      const auto half = [&](double sign) {
        return Ring{{at.x - along.x, at.y - along.y},
                    {at.x + along.x, at.y + along.y},
                    {at.x + along.x + sign * side.x, at.y + along.y + sign * side.y},
                    {at.x - along.x + sign * side.x, at.y - along.y + sign * side.y}};
      };
      const auto image = smooth(layer({{half(1)}, {half(-1)}}), view(100, 100), filled(2, rgb(0x000000)),
                                {.border = rgb(0xFFFFFF), .border_px = width});
      double light = 0;
      for (int py = 20; py < 80; ++py)
        for (int px = 20; px < 80; ++px) light += (image.row(py)[px] & 0xFF) / 255.0;
      const double length = 60 / std::max(std::abs(std::cos(angle)), std::abs(std::sin(angle)));
      CHECK_MESSAGE(light / length == doctest::Approx(width).epsilon(0.05), "degrees ", degrees, " width ", width);
    }
}

TEST_CASE("inside areas the resting picture equals the moving one") {
  const auto geometry = layer({{square(3.3, 4.1, 60)}, {square(40.7, 41.2, 70)}, {square(100, 5, 25)}});
  FeatureStyle style = filled(3);
  style.fill[1] = rgb(0xCC8844, 224);
  style.hatch = {Hatch::none, Hatch::no_data, Hatch::too_few};
  const auto resting = smooth(geometry, view(160, 120), style, {});
  JobPool pool{0};
  const IdImage ids = ids_of(geometry, view(160, 120));
  ColourImage moving;
  resolve(ids, style, {}, pool, moving);
  int compared = 0;
  for (int py = 2; py < 118; ++py)
    for (int px = 2; px < 158; ++px) {
      bool is_inside = true;
      for (int y = py - 2; y <= py + 2; ++y)
        for (int x = px - 2; x <= px + 2; ++x) is_inside = is_inside && ids.at(x, y) == ids.at(px, py);
      if (!is_inside) continue;
      ++compared;
      CHECK(resting.row(py)[px] == moving.row(py)[px]);
    }
  CHECK(compared > 10'000);
}

TEST_CASE("an edge that lies under another feature is not drawn") {
  const auto image =
      smooth(layer({{square(20, 20, 20)}, {square(5, 5, 50)}}), view(60, 60), filled(2), {.border = rgb(0xFFFFFF)});
  for (int py = 10; py < 50; ++py)
    for (int px = 10; px < 50; ++px) CHECK(image.row(py)[px] == premultiplied(rgb(0x336699)));
}

TEST_CASE("a lonely small feature keeps a tint of at least a quarter") {
  const auto image = smooth(layer({{square(5.55, 5.55, 0.05)}}), view(10, 10), filled(1), {});
  CHECK((image.row(4)[5] >> 24) >= 63);
}

TEST_CASE("a dashed border at rest has marks and gaps") {
  const auto geometry = layer({{square(-50, -50, 90)}, {Ring{{40, -50}, {200, -50}, {200, 40}, {40, 40}}}});
  const auto image = smooth(geometry, view(200, 100), filled(2, rgb(0x000000)),
                            {.border = rgb(0xFFFFFF), .border_px = 2, .is_border_dashed = true});
  int marks = 0, gaps = 0;
  for (int py = 62; py < 100; ++py) {
    const unsigned value = image.row(py)[40] & 0xFF;
    marks += value > 200 ? 1 : 0, gaps += value < 20 ? 1 : 0;
  }
  CHECK(marks >= 15);
  CHECK(gaps >= 8);
}

TEST_CASE("threads do not change the resting picture") {
  GeometryBuilder builder{GeometryKind::polygons, {}};
  for (int i = 0; i < 300; ++i) {
    Ring ring;
    for (int k = 0; k < 40; ++k) {
      const double angle = k * 0.1570796, radius = 18 + 9 * std::sin(k * 1.3 + i);
      ring.push_back({i * 37 % 300 + radius * std::cos(angle), i * 53 % 200 + radius * std::sin(angle)});
    }
    builder.add_ring(ring);
    builder.end_feature();
  }
  const auto geometry = builder.finish();
  FeatureStyle style = filled(300);
  for (std::size_t i = 0; i < 300; ++i) style.fill[i] = rgb(static_cast<unsigned>(i * 54321 & 0xFFFFFF), 200);
  const auto alone = smooth(geometry, view(300, 200), style, {});
  CHECK(alone.pixels == smooth(geometry, view(300, 200), style, {}, 1).pixels);
  CHECK(alone.pixels == smooth(geometry, view(300, 200), style, {}, 3).pixels);
}

TEST_CASE("a stop request ends the work and says so") {
  std::stop_source source;
  source.request_stop();
  JobPool pool{0};
  ColourImage image;
  const auto geometry = layer({{square(0, 0, 10)}});
  CHECK_FALSE(resolve_smooth(*geometry, view(20, 20), {}, filled(1), {}, pool, source.get_token(), image));
}

TEST_CASE("a border a thousand kilometres long is where it should be at street scale") {
  const double far = 900'000;
  const auto geometry = layer({{Ring{{-far, -far / 3}, {far, far / 3}, {far, -far}, {-far, -far}}},
                               {Ring{{-far, -far / 3}, {far, far / 3}, {far, far}, {-far, far}}}});
  const Camera camera{.centre = {120, 40}, .metres_per_pixel = 0.13, .size = {300, 200}};
  const auto image = smooth(geometry, camera, filled(2, rgb(0x000000)), {.border = rgb(0xFFFFFF), .border_px = 2});
  for (int px = 0; px < 300; px += 9) {
    const double edge = camera.screen_from_map({0, camera.map_from_screen({px + 0.5, 0}).x / 3}).y;
    if (edge < 5 || edge > 195) continue;
    CHECK((image.row(static_cast<int>(edge))[px] & 0xFF) > 150);
    CHECK((image.row(static_cast<int>(edge) - 4)[px] & 0xFF) == 0);
    CHECK((image.row(static_cast<int>(edge) + 4)[px] & 0xFF) == 0);
  }
}

TEST_CASE("a strip thinner than a pixel keeps a tint at rest, also where a level of detail has nothing left of it") {
  const auto strip = layer({{Ring{{5, 10.7}, {85, 10.7}, {85, 10.72}, {5, 10.72}}}});
  const auto detail = find_detail(*strip, {});
  JobPool pool{0};
  for (const LayerDetail* levels : {static_cast<const LayerDetail*>(nullptr), detail.get()}) {
    ColourImage picture;
    REQUIRE(resolve_smooth({*strip, levels, 1e9}, view(90, 90), {}, filled(1), no_border(), pool, {}, picture));
    for (int px = 6; px < 84; ++px) CHECK(picture.row(79)[px] != 0);
    CHECK(picture.row(40)[40] == 0);
  }
}

}  // namespace
}  // namespace riskmap
