#include "layers/geo/longitudes.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/geo/projection.h"

namespace riskmap {

namespace {

constexpr double circle = 360, half_circle = 180;
// A layer on more of the circle than this is a map of the world and keeps its usual edges.
constexpr double widest_together = 270;

bool is_on_globe(double lon, double lat) {
  return std::abs(lon) <= circle && std::abs(lat) <= 90;
}

// The longitudes of a ring from its least to its greatest, unrolled.
std::pair<double, double> stretch_of(const FeatureTable& features, std::size_t ring) {
  const auto first = features.vertex_offset[ring], count = features.vertex_offset[ring + 1] - first;
  std::vector<double> lon;
  for (auto i = first; i < first + count; ++i)
    if (is_on_globe(features.x[i], features.y[i])) lon.push_back(features.x[i]);
  if (lon.empty()) return {1, 0};
  unroll(lon, features.kind);
  const auto [least, greatest] = std::ranges::minmax(lon);
  return {least, greatest};
}

Box sound_extent(const FeatureTable& features) {
  const Box& whole = features.extent;
  if (is_on_globe(whole.min_x, whole.min_y) && is_on_globe(whole.max_x, whole.max_y)) return whole;
  Box sound;
  for (std::size_t i = 0; i < features.x.size(); ++i)
    if (is_on_globe(features.x[i], features.y[i])) sound.include(features.x[i], features.y[i]);
  return sound;
}

Box extent_in_degrees(const FeatureTable& features) {
  Box extent = sound_extent(features);
  if (extent.width() <= half_circle) return extent;
  std::vector<std::pair<double, double>> intervals;
  for (std::size_t ring = 0; ring + 1 < features.vertex_offset.size(); ++ring)
    if (const auto stretch = stretch_of(features, ring); stretch.first <= stretch.second) intervals.push_back(stretch);
  const auto [west, east] = stretch_around(std::move(intervals));
  if (east - west <= std::min(widest_together, extent.width())) extent.min_x = west, extent.max_x = east;
  return extent;
}

}  // namespace

bool unroll(std::span<double> longitudes, GeometryKind kind) {
  std::vector<double> unrolled{longitudes.begin(), longitudes.end()};
  double turned = 0;
  bool has_turned = false;
  for (std::size_t i = 1; i < unrolled.size(); ++i) {
    const double step = longitudes[i] - longitudes[i - 1];
    if (std::abs(step) > longest_way_degrees) turned -= std::copysign(circle, step), has_turned = true;
    unrolled[i] += turned;
  }
  if (!has_turned) return false;
  const auto [west, east] = std::ranges::minmax(unrolled);
  if (kind == GeometryKind::polygons) {
    const double step = longitudes.front() - longitudes.back();
    if (std::abs(step) > longest_way_degrees) turned -= std::copysign(circle, step);
    if (turned != 0 || west == east) return false;
  }
  std::ranges::copy(unrolled, longitudes.begin());
  return true;
}

int turns_around(std::span<const double> longitudes) {
  int turns = 0;
  for (std::size_t i = 0, before = longitudes.size() - 1; i < longitudes.size(); before = i++) {
    const double step = longitudes[i] - longitudes[before];
    if (std::abs(step) > longest_way_degrees) turns += step < 0 ? 1 : -1;
  }
  return turns;
}

std::pair<double, double> stretch_around(std::vector<std::pair<double, double>> intervals) {
  if (intervals.empty()) return {0, 0};
  for (auto& [west, east] : intervals) {
    const double turn = circle * std::floor((west + half_circle) / circle);
    west -= turn, east -= turn;  // -180 ≤ west < 180
  }
  std::ranges::sort(intervals);
  // The widest gap between what was passed so far and the next, the one from the last to the first included.
  double reached = intervals.front().second, widest = -1, start = intervals.front().first, end = reached;
  for (const auto& [west, east] : intervals) {
    if (west - reached > widest) widest = west - reached, start = west, end = reached + circle;
    reached = std::max(reached, east);
  }
  if (intervals.front().first + circle - reached >= widest) start = intervals.front().first, end = reached;
  if (start + end > circle) start -= circle, end -= circle;  // the middle is a usual longitude
  return {start, std::min(end, start + circle)};
}

Result<Box> lonlat_extent(const FeatureTable& features) {
  if (features.is_geographic) return extent_in_degrees(features);
  const auto to_lonlat = Projection::between(features.crs_wkt, "EPSG:4326");
  if (!to_lonlat) return std::unexpected{to_lonlat.error()};
  const auto& extent = features.extent;
  std::array x = {extent.min_x, extent.max_x, extent.min_x, extent.max_x};
  std::array y = {extent.min_y, extent.min_y, extent.max_y, extent.max_y};
  to_lonlat->forward(x, y);
  Box lonlat;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::isfinite(x[i]) && std::isfinite(y[i])) lonlat.include(x[i], y[i]);
  return lonlat;
}

bool crosses_antimeridian(const FeatureTable& features, std::size_t feature) {
  const auto first = features.ring_offset[features.part_offset[feature]],
             end = features.ring_offset[features.part_offset[feature + 1]];
  for (auto ring = first; ring < end; ++ring) {
    const auto [west, east] = stretch_of(features, ring);
    if ((west < half_circle && east > half_circle) || (west < -half_circle && east > -half_circle)) return true;
  }
  return false;
}

}  // namespace riskmap
