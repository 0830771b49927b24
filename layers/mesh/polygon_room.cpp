#include "layers/mesh/polygon_room.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <tuple>

namespace riskmap {
namespace {

struct Edge {
  ScreenPoint from, to;
};

template <typename Visit>
void for_each_edge(const ScaledPolygon& polygon, Visit visit) {
  for (const auto& ring : polygon.rings)
    for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) visit(Edge{ring[before], ring[i]});
}

// Whether a ray from the point to the right crosses the edge.
bool crosses_right_of(const Edge& edge, ScreenPoint point) {
  if ((edge.from.y > point.y) == (edge.to.y > point.y)) return false;
  const double at = (point.y - edge.from.y) / (edge.to.y - edge.from.y);
  return edge.from.x + at * (edge.to.x - edge.from.x) > point.x;
}

double distance_to(const Edge& edge, ScreenPoint point) {
  const double dx = edge.to.x - edge.from.x, dy = edge.to.y - edge.from.y;
  const double length_squared = dx * dx + dy * dy;
  const double at =
      length_squared > 0
          ? std::clamp(((point.x - edge.from.x) * dx + (point.y - edge.from.y) * dy) / length_squared, 0.0, 1.0)
          : 0.0;
  return std::hypot(point.x - edge.from.x - at * dx, point.y - edge.from.y - at * dy);
}

bool touches(const Edge& edge, const Box& box) {
  if (std::max(edge.from.x, edge.to.x) < box.min_x || std::min(edge.from.x, edge.to.x) > box.max_x ||
      std::max(edge.from.y, edge.to.y) < box.min_y || std::min(edge.from.y, edge.to.y) > box.max_y)
    return false;
  // Separated only if all four corners lie on one side of the edge's line.
  const double dx = edge.to.x - edge.from.x, dy = edge.to.y - edge.from.y;
  const auto side = [&](double x, double y) { return dx * (y - edge.from.y) - dy * (x - edge.from.x); };
  const double a = side(box.min_x, box.min_y), b = side(box.max_x, box.min_y), c = side(box.max_x, box.max_y),
               d = side(box.min_x, box.max_y);
  return !((a > 0 && b > 0 && c > 0 && d > 0) || (a < 0 && b < 0 && c < 0 && d < 0));
}

// Distance to the border, negative outside.
double depth(const ScaledPolygon& polygon, ScreenPoint point) {
  double nearest = std::numeric_limits<double>::infinity();
  bool is_inside = false;
  for_each_edge(polygon, [&](const Edge& edge) {
    nearest = std::min(nearest, distance_to(edge, point));
    if (crosses_right_of(edge, point)) is_inside = !is_inside;
  });
  return is_inside ? nearest : -nearest;
}

// A square that may hold the innermost point: no point in it is deeper than `best_possible`.
struct Cell {
  ScreenPoint centre;
  double half = 0, depth = 0;
  [[nodiscard]] double best_possible() const { return depth + half * std::sqrt(2.0); }
  friend bool operator<(const Cell& a, const Cell& b) {
    return std::tuple{a.best_possible(), b.centre.y, b.centre.x} <
           std::tuple{b.best_possible(), a.centre.y, a.centre.x};
  }
};

// Best-first search over a quadtree: cells are split where they promise most, until no promise beats the best found by
// more than the precision.
Cell deepest_cell(const ScaledPolygon& polygon, double precision) {
  const auto cell_at = [&](double x, double y, double half) { return Cell{{x, y}, half, depth(polygon, {x, y})}; };
  const Box& box = polygon.box;
  const double side = std::min(box.width(), box.height());
  std::priority_queue<Cell> open;
  for (double y = box.min_y; y < box.max_y; y += side)
    for (double x = box.min_x; x < box.max_x; x += side) open.push(cell_at(x + side / 2, y + side / 2, side / 2));
  Cell best = cell_at(box.centre_x(), box.centre_y(), 0);
  while (!open.empty() && open.top().best_possible() - best.depth > precision) {
    const Cell cell = open.top();
    open.pop();
    if (cell.depth > best.depth) best = cell;
    const double half = cell.half / 2;
    for (const double dy : {-half, half})
      for (const double dx : {-half, half}) {
        const Cell part = cell_at(cell.centre.x + dx, cell.centre.y + dy, half);
        if (part.best_possible() - best.depth > precision) open.push(part);
      }
  }
  return best;
}

// Keeps what lies on one side of a line.
template <typename Depth>
std::vector<ScreenPoint> cut_by(const std::vector<ScreenPoint>& ring, Depth depth) {
  std::vector<ScreenPoint> kept;
  for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
    const double from = depth(ring[before]), to = depth(ring[i]);
    if ((from < 0) != (to < 0)) {
      const double share = from / (from - to);
      kept.push_back({ring[before].x + (ring[i].x - ring[before].x) * share,
                      ring[before].y + (ring[i].y - ring[before].y) * share});
    }
    if (to >= 0) kept.push_back(ring[i]);
  }
  return kept;
}

}  // namespace

