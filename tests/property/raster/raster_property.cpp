// Promises of the raster over random shapes: areas, partitions, agreement with a plain point-in-polygon test.
#include <doctest/doctest.h>
#include <algorithm>
#include <cmath>
#include <optional>
#include <random>

#include "tests/unit/raster/fixture.h"

namespace riskmap {
namespace {

using namespace test;

constexpr unsigned seed = 20'261'123;

class Dice {
 public:
  explicit Dice(unsigned start) : engine_{start} {}
  double between(double low, double high) {
    return low + (high - low) * static_cast<double>(engine_()) / static_cast<double>(std::mt19937::max());
  }
  int whole(int low, int high) { return low + static_cast<int>(engine_() % static_cast<unsigned>(high - low + 1)); }

 private:
  std::mt19937 engine_;
};

// Never crosses itself: the angle only grows.
Ring star(Dice& dice, MapPoint centre, double radius) {
  const int corners = dice.whole(3, 200);
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = (i + dice.between(0, 0.9)) * 6.283185307179586 / corners;
    const double reach = radius * dice.between(0.3, 1);
    ring.push_back({centre.x + reach * std::cos(angle), centre.y + reach * std::sin(angle)});
  }
  return ring;
}

double area_of(const Ring& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const MapPoint& a = ring[i];
    const MapPoint& b = ring[(i + 1) % ring.size()];
    twice += a.x * b.y - b.x * a.y;
  }
  return std::abs(twice) / 2;
}

double length_of(const Ring& ring) {
  double length = 0;
  for (std::size_t i = 0; i < ring.size(); ++i)
    length += std::hypot(ring[i].x - ring[(i + 1) % ring.size()].x, ring[i].y - ring[(i + 1) % ring.size()].y);
  return length;
}

// A jittered grid whose cells share fractal edges to the bit and fill the square [0, side]².
Geometry partition(Dice& dice, int cells, double side) {
  const auto corner = [&](std::vector<MapPoint>& corners, int i, int j) -> MapPoint& {
    return corners[static_cast<std::size_t>(j * (cells + 1) + i)];
  };
  std::vector<MapPoint> corners(static_cast<std::size_t>((cells + 1) * (cells + 1)));
  for (int j = 0; j <= cells; ++j)
    for (int i = 0; i <= cells; ++i) {
      const bool on_rim = i == 0 || j == 0 || i == cells || j == cells;
      const double wobble = on_rim ? 0 : 0.3;
      corner(corners, i, j) = {(i + dice.between(-wobble, wobble)) * side / cells,
                               (j + dice.between(-wobble, wobble)) * side / cells};
    }
  const auto edge = [&](MapPoint a, MapPoint b, bool is_straight) {
    Ring path{a};
    const int steps = is_straight ? 1 : dice.whole(1, 9);
    for (int k = 1; k < steps; ++k)
      path.push_back({a.x + (b.x - a.x) * k / steps + dice.between(-0.03, 0.03) * side / cells,
                      a.y + (b.y - a.y) * k / steps + dice.between(-0.03, 0.03) * side / cells});
    path.push_back(b);
    return path;
  };
  std::vector<Ring> flat, upright;  // edges along x and along y
  for (int j = 0; j <= cells; ++j)
    for (int i = 0; i < cells; ++i)
      flat.push_back(edge(corner(corners, i, j), corner(corners, i + 1, j), j == 0 || j == cells));
  for (int j = 0; j < cells; ++j)
    for (int i = 0; i <= cells; ++i)
      upright.push_back(edge(corner(corners, i, j), corner(corners, i, j + 1), i == 0 || i == cells));
  GeometryBuilder builder{GeometryKind::polygons, {{side / 2, side / 2}}};
  for (int j = 0; j < cells; ++j)
    for (int i = 0; i < cells; ++i) {
      const Ring& south = flat[static_cast<std::size_t>(j * cells + i)];
      const Ring& east = upright[static_cast<std::size_t>(j * (cells + 1) + i + 1)];
      Ring north = flat[static_cast<std::size_t>((j + 1) * cells + i)];
      Ring west = upright[static_cast<std::size_t>(j * (cells + 1) + i)];
      std::ranges::reverse(north);
      std::ranges::reverse(west);
      Ring ring;
      for (const Ring* side_of_cell : std::initializer_list<const Ring*>{&south, &east, &north, &west})
        ring.insert(ring.end(), side_of_cell->begin(), side_of_cell->end() - 1);
      if (dice.whole(0, 1) == 0) std::ranges::reverse(ring);
      builder.add_ring(ring);
      builder.end_feature();
    }
  return builder.finish();
}

