#include "layers/exchange/import_shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "layers/geo/projection.h"

namespace riskmap {

namespace {
struct Vertices {
  std::size_t from, to;
};

MapPoint mean_of(const FeatureTable& features, Vertices vertices) {
  MapPoint sum;
  for (std::size_t v = vertices.from; v < vertices.to; ++v) sum.x += features.x[v], sum.y += features.y[v];
  const auto count = static_cast<double>(vertices.to - vertices.from);
  return {sum.x / count, sum.y / count};
}

// Where a line from west to east crosses a ring.
void add_crossings(const FeatureTable& features, Vertices ring, double y, std::vector<double>& crossings) {
  for (std::size_t v = ring.from; v < ring.to; ++v) {
    const std::size_t next = v + 1 < ring.to ? v + 1 : ring.from;
    const double y1 = features.y[v], y2 = features.y[next];
    if ((y1 > y) == (y2 > y)) continue;
    crossings.push_back(features.x[v] + (y - y1) / (y2 - y1) * (features.x[next] - features.x[v]));
  }
}

// The middle of the widest stretch of the polygon at the height of its vertices' mean: always inside.
MapPoint inside_of(const FeatureTable& features, std::size_t first_ring, std::size_t last_ring) {
  const Vertices outer{features.vertex_offset[first_ring], features.vertex_offset[first_ring + 1]};
  const auto mean = mean_of(features, outer);
  std::vector<double> crossings;
  for (std::size_t ring = first_ring; ring < last_ring; ++ring)
    add_crossings(features, {features.vertex_offset[ring], features.vertex_offset[ring + 1]}, mean.y, crossings);
  std::ranges::sort(crossings);
  MapPoint best = mean;
  double widest = 0;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
    if (crossings[i + 1] - crossings[i] <= widest) continue;
    widest = crossings[i + 1] - crossings[i];
    best.x = (crossings[i] + crossings[i + 1]) / 2;
  }
  return best;
}

std::optional<MapPoint> point_of_feature(const FeatureTable& features, std::size_t i, bool& is_middle) {
  const std::size_t part = features.part_offset[i], parts = features.part_offset[i + 1];
  if (part == parts) return std::nullopt;
  const std::size_t first_ring = features.ring_offset[part], last_ring = features.ring_offset[parts];
  const Vertices all{features.vertex_offset[first_ring], features.vertex_offset[last_ring]};
  is_middle = features.kind != GeometryKind::points || all.to - all.from > 1;
  if (features.kind == GeometryKind::polygons) return inside_of(features, first_ring, features.ring_offset[part + 1]);
  if (features.kind == GeometryKind::points) return mean_of(features, all);
  const auto middle = (all.from + all.to) / 2;
  return MapPoint{features.x[middle], features.y[middle]};
}
}  // namespace

Result<void> take_points(const FeatureTable& features, ImportTable& table) {
  const auto first = table.rows.size() - features.size();
  std::optional<Projection> to_degrees;
  if (!features.is_geographic || features.crs_name != "EPSG:4326") {
    if (features.crs_wkt.empty())
      return features.extent.is_empty() ? Result<void>{}
                                        : fail(ErrorCode::no_crs, "the layer names no coordinate system");
    auto made = Projection::between(features.crs_wkt, "EPSG:4326");
    if (!made) return std::unexpected{made.error()};
    to_degrees = *std::move(made);
  }
  for (std::size_t i = 0; i < features.size(); ++i) {
    auto& row = table.rows[first + i];
    const auto point = point_of_feature(features, i, row.is_middle);
    if (!point) continue;
    std::array<double, 1> x{point->x}, y{point->y};
    if (to_degrees) to_degrees->forward(x, y);
    if (std::isfinite(x[0]) && std::isfinite(y[0])) row.point = LonLat{x[0], y[0]};
  }
  return {};
}

}  // namespace riskmap
