// Packing rings into arrays of steps, with the boxes that let the raster skip what it cannot see.
#include "layers/raster/layer_geometry.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "layers/core/contract.h"
#include "layers/geo/large_pages.h"

namespace riskmap {

namespace {

LocalBox box_of(const LayerRings& geometry, std::size_t first, std::size_t last) {
  constexpr auto most = std::numeric_limits<std::int32_t>::max(), least = std::numeric_limits<std::int32_t>::min();
  LocalBox box{most, most, least, least};
  for (std::size_t i = first; i < last; ++i) {
    box.min_x = std::min(box.min_x, geometry.x[i]), box.max_x = std::max(box.max_x, geometry.x[i]);
    box.min_y = std::min(box.min_y, geometry.y[i]), box.max_y = std::max(box.max_y, geometry.y[i]);
  }
  return box;
}

double area_of(const LayerRings& geometry, std::size_t first, std::size_t last) {
  double twice = 0;
  const double x0 = geometry.x[first], y0 = geometry.y[first];
  for (std::size_t i = first + 1; i + 1 < last; ++i)
    twice += (geometry.x[i] - x0) * (geometry.y[i + 1] - y0) - (geometry.x[i + 1] - x0) * (geometry.y[i] - y0);
  return std::abs(twice) / 2 * geometry.grid.step * geometry.grid.step;
}

// Area by diagonal tells a sliver from a square; a ragged coast is as thick as a smooth one.
float mean_side(const LayerRings& geometry, std::size_t first_ring, std::size_t last_ring) {
  constexpr double side_of_diagonal = 1.41421356;  // a square's area by its diagonal is its side by this
  double sum = 0, areas = 0;
  for (std::size_t ring = first_ring; ring < last_ring; ++ring) {
    const std::size_t first = geometry.ring_offset[ring], last = geometry.ring_offset[ring + 1];
    if (last - first < 3) continue;
    const LocalBox box = box_of(geometry, first, last);
    const double area = area_of(geometry, first, last);
    const double diagonal = geometry.grid.step * std::hypot(box.max_x - box.min_x, box.max_y - box.min_y);
    if (!(area > 0) || !std::isfinite(area)) continue;
    sum += area * area / diagonal * side_of_diagonal, areas += area;
  }
  return areas > 0 ? static_cast<float>(sum / areas) : 0;
}

Box in_view_crs(const LocalBox& box, const MapGrid& grid) {
  Box result;
  if (box.is_empty()) return result;
  result.include(grid.x(box.min_x), grid.y(box.min_y));
  result.include(grid.x(box.max_x), grid.y(box.max_y));
  return result;
}

}  // namespace

void LayerRings::find_block_boxes() {
  block_boxes.clear();
  for (std::size_t first = 0; first < x.size(); first += block)
    block_boxes.push_back(box_of(*this, first, std::min(first + block + 1, x.size())));
}

std::size_t LayerRings::bytes() const {
  return (x.capacity() + y.capacity()) * sizeof(std::int32_t) + block_boxes.capacity() * sizeof(LocalBox) +
         (ring_offset.capacity() + feature_offset.capacity()) * sizeof(std::uint32_t);
}

GeometryBuilder::GeometryBuilder(GeometryKind kind, const MapGrid& grid) {
  geometry_.kind = kind;
  geometry_.grid = grid;
}

void GeometryBuilder::reserve(std::size_t features, std::size_t rings, std::size_t vertices) {
  reserve_in_large_pages(geometry_.x, vertices);
  reserve_in_large_pages(geometry_.y, vertices);
  geometry_.ring_offset.reserve(rings + 1);
  geometry_.feature_offset.reserve(features + 1);
  geometry_.boxes.reserve(features);
  geometry_.local_boxes.reserve(features);
  geometry_.sides.reserve(features);
}

void GeometryBuilder::add_ring(std::span<const MapPoint> ring) {
  for (const MapPoint& point : ring) {
    geometry_.x.push_back(geometry_.grid.steps_x(point.x));
    geometry_.y.push_back(geometry_.grid.steps_y(point.y));
  }
  geometry_.ring_offset.push_back(static_cast<std::uint32_t>(geometry_.x.size()));
}

void GeometryBuilder::add_ring(std::span<const double> x, std::span<const double> y) {
  RISKMAP_REQUIRE(x.size() == y.size());
  for (const double value : x) geometry_.x.push_back(geometry_.grid.steps_x(value));
  for (const double value : y) geometry_.y.push_back(geometry_.grid.steps_y(value));
  geometry_.ring_offset.push_back(static_cast<std::uint32_t>(geometry_.x.size()));
}

void GeometryBuilder::end_feature() {
  const std::size_t first = geometry_.ring_offset[geometry_.feature_offset.back()];
  geometry_.feature_offset.push_back(static_cast<std::uint32_t>(geometry_.ring_offset.size() - 1));
  const LocalBox box = box_of(geometry_, first, geometry_.x.size());
  geometry_.local_boxes.push_back(box);
  geometry_.sides.push_back(geometry_.kind == GeometryKind::polygons
                                ? mean_side(geometry_, geometry_.feature_offset[geometry_.feature_offset.size() - 2],
                                            geometry_.feature_offset.back())
                                : 0);
  geometry_.boxes.push_back(in_view_crs(box, geometry_.grid));
  geometry_.extent.include(geometry_.boxes.back());
}

Geometry GeometryBuilder::finish() {
  RISKMAP_REQUIRE(geometry_.feature_offset.back() == geometry_.ring_offset.size() - 1);
  geometry_.x.shrink_to_fit(), geometry_.y.shrink_to_fit();
  geometry_.find_block_boxes();
  return std::make_shared<const LayerGeometry>(std::exchange(geometry_, {}));
}

}  // namespace riskmap