TEST_CASE("a star's pixels and samples add up to its area") {
  Dice dice{seed};
  JobPool pool{0};
  for (int round = 0; round < 150; ++round) {
    const Ring ring = star(dice, {dice.between(60, 140), dice.between(60, 140)}, dice.between(2, 55));
    const auto geometry = layer({{ring}}, {dice.between(-1e5, 1e5), dice.between(-1e5, 1e5)});
    const double area = area_of(ring), length = length_of(ring);
    const auto pixels = static_cast<double>(count_of(ids_of(geometry, view(200, 200), {.keeps_small = false}), 0));
    INFO("seed ", seed, " round ", round);
    CHECK(std::abs(pixels - area) < 3 + 2.0 * std::sqrt(length));
    ColourImage picture;
    CHECK(resolve_smooth(*geometry, view(200, 200), {}, filled(1), no_border(), pool, {}, picture));
    double covered = 0;
    for (const std::uint32_t pixel : picture.pixels) covered += (pixel >> 24) / 255.0;
    CHECK(std::abs(covered - area) < 1 + 0.5 * std::sqrt(length));
  }
}

TEST_CASE("the parts of a partition share out every pixel, none twice and none left") {
  Dice dice{seed + 1};
  JobPool pool{0};
  for (int round = 0; round < 12; ++round) {
    const int cells = dice.whole(2, 12);
    const auto whole = partition(dice, cells, 300);
    const double scale = dice.between(0.2, 3);
    const Camera camera{.centre = {150 + dice.between(-20, 20), 150 + dice.between(-20, 20)},
                        .metres_per_pixel = scale,
                        .size = {static_cast<int>(200 / scale), static_cast<int>(180 / scale)}};
    const auto together = ids_of(whole, camera, {.keeps_small = false});
    INFO("seed ", seed + 1, " round ", round);
    CHECK(count_of(together, no_feature) == 0);
    std::vector<int> owners(together.ids.size(), 0);
    for (std::size_t feature = 0; feature < whole->size(); ++feature) {
      std::vector<unsigned char> visible(whole->size(), 0);
      visible[feature] = 1;
      IdImage alone;
      raster_ids(*whole, camera, visible, pool, alone, {.keeps_small = false});
      for (std::size_t i = 0; i < owners.size(); ++i) owners[i] += alone.ids[i] != no_feature ? 1 : 0;
    }
    CHECK(std::ranges::count(owners, 1) == static_cast<long>(owners.size()));
    ColourImage picture;
    CHECK(resolve_smooth(*whole, camera, {}, filled(whole->size()), no_border(), pool, {}, picture));
    CHECK(std::ranges::count(picture.pixels, premultiplied(rgb(0x336699))) == static_cast<long>(picture.pixels.size()));
  }
}