ScaledPolygon scaled_polygon(const FeatureRings& feature, double metres_per_pixel, double tolerance_px) {
  ScaledPolygon polygon;
  for (std::size_t r = 0; r < feature.ring_count(); ++r) {
    std::vector<ScreenPoint> ring;
    for (std::size_t i = feature.ring_offset[r]; i < feature.ring_offset[r + 1]; ++i) {
      const MapPoint vertex = feature.vertex(i);
      const ScreenPoint point{vertex.x / metres_per_pixel, -vertex.y / metres_per_pixel};
      if (!ring.empty() && std::hypot(point.x - ring.back().x, point.y - ring.back().y) < tolerance_px) continue;
      ring.push_back(point);
      polygon.box.include(point.x, point.y);
    }
    if (ring.size() > 2) polygon.rings.push_back(std::move(ring));
  }
  return polygon;
}

ScaledPolygon clipped(const ScaledPolygon& polygon, const Box& box) {
  ScaledPolygon out;
  for (auto ring : polygon.rings) {
    ring = cut_by(ring, [&](ScreenPoint point) { return point.x - box.min_x; });
    ring = cut_by(ring, [&](ScreenPoint point) { return box.max_x - point.x; });
    ring = cut_by(ring, [&](ScreenPoint point) { return point.y - box.min_y; });
    ring = cut_by(ring, [&](ScreenPoint point) { return box.max_y - point.y; });
    if (ring.size() < 3) continue;
    for (const ScreenPoint& point : ring) out.box.include(point.x, point.y);
    out.rings.push_back(std::move(ring));
  }
  return out;
}

bool holds_box(const ScaledPolygon& polygon, const Box& box) {
  if (box.min_x < polygon.box.min_x || box.max_x > polygon.box.max_x || box.min_y < polygon.box.min_y ||
      box.max_y > polygon.box.max_y)
    return false;
  const ScreenPoint centre{box.centre_x(), box.centre_y()};
  bool is_inside = false;
  for (const auto& ring : polygon.rings)
    for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
      const Edge edge{ring[before], ring[i]};
      if (touches(edge, box)) return false;
      if (crosses_right_of(edge, centre)) is_inside = !is_inside;
    }
  return is_inside;
}

std::optional<InnerPoint> innermost_point(const ScaledPolygon& polygon, double precision_px, double aspect) {
  if (!(polygon.box.width() > 0 && polygon.box.height() > 0)) return std::nullopt;
  ScaledPolygon narrowed = polygon;
  for (auto& ring : narrowed.rings)
    for (ScreenPoint& point : ring) point.x /= aspect;
  narrowed.box.min_x /= aspect, narrowed.box.max_x /= aspect;
  const Cell best = deepest_cell(narrowed, precision_px);
  if (best.depth <= 0) return std::nullopt;
  return InnerPoint{{best.centre.x * aspect, best.centre.y}, best.depth};
}

}  // namespace riskmap
