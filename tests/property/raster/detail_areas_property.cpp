// No gap and no overlap between neighbours at any level of detail: all areas and the land around them add up to the
// rectangle they fill, to rounding, and every edge has its other side.
#include <doctest/doctest.h>
#include <algorithm>
#include <bit>
#include <cmath>
#include <filesystem>
#include <unordered_map>
#include <utility>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/vector_dataset.h"
#include "tests/bench/fractal.h"
#include "tests/unit/raster/fixture.h"

namespace riskmap {
namespace {

using namespace test;
namespace fs = std::filesystem;

// Twice, counter-clockwise; local coordinates.
double twice_area_of(const LayerRings& rings) {
  double twice = 0;
  for (std::size_t ring = 0; ring + 1 < rings.ring_offset.size(); ++ring) {
    const auto first = rings.ring_offset[ring], end = rings.ring_offset[ring + 1];
    for (auto i = first, previous = end - 1; i < end; previous = i++)
      twice +=
          static_cast<double>(rings.x[previous]) * rings.y[i] - static_cast<double>(rings.x[i]) * rings.y[previous];
  }
  return twice * rings.grid.step * rings.grid.step;
}

using Place = std::uint64_t;  // both coordinates, bit by bit
using Edge = std::pair<Place, Place>;

Place place_of(std::int32_t x, std::int32_t y) {
  return std::uint64_t{static_cast<std::uint32_t>(x)} << 32 | static_cast<std::uint32_t>(y);
}

MapPoint point_at(Place place, const MapGrid& grid) {
  return grid.point(static_cast<std::int32_t>(place >> 32), static_cast<std::int32_t>(place & 0xFFFFFFFF));
}

// The edges that nothing runs along in the other direction, as often as they lack it. `place(i)`: of vertex i.
template <typename PlaceOf>
std::vector<Edge> one_sided_edges(const std::vector<std::uint32_t>& ring_offset, PlaceOf&& place) {
  std::vector<std::pair<Edge, int>> edges;  // the lower place first; direction
  for (std::size_t ring = 0; ring + 1 < ring_offset.size(); ++ring)
    for (auto i = ring_offset[ring], previous = ring_offset[ring + 1] - 1; i < ring_offset[ring + 1]; previous = i++) {
      const Place from = place(previous), to = place(i);
      if (from != to) edges.push_back({std::minmax(from, to), from < to ? 1 : -1});
    }
  std::ranges::sort(edges);
  std::vector<Edge> one_sided;
  for (std::size_t first = 0, end = 0; first < edges.size(); first = end) {
    int net = 0;
    for (; end < edges.size() && edges[end].first == edges[first].first; ++end) net += edges[end].second;
    const auto& [low, high] = edges[first].first;
    for (int i = 0; i < std::abs(net); ++i) one_sided.push_back(net > 0 ? Edge{low, high} : Edge{high, low});
  }
  return one_sided;
}

std::vector<Edge> one_sided_edges(const LayerRings& rings) {
  return one_sided_edges(rings.ring_offset, [&](std::uint32_t i) { return place_of(rings.x[i], rings.y[i]); });
}

// Puts edges, of which as many end at each place as begin there, together to rings.
std::vector<Ring> rings_of(const std::vector<Edge>& edges, const MapGrid& grid) {
  std::unordered_map<Place, std::vector<Place>> onward;
  for (const auto& [from, to] : edges) onward[from].push_back(to);
  std::vector<Ring> rings;
  for (const auto& [from, ignored] : edges) {
    Ring ring;
    for (Place at = from; !onward[at].empty();) {
      ring.push_back(point_at(at, grid));
      const Place next = onward[at].back();
      onward[at].pop_back();
      at = next;
    }
    if (!ring.empty()) rings.push_back(std::move(ring));
  }
  return rings;
}

struct Framed {
  Geometry geometry;   // the layer and, as its last feature, the rest of a rectangle around it
  double twice_whole;  // area of the rectangle
};

// Every border of the layer, its rim included, has two sides then.
Framed framed(const LayerGeometry& layer) {
  const auto metres = [&](const std::vector<std::int32_t>& steps) {
    std::vector<float> values;
    for (const auto value : steps) values.push_back(static_cast<float>(value * layer.grid.step));
    return values;
  };
  const auto x = metres(layer.x), y = metres(layer.y);
  const auto topology = find_topology({x, y, layer.ring_offset}, {}, {});
  REQUIRE(topology);
  const auto rim = one_sided_edges(layer.ring_offset, [&](std::uint32_t i) {
    const auto vertex = topology->first_vertex[topology->point_of[i]];
    return place_of(layer.x[vertex], layer.y[vertex]);
  });
  MESSAGE(layer.size(), " areas of ", layer.x.size(), " vertices, ", rim.size(), " edges at the rim");
  const double reach = std::exp2(std::ceil(std::log2(layer.extent.width() + layer.extent.height())));
  const MapPoint middle = layer.grid.anchor, corner{middle.x - reach, middle.y - reach};
  GeometryBuilder builder{layer.kind, MapGrid::over({corner.x, corner.y, middle.x + reach, middle.y + reach})};
  for (std::size_t feature = 0; feature < layer.size(); ++feature, builder.end_feature())
    for (auto ring = layer.feature_offset[feature]; ring < layer.feature_offset[feature + 1]; ++ring) {
      Ring points;
      for (auto i = layer.ring_offset[ring]; i < layer.ring_offset[ring + 1]; ++i) points.push_back(layer.vertex(i));
      builder.add_ring(points);
    }
  for (Ring& ring : rings_of(rim, layer.grid)) {
    std::ranges::reverse(ring);
    builder.add_ring(ring);
  }
  builder.add_ring(square(corner.x, corner.y, 2 * reach));
  builder.end_feature();
  return {builder.finish(), 8 * reach * reach};
}

void check_all_levels(const LayerGeometry& layer) {
  const auto [geometry, twice_whole] = framed(layer);
  const auto detail = find_detail(*geometry, {});
  REQUIRE(detail);
  CHECK(detail->levels.size() >= 3);
  for (const DetailLevel& level : detail->levels) {
    INFO("borders moved by ", level.moved, ", ", level.rings.x.size(), " vertices");
    CHECK(one_sided_edges(level.rings).size() == 4);  // of the rectangle
    CHECK(std::abs(std::abs(twice_area_of(level.rings)) / twice_whole - 1) < 1e-12);
  }
  MESSAGE(detail->levels.size(), " levels, ", detail->levels.front().rings.x.size(), " to ",
          detail->levels.back().rings.x.size(), " vertices, ", detail->topology.snapped_vertices, " snapped");
}

void check_file(const fs::path& file) {
  if (!fs::exists(file)) {
    MESSAGE("skipped: needs ", file.string());
    return;
  }
  REQUIRE(set_up_gdal());
  const auto features = read_vector_file(file, {.wants_attributes = true});
  REQUIRE(features);
  const auto packed = pack_geometry(*features, "EPSG:3857");
  REQUIRE(packed);
  check_all_levels(*packed->geometry);
}

const fs::path data_folder = fs::path{RISKMAP_SHARED_DIR} / "data";

TEST_CASE("winding borders made by halves stay shared at every level of detail") {
  GeometryBuilder builder{GeometryKind::polygons, {{20'000, 15'000}}};
  bench::for_each_fractal_cell(40, 30, 6, [&](const std::vector<MapPoint>& ring) {
    builder.add_ring(ring);
    builder.end_feature();
  });
  check_all_levels(*builder.finish());
}

TEST_CASE("Kazakhstan's districts leave no gap at any level of detail") {
  check_file(data_folder / "boundaries" / "kaz_admbnda_adm2_2024.shp");
}

TEST_CASE("the Philippines' villages leave no gap at any level of detail") {
  check_file(data_folder / "scale" / "philippines_barangays_2023.gpkg");
}

TEST_CASE("England's output areas leave no gap at any level of detail") {
  check_file(data_folder / "scale" / "england_oa_2011.gpkg");
}

}  // namespace
}  // namespace riskmap
