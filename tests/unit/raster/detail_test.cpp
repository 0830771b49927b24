// Levels of detail: which one is taken, what it may move, and that features and boxes stay those of the layer.
#include "layers/raster/detail.h"

#include <doctest/doctest.h>
#include <cmath>

#include "tests/unit/raster/fixture.h"

namespace riskmap {
namespace {

using namespace test;

// A ring of many small steps around a circle, with a tooth of `height` on every tenth.
Ring toothed(MapPoint centre, double radius, int corners, double height) {
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = i * 6.283185307179586 / corners, reach = radius + (i % 10 == 0 ? height : 0);
    ring.push_back({centre.x + reach * std::cos(angle), centre.y + reach * std::sin(angle)});
  }
  return ring;
}

Geometry toothed_layer() {
  return layer({{toothed({50, 50}, 40, 4'000, 0.4), toothed({50, 50}, 20, 2'000, 0.4)},
                {toothed({50, 50}, 20, 2'000, 0.4)},
                {square(95, 5, 3)}});
}

TEST_CASE("the coarsest level that moves borders no farther than allowed is taken") {
  const auto geometry = toothed_layer();
  const auto detail = find_detail(*geometry, {});
  REQUIRE(detail->levels.size() >= 2);
  for (std::size_t i = 1; i < detail->levels.size(); ++i) {
    CHECK(detail->levels[i].moved > detail->levels[i - 1].moved);
    CHECK(detail->levels[i].rings.x.size() * 4 <= detail->levels[i - 1].rings.x.size() * 3);
  }
  const auto& [finest, coarsest] = std::pair{&detail->levels.front(), &detail->levels.back()};
  CHECK(detail->level(finest->moved * 0.99) == nullptr);
  CHECK(detail->level(finest->moved) == finest);
  CHECK(detail->level(detail->levels[1].moved * 0.99) == finest);
  CHECK(detail->level(1e9) == coarsest);
  CHECK(detail->topology.shared_arcs == 1);
}

TEST_CASE("a layer and all its levels take no more than twenty-five bytes a vertex") {
  const auto geometry = toothed_layer();
  const auto detail = find_detail(*geometry, {});
  const double vertices = static_cast<double>(geometry->x.size());
  CHECK(static_cast<double>(geometry->bytes()) / vertices > 8);
  // With the sixteen of the file's own coordinates about forty are in memory.
  CHECK(static_cast<double>(geometry->bytes() + detail->bytes()) / vertices <= 25);
}

TEST_CASE("a drawn layer keeps its features, whatever is left of their rings") {
  const auto geometry = toothed_layer();
  const auto detail = find_detail(*geometry, {});
  const DrawnLayer coarse{*geometry, detail.get(), 1e9};
  CHECK(coarse.rings.x.size() < geometry->x.size() / 4);
  CHECK(coarse.rings.size() == geometry->size());
  const DrawnLayer full{*geometry, nullptr, 1e9};
  CHECK(&full.rings == geometry.get());
}

TEST_CASE("a moving picture is drawn in full as long as a frame has time for it") {
  const auto geometry = toothed_layer();
  const auto detail = find_detail(*geometry, {});
  const Camera camera = view(10, 10, 10);
  CHECK(&DrawnLayer::moving(*geometry, detail.get(), camera).rings == geometry.get());
  CHECK(&DrawnLayer::at_rest(*geometry, detail.get(), camera).rings != geometry.get());
  CHECK(&DrawnLayer::at_rest(*geometry, nullptr, camera).rings == geometry.get());
}

// One feature of squares without end; only how many vertices it has matters.
LayerRings rings_of(std::uint32_t vertices) {
  LayerRings rings;
  for (std::uint32_t i = 0; i < vertices; ++i) {
    rings.x.push_back(i % 4 < 2 ? 0 : 9);
    rings.y.push_back(i % 4 % 3 == 0 ? 0 : 9);
  }
  rings.ring_offset.push_back(vertices);
  rings.feature_offset.push_back(1);
  rings.find_block_boxes();
  return rings;
}

TEST_CASE("a picture at rest gives up a little accuracy only where very many vertices are in view") {
  const auto geometry = layer({{square(0, 0, 9)}});
  const auto vertices_of = [&](std::uint32_t fine, const Camera& camera) {
    LayerDetail detail{.levels = {}, .local_boxes = geometry->local_boxes, .topology = {}};
    detail.levels.push_back({.moved = 0.12, .rings = rings_of(fine)});
    detail.levels.push_back({.moved = 0.19, .rings = rings_of(8)});
    return DrawnLayer::at_rest(*geometry, &detail, camera).rings.x.size();
  };
  const Camera here = view(10, 10), elsewhere{.centre = {500, 500}, .metres_per_pixel = 1, .size = {10, 10}};
  CHECK(vertices_of(2'000'000, here) == 2'000'000);
  CHECK(vertices_of(2'000'004, here) == 8);
  CHECK(vertices_of(2'000'004, elsewhere) == 2'000'004);
}

TEST_CASE("pixels a pixel away from every border are the same at every level that is taken") {
  const auto geometry = toothed_layer();
  const auto detail = find_detail(*geometry, {});
  JobPool pool{0};
  for (const double scale : {0.5, 1.0, 4.0}) {
    const Camera camera{.centre = {50, 50},
                        .metres_per_pixel = scale,
                        .size = {static_cast<int>(110 / scale), static_cast<int>(110 / scale)}};
    const IdImage full = ids_of(geometry, camera);
    IdImage coarse;
    raster_ids(DrawnLayer{*geometry, detail.get(), scale}, camera, {}, pool, coarse);
    int compared = 0;
    for (int py = 1; py + 1 < camera.size.height; ++py)
      for (int px = 1; px + 1 < camera.size.width; ++px) {
        bool is_inside = true;
        for (int y = py - 1; y <= py + 1; ++y)
          for (int x = px - 1; x <= px + 1; ++x) is_inside = is_inside && full.at(x, y) == full.at(px, py);
        if (is_inside) CHECK(coarse.at(px, py) == full.at(px, py));
        compared += is_inside ? 1 : 0;
      }
    CHECK(compared > 100);
  }
}

TEST_CASE("a vertex that was snapped out of its feature's box leaves no trace beside the feature") {
  // The second square's left side lies 0.1 m right of the first's right side: one border once snapped.
  Ring left = toothed({0, 0}, 40'000, 3'000, 40), right;
  const float step = 0.004F;
  for (const MapPoint& corner : left) right.push_back({corner.x + step, corner.y + step});
  const auto geometry = layer({{left}, {right}});
  const auto detail = find_detail(*geometry, {});
  REQUIRE(detail->topology.snapped_vertices > 1'000);
  JobPool pool{0};
  for (const DetailLevel& level : detail->levels) {
    const DrawnLayer drawn{*geometry, detail.get(), level.moved};
    for (std::size_t feature = 0; feature < geometry->size(); ++feature) {
      const LocalBox& box = drawn.local_boxes[feature];
      for (auto ring = drawn.rings.feature_offset[feature]; ring < drawn.rings.feature_offset[feature + 1]; ++ring)
        for (auto i = drawn.rings.ring_offset[ring]; i < drawn.rings.ring_offset[ring + 1]; ++i) {
          CHECK(drawn.rings.x[i] >= box.min_x);
          CHECK(drawn.rings.x[i] <= box.max_x);
          CHECK(drawn.rings.y[i] >= box.min_y);
          CHECK(drawn.rings.y[i] <= box.max_y);
        }
    }
  }
}

TEST_CASE("a search that is stopped gives nothing") {
  std::stop_source stop;
  stop.request_stop();
  CHECK(find_detail(*toothed_layer(), stop.get_token()) == nullptr);
}

}  // namespace
}  // namespace riskmap
