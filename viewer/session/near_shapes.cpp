#include "viewer/session/near_shapes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskmap {

namespace {
double distance(MapPoint a, MapPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

MapPoint nearest_on(MapPoint from, MapPoint to, MapPoint point) {
  const double dx = to.x - from.x, dy = to.y - from.y, square = dx * dx + dy * dy;
  if (square == 0) return from;
  const double share = std::clamp(((point.x - from.x) * dx + (point.y - from.y) * dy) / square, 0.0, 1.0);
  return {from.x + share * dx, from.y + share * dy};
}

// A point is a segment without length.
template <typename Visit>
void each_segment(const LayerGeometry& geometry, std::size_t feature, const Visit& visit) {
  const bool is_closed = geometry.kind == GeometryKind::polygons;
  for (auto ring = geometry.feature_offset[feature]; ring < geometry.feature_offset[feature + 1]; ++ring) {
    const auto begin = geometry.ring_offset[ring], end = geometry.ring_offset[ring + 1];
    if (begin == end) continue;
    if (is_closed || end - begin == 1) visit(geometry.vertex(end - 1), geometry.vertex(begin));
    for (auto i = begin + 1; i < end; ++i) visit(geometry.vertex(i - 1), geometry.vertex(i));
  }
}

bool is_near(const Box& box, MapPoint point, double reach) {
  return Box{box.min_x - reach, box.min_y - reach, box.max_x + reach, box.max_y + reach}.contains(point.x, point.y);
}

double distance_to(const LayerGeometry& geometry, std::size_t feature, MapPoint point) {
  double least = std::numeric_limits<double>::infinity();
  each_segment(geometry, feature, [&](MapPoint from, MapPoint to) {
    least = std::min(least, distance(nearest_on(from, to, point), point));
  });
  return least;
}
}  // namespace

bool contains(const LayerGeometry& geometry, std::size_t feature, MapPoint point) {
  const MapGrid& grid = geometry.grid;
  const double px = (point.x - grid.anchor.x) / grid.step, py = (point.y - grid.anchor.y) / grid.step;
  bool is_inside = false;
  for (auto ring = geometry.feature_offset[feature]; ring < geometry.feature_offset[feature + 1]; ++ring) {
    const auto begin = geometry.ring_offset[ring], end = geometry.ring_offset[ring + 1];
    for (auto i = begin, previous = end - 1; i < end; previous = i++) {
      const double y0 = geometry.y[previous], y1 = geometry.y[i];
      if ((y0 > py) == (y1 > py)) continue;
      const double x0 = geometry.x[previous], x1 = geometry.x[i];
      if (px < (x1 - x0) * (py - y0) / (y1 - y0) + x0) is_inside = !is_inside;
    }
  }
  return is_inside;
}

std::vector<std::uint32_t> features_at(const LayerGeometry& geometry, const std::vector<unsigned char>& visible,
                                       MapPoint point, double reach) {
  const bool is_area = geometry.kind == GeometryKind::polygons;
  std::vector<std::uint32_t> found;
  for (auto feature = static_cast<std::uint32_t>(geometry.size()); feature-- > 0;) {
    if (!is_near(geometry.boxes[feature], point, is_area ? 0 : reach)) continue;
    if (!visible.empty() && visible[feature] == 0) continue;
    if (is_area ? contains(geometry, feature, point) : distance_to(geometry, feature, point) <= reach)
      found.push_back(feature);
  }
  return found;
}

void NearestShape::look_at(const LayerGeometry& geometry) {
  for (std::size_t feature = 0; feature < geometry.size(); ++feature)
    if (is_near(geometry.boxes[feature], point_, std::max(corner_gap_, line_gap_)))
      each_segment(geometry, feature, [this](MapPoint from, MapPoint to) { look_at(from, to); });
}

void NearestShape::look_at(MapPoint corner) {
  const double gap = distance(corner, point_);
  if (gap <= corner_gap_) corner_gap_ = gap, corner_ = corner;
}

void NearestShape::look_at(MapPoint from, MapPoint to) {
  look_at(from);
  look_at(to);
  const auto on_line = nearest_on(from, to, point_);
  const double gap = distance(on_line, point_);
  if (gap <= line_gap_) line_gap_ = gap, on_line_ = on_line;
}

}  // namespace riskmap
