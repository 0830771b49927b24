// The id image: pixel centres, holes, parts, overlaps, far coordinates, small features, threads.
#include "layers/raster/id_raster.h"

#include <doctest/doctest.h>
#include <cmath>

#include "tests/unit/raster/fixture.h"

namespace riskmap {
namespace {

using namespace test;

TEST_CASE("a square owns exactly the pixels whose centres lie in it") {
  const auto image = ids_of(layer({{square(2.4, 3.4, 4)}}), view(10, 10));
  // x from 2.4 to 6.4 holds the centres 2.5 … 5.5; y likewise, counted from the bottom.
  for (int py = 0; py < 10; ++py)
    for (int px = 0; px < 10; ++px) {
      const bool inside = px >= 2 && px <= 5 && 9 - py >= 3 && 9 - py <= 6;
      CHECK(image.at(px, py) == (inside ? 0 : no_feature));
    }
}

TEST_CASE("a hole shows what lies under it and a part elsewhere belongs to the same feature") {
  const auto geometry = layer({{square(0, 0, 20)}, {square(2, 2, 10), square(4, 4, 4), square(15, 15, 3)}});
  const auto image = ids_of(geometry, view(20, 20));
  CHECK(image.at(5, 19 - 5) == 0);
  CHECK(image.at(3, 19 - 3) == 1);
  CHECK(image.at(16, 19 - 16) == 1);
  CHECK(count_of(image, 1) == 100 - 16 + 9);
}

TEST_CASE("a hole's direction does not matter") {
  Ring hole = square(4, 4, 4);
  const auto forward = ids_of(layer({{square(2, 2, 10), hole}}), view(20, 20));
  std::ranges::reverse(hole);
  const auto backward = ids_of(layer({{square(2, 2, 10), hole}}), view(20, 20));
  CHECK(forward.ids == backward.ids);
}

TEST_CASE("a bow-tie is drawn as its two triangles") {
  const auto image = ids_of(layer({{Ring{{0, 0}, {20, 20}, {20, 0}, {0, 20}}}}), view(20, 20));
  CHECK(image.at(1, 10) == 0);
  CHECK(image.at(18, 10) == 0);
  CHECK(image.at(10, 2) == no_feature);
  CHECK(image.at(10, 17) == no_feature);
}

TEST_CASE("a later feature covers an earlier one and hidden features are left out") {
  const auto geometry = layer({{square(0, 0, 10)}, {square(5, 5, 10)}});
  CHECK(ids_of(geometry, view(20, 20)).at(7, 19 - 7) == 1);
  JobPool pool{0};
  IdImage image;
  raster_ids(*geometry, view(20, 20), {1, 0}, pool, image);
  CHECK(image.at(7, 19 - 7) == 0);
  CHECK(count_of(image, 1) == 0);
}

TEST_CASE("neighbours that share an edge leave no gap and no overlap") {
  const MapPoint a{0.3, 0.1}, b{99.7, 61.3}, c{0.9, 63.2}, d{98.1, 2.2};
  const auto both = ids_of(layer({{Ring{a, b, c}}, {Ring{b, a, d}}}), view(100, 64));
  const auto first = ids_of(layer({{Ring{a, b, c}}}), view(100, 64));
  const auto second = ids_of(layer({{Ring{b, a, d}}}), view(100, 64));
  const auto whole = ids_of(layer({{Ring{a, d, b, c}}}), view(100, 64));
  CHECK(count_of(first, 0) + count_of(second, 0) == count_of(whole, 0));
  CHECK(count_of(both, no_feature) == count_of(whole, no_feature));
}

TEST_CASE("what lies left, right, above and below the view does not disturb it") {
  const auto image =
      ids_of(layer({{square(-500, -500, 1000)}, {square(-30, 2, 10)}, {square(15, 2, 10)}}), view(20, 20));
  CHECK(image.at(0, 0) == 0);
  CHECK(image.at(19, 0) == 0);
  CHECK(image.at(0, 15) == 0);
  CHECK(image.at(14, 15) == 0);
  CHECK(image.at(15, 15) == 2);
  CHECK(image.at(19, 15) == 2);
}

TEST_CASE("a long ring left of the view keeps its parity") {
  // A saw-tooth west edge of 1 000 vertices, far left of the view, and a straight east edge inside it.
  Ring ring{{10, -50}};
  ring.push_back({10, 70});
  for (int i = 0; i < 1000; ++i) ring.push_back({-200.0 + 50 * (i % 2), 70 - i * 0.12});
  const auto image = ids_of(layer({{ring}}), view(20, 20));
  for (int py = 0; py < 20; ++py) {
    CHECK(image.at(0, py) == 0);
    CHECK(image.at(9, py) == 0);
    CHECK(image.at(10, py) == no_feature);
  }
}

TEST_CASE("an edge a thousand kilometres long is straight at street scale") {
  // The edge passes through the view at a known place: y = x / 3 around the anchor.
  const double far = 900'000;
  const auto geometry = layer({{Ring{{-far, -far / 3}, {far, far / 3}, {far, -far}, {-far, -far}}}});
  const double metres_per_pixel = 0.13;
  const Camera camera{.centre = {120, 40}, .metres_per_pixel = metres_per_pixel, .size = {600, 400}};
  const auto image = ids_of(geometry, camera);
  for (int px = 0; px < 600; px += 7) {
    const double y = camera.map_from_screen({px + 0.5, 0}).x / 3;
    const double edge = camera.screen_from_map({0, y}).y;
    const int above = static_cast<int>(std::floor(edge - 1)), below = static_cast<int>(std::ceil(edge + 1));
    if (above >= 0 && above < 400) CHECK(image.at(px, above) == no_feature);
    if (below >= 0 && below < 400) CHECK(image.at(px, below) == 0);
  }
}

TEST_CASE("panning by whole pixels at street scale moves the picture and changes nothing else") {
  // 300 km from the anchor the vertices stand on a 3 cm grid; a pixel is 13 cm.
  const Ring star{{0, 0}, {7, 11}, {19, 3}, {12, 17}, {23, 29}, {9, 22}, {1, 31}, {-4, 15}};
  const auto geometry = layer({{moved(star, 300'000, -400'000)}});
  Camera camera{.centre = {300'010, -399'985}, .metres_per_pixel = 0.125, .size = {400, 300}};
  const auto before = ids_of(geometry, camera);
  camera.centre.x += 37 * camera.metres_per_pixel;
  camera.centre.y += 11 * camera.metres_per_pixel;
  const auto after = ids_of(geometry, camera);
  for (int py = 11; py < 300; ++py)
    for (int px = 0; px + 37 < 400; ++px) CHECK_MESSAGE(after.at(px, py) == before.at(px + 37, py - 11), px, ",", py);
}

TEST_CASE("a feature without a pixel centre keeps one pixel unless another feature owns it") {
  const auto lonely = ids_of(layer({{square(5.6, 5.6, 0.3)}}), view(10, 10));
  CHECK(count_of(lonely, 0) == 1);
  CHECK(lonely.at(5, 4) == 0);
  const auto covered = ids_of(layer({{square(5.6, 5.6, 0.3)}, {square(0, 0, 10)}}), view(10, 10));
  CHECK(count_of(covered, 0) == 0);
  const auto rivals = ids_of(layer({{square(5.6, 5.6, 0.3)}, {square(5.1, 5.1, 0.2)}}), view(10, 10));
  CHECK(rivals.at(5, 4) == 0);
}

TEST_CASE("with small features off only pixel centres count") {
  const auto image = ids_of(layer({{square(5.6, 5.6, 0.3)}}), view(10, 10), {.keeps_small = false});
  CHECK(count_of(image, 0) == 0);
}

TEST_CASE("features without rings and empty rings are passed over") {
  const auto geometry = layer({{}, {Ring{}, square(1, 1, 3)}, {Ring{{1, 1}}}, {Ring{{1, 1}, {9, 9}}}});
  const auto image = ids_of(geometry, view(10, 10), {.keeps_small = false});
  CHECK(count_of(image, 1) == 9);
  CHECK(count_of(image, no_feature) == 100 - 9);
}

TEST_CASE("the picture does not depend on the number of threads or the width of the view") {
  GeometryBuilder builder{GeometryKind::polygons, {}};
  for (int i = 0; i < 400; ++i) {
    Ring ring;
    for (int k = 0; k < 90; ++k) {
      const double angle = k * 0.0698132, radius = 30 + 20 * std::sin(k * 1.7 + i);
      ring.push_back({i * 37 % 640 + radius * std::cos(angle), i * 53 % 320 + radius * std::sin(angle)});
    }
    builder.add_ring(ring);
    builder.end_feature();
  }
  const auto geometry = builder.finish();
  const auto alone = ids_of(geometry, view(640, 320));
  CHECK(alone.ids == ids_of(geometry, view(640, 320), {}, 1).ids);
  CHECK(alone.ids == ids_of(geometry, view(640, 320), {}, 3).ids);
  Camera narrow = view(640, 320);
  narrow.size.width = 639;
  narrow.centre.x = 639 / 2.0;
  const auto cut = ids_of(geometry, narrow);
  for (int py = 0; py < 320; ++py)
    for (int px = 0; px < 639; ++px) CHECK(cut.at(px, py) == alone.at(px, py));
}

TEST_CASE("a sieve of many holes is the same wherever the view cuts it") {
  std::vector<Ring> rings{Ring{{0, 0}, {400, 0}, {400, 200}, {400, 400}, {0, 400}}};
  for (int j = 0; j < 38; ++j)
    for (int i = 0; i < 38; ++i) rings.push_back(square(10 + i * 10, 10 + j * 10, 1 + (i * 7 + j) % 6));
  const auto geometry = layer({rings});
  const IdImage whole = ids_of(geometry, view(400, 400));
  CHECK(whole.at(10, 399 - 10) == no_feature);
  CHECK(whole.at(18, 399 - 18) == 0);
  for (const auto& [left, top] : {std::pair{0, 0}, {173, 0}, {0, 211}, {260, 300}, {330, 95}}) {
    const Camera part{.centre = {left + 35.0, 400 - top - 35.0}, .metres_per_pixel = 1, .size = {70, 70}};
    const IdImage cut = ids_of(geometry, part);
    for (int py = 0; py < 70; ++py)
      for (int px = 0; px < 70; ++px) CHECK(cut.at(px, py) == whole.at(left + px, top + py));
    JobPool pool{0};
    ColourImage resting;
    CHECK(resolve_smooth(*geometry, part, {}, filled(1), no_border(), pool, {}, resting));
    for (int py = 0; py < 70; ++py)
      for (int px = 0; px < 70; ++px) CHECK((resting.row(py)[px] != 0) == (cut.at(px, py) == 0));
  }
}

TEST_CASE("a house at the rim of a layer around the Earth stands where it belongs at street scale") {
  // Ten metres wide, at 1:185 (a pixel is five centimetres); the layer's other feature lies half the globe away.
  const double half = 20'037'508;
  GeometryBuilder builder{GeometryKind::polygons, MapGrid::over({-half, -half, half, half})};
  const Ring house = moved(square(0, 0, 10), half - 11'131.7, -2'000'017.3);
  for (const Ring& ring : {square(-half, 0, 1000), house}) builder.add_ring(ring), builder.end_feature();
  const Camera camera{.centre = {house[0].x + 5, house[0].y + 5}, .metres_per_pixel = 0.05, .size = {300, 300}};
  const auto image = ids_of(builder.finish(), camera);
  for (int at = 0; at < 300; ++at) {
    const bool is_inside = at >= 50 && at < 250;
    if (std::abs(at - 50) <= 1 || std::abs(at - 250) <= 1) continue;
    CHECK(image.at(at, 150) == (is_inside ? 1 : no_feature));
    CHECK(image.at(150, at) == (is_inside ? 1 : no_feature));
  }
}

TEST_CASE("areas thinner than a pixel keep a tint along their whole length") {
  // Along a row, along a column, and aslant; all between pixel centres.
  const Ring flat{{5, 10.7}, {85, 10.7}, {85, 10.72}, {5, 10.72}},
      steep{{50.2, 5}, {50.22, 5}, {50.22, 85}, {50.2, 85}}, aslant{{10, 20}, {80, 70}, {80, 70.02}, {10, 20.02}};
  const auto image = ids_of(layer({{flat}, {steep}, {aslant}}), view(90, 90));
  CHECK(count_of(image, 0) >= 79);
  CHECK(count_of(image, 1) >= 70);
  CHECK(count_of(image, 2) >= 60);
  for (int px = 6; px < 84; ++px) CHECK(image.at(px, 79) != no_feature);
  const auto covered = ids_of(layer({{square(0, 0, 90)}, {flat}}), view(90, 90));
  CHECK(count_of(covered, 1) == 0);
  const auto plain = ids_of(layer({{flat}, {steep}, {aslant}}), view(90, 90), {.keeps_small = false});
  CHECK(count_of(plain, 0) == 0);
}

}  // namespace
}  // namespace riskmap