TEST_CASE("inside the areas of a partition the resting picture equals the moving one") {
  Dice dice{seed + 2};
  JobPool pool{0};
  const auto geometry = partition(dice, 6, 300);
  FeatureStyle style;
  for (std::size_t i = 0; i < geometry->size(); ++i) {
    style.fill.push_back(
        rgb(static_cast<unsigned>(dice.whole(0, 0xFFFFFF)), static_cast<unsigned char>(dice.whole(0, 255))));
    style.hatch.push_back(static_cast<Hatch>(dice.whole(0, 2)));
  }
  const Camera camera{.centre = {151.3, 148.9}, .metres_per_pixel = 0.77, .size = {320, 300}};
  const IdImage ids = ids_of(geometry, camera);
  ColourImage moving, resting;
  resolve(ids, style, {}, pool, moving);
  CHECK(resolve_smooth(*geometry, camera, {}, style, {}, pool, {}, resting));
  int compared = 0;
  for (int py = 2; py < 298; ++py)
    for (int px = 2; px < 318; ++px) {
      bool is_inside = true;
      for (int y = py - 2; y <= py + 2; ++y)
        for (int x = px - 2; x <= px + 2; ++x) is_inside = is_inside && ids.at(x, y) == ids.at(px, py);
      if (!is_inside) continue;
      ++compared;
      CHECK(resting.row(py)[px] == moving.row(py)[px]);
    }
  CHECK(compared > 50'000);
}

double area_of(const LayerRings& rings, std::size_t feature) {
  double twice = 0;
  for (auto ring = rings.feature_offset[feature]; ring < rings.feature_offset[feature + 1]; ++ring) {
    const auto first = rings.ring_offset[ring], end = rings.ring_offset[ring + 1];
    for (auto i = first, previous = end - 1; i < end; previous = i++)
      twice +=
          static_cast<double>(rings.x[previous]) * rings.y[i] - static_cast<double>(rings.x[i]) * rings.y[previous];
  }
  return std::abs(twice) / 2;
}

TEST_CASE("at every level of detail the parts of a partition add up to the whole and leave no gap") {
  Dice dice{seed + 4};
  JobPool pool{0};
  int levels = 0;
  for (int round = 0; round < 12; ++round) {
    const auto whole = partition(dice, dice.whole(3, 12), 300);
    const auto detail = find_detail(*whole, {});
    for (const DetailLevel& level : detail->levels) {
      INFO("seed ", seed + 4, " round ", round, " moved ", level.moved);
      ++levels;
      double area = 0;
      for (std::size_t feature = 0; feature < whole->size(); ++feature)
        area += area_of(level.rings, feature) * whole->grid.step * whole->grid.step;
      CHECK(area == doctest::Approx(300.0 * 300.0).epsilon(level.moved < 1 ? 1e-5 : 0.01));
      const Camera camera{.centre = {150, 150}, .metres_per_pixel = 1.07, .size = {270, 270}};
      const DrawnLayer drawn{*whole, detail.get(), level.moved};
      IdImage together;
      raster_ids(drawn, camera, {}, pool, together, {.keeps_small = false});
      CHECK(count_of(together, no_feature) == 0);
      ColourImage picture;
      CHECK(resolve_smooth(drawn, camera, {}, filled(whole->size()), no_border(), pool, {}, picture));
      CHECK(std::ranges::count(picture.pixels, premultiplied(rgb(0x336699))) ==
            static_cast<long>(picture.pixels.size()));
    }
  }
  CHECK(levels > 20);
}

// Even-odd with doubles; nothing when the point is within `near_px` of the outline.
std::optional<bool> plainly_inside(const Ring& ring, MapPoint point, double near) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const MapPoint a = ring[i], b = ring[j];
    const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(((point.x - a.x) * dx + (point.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    if (std::hypot(point.x - a.x - t * dx, point.y - a.y - t * dy) < near) return std::nullopt;
    if ((a.y > point.y) != (b.y > point.y) && point.x < a.x + (point.y - a.y) * dx / dy) inside = !inside;
  }
  return inside;
}

TEST_CASE("any ring at any scale agrees with a plain point-in-polygon test") {
  Dice dice{seed + 3};
  for (int round = 0; round < 60; ++round) {
    // Rings that cross themselves, from a few metres to a thousand kilometres, in a view somewhere on them.
    const double size = std::pow(10, dice.between(1, 6));
    Ring ring;
    for (int i = dice.whole(3, 40); i > 0; --i) ring.push_back({dice.between(-size, size), dice.between(-size, size)});
    const double metres_per_pixel = size / std::pow(10, dice.between(1, 6.5));
    const Camera camera{.centre = {dice.between(-size, size) / 3, dice.between(-size, size) / 3},
                        .metres_per_pixel = metres_per_pixel,
                        .size = {dice.whole(1, 150), dice.whole(1, 150)}};
    const auto geometry = layer({{ring}});
    Ring packed;  // the vertices as floats hold them
    for (std::size_t i = 0; i < ring.size(); ++i) packed.push_back(geometry->vertex(i));
    const auto image = ids_of(geometry, camera, {.keeps_small = false});
    for (int py = 0; py < camera.size.height; py += 3)
      for (int px = 0; px < camera.size.width; px += 3) {
        const auto inside =
            plainly_inside(packed, camera.map_from_screen({px + 0.5, py + 0.5}), 0.02 * metres_per_pixel);
        if (!inside) continue;
        CHECK_MESSAGE((image.at(px, py) == 0) == *inside, "seed ", seed + 3, " round ", round, " at ", px, ",", py);
      }
  }
}

}  // namespace
}  // namespace riskmap
