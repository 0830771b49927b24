#include "layers/analysis/place_distance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "layers/geo/geodesic.h"
#include "layers/geo/projection.h"
#include "layers/geo/ring_check.h"

namespace riskmap {

namespace {
constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();

// Sums of a centroid: by area, by length and by vertex; the first that is not empty counts.
struct Centroid {
  double area = 0, area_x = 0, area_y = 0;
  double length = 0, length_x = 0, length_y = 0;
  double count = 0, count_x = 0, count_y = 0;

  void add_vertex(double x, double y) { count += 1, count_x += x, count_y += y; }
  void add_side(double ax, double ay, double bx, double by) {
    const double side = std::hypot(bx - ax, by - ay);
    length += side, length_x += side * (ax + bx) / 2, length_y += side * (ay + by) / 2;
  }
  // Twice the triangle with the origin; signs make holes count against their outer ring.
  void add_triangle(double sign, double ax, double ay, double bx, double by) {
    const double twice = sign * (ax * by - bx * ay);
    area += twice, area_x += twice * (ax + bx) / 3, area_y += twice * (ay + by) / 3;
  }
  [[nodiscard]] MapPoint point() const {
    if (area > 0) return {area_x / area, area_y / area};
    if (length > 0) return {length_x / length, length_y / length};
    return {count_x / count, count_y / count};
  }
};

void add_ring(const FeatureTable& features, std::uint32_t ring, bool is_hole, MapPoint origin, Centroid& sums) {
  const auto begin = features.vertex_offset[ring], count = features.vertex_offset[ring + 1] - begin;
  const std::span x{features.x.data() + begin, count}, y{features.y.data() + begin, count};
  const bool is_area = features.kind == GeometryKind::polygons;
  const double sign = (doubled_area(x, y) > 0) == is_hole ? -1 : 1;
  for (std::uint32_t i = 0; i < count; ++i) {
    const double ax = x[i] - origin.x, ay = y[i] - origin.y;
    sums.add_vertex(ax, ay);
    if (features.kind == GeometryKind::points || (!is_area && i + 1 == count)) continue;
    const auto next = i + 1 == count ? 0 : i + 1;
    const double bx = x[next] - origin.x, by = y[next] - origin.y;
    sums.add_side(ax, ay, bx, by);
    if (is_area) sums.add_triangle(sign, ax, ay, bx, by);
  }
}

// Relative to the feature's first vertex, so that far-off coordinates keep their digits.
MapPoint centroid_of(const FeatureTable& features, std::size_t feature) {
  const auto first_part = features.part_offset[feature], end_part = features.part_offset[feature + 1];
  const auto first = features.vertex_offset[features.ring_offset[first_part]];
  if (first_part == end_part || first == features.vertex_offset[features.ring_offset[end_part]])
    return {nowhere, nowhere};
  const MapPoint origin{features.x[first], features.y[first]};
  Centroid sums;
  for (auto part = first_part; part < end_part; ++part)
    for (auto ring = features.ring_offset[part]; ring < features.ring_offset[part + 1]; ++ring)
      add_ring(features, ring, ring > features.ring_offset[part], origin, sums);
  const auto point = sums.point();
  return {origin.x + point.x, origin.y + point.y};
}
}  // namespace

double Places::distance(std::size_t a, std::size_t b) const {
  if (is_planar) return std::hypot(x[a] - x[b], y[a] - y[b]);
  return geodesic_metres({x[a], y[a]}, {x[b], y[b]});
}

double Places::rounding() const {
  if (!is_planar) return 1e-6;
  double farthest = std::numeric_limits<double>::min();
  for (std::size_t row = 0; row < size(); ++row)
    if (has(row)) farthest = std::max({farthest, std::abs(x[row]), std::abs(y[row])});
  constexpr double steps = 16;  // of the last binary digit
  return std::max(steps * farthest * std::numeric_limits<double>::epsilon(), std::numeric_limits<double>::min());
}

Result<Places> places_of(const FeatureTable& features, bool is_planar) {
  const bool has_crs = !features.crs_wkt.empty() || !features.crs_name.empty();
  Places places;
  places.is_planar = is_planar || !has_crs;
  places.x.reserve(features.size()), places.y.reserve(features.size());
  for (std::size_t feature = 0; feature < features.size(); ++feature) {
    const auto point = centroid_of(features, feature);
    places.x.push_back(point.x), places.y.push_back(point.y);
  }
  if (places.is_planar || features.is_geographic) return places;
  const auto to_degrees =
      Projection::between(features.crs_wkt.empty() ? features.crs_name : features.crs_wkt, "EPSG:4326");
  if (!to_degrees) return std::unexpected{to_degrees.error()};
  to_degrees->forward(places.x, places.y);
  return places;
}

}  // namespace riskmap
