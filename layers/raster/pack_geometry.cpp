// From a feature table in its own CRS to a layer geometry in the view's.
#include <algorithm>
#include <cmath>
#include <span>

#include "layers/geo/view_window.h"
#include "layers/raster/layer_geometry.h"

namespace riskmap {

namespace {

void include_finite(Box& extent, std::span<const double> x, std::span<const double> y) {
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::isfinite(x[i]) && std::isfinite(y[i])) extent.include(x[i], y[i]);
}

bool all_finite(std::span<const double> values) {
  return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

// Of what is drawn: the rings as they stand and the pieces of the others.
Box extent_of(const FeatureTable& features, const ViewRings& rings) {
  Box extent;
  std::size_t first = 0;
  for (const auto& [ring, pieces] : rings.replaced) {
    const std::size_t count = features.vertex_offset[ring] - first;
    include_finite(extent, std::span{rings.x}.subspan(first, count), std::span{rings.y}.subspan(first, count));
    for (const ViewRing& piece : pieces) include_finite(extent, piece.x, piece.y);
    first = features.vertex_offset[ring + 1];
  }
  include_finite(extent, std::span{rings.x}.subspan(first), std::span{rings.y}.subspan(first));
  return extent;
}

}  // namespace

Result<PackedGeometry> pack_geometry(const FeatureTable& features, const std::string& view_crs) {
  const auto rings = project_rings(features, view_crs);
  if (!rings) return std::unexpected{rings.error()};
  GeometryBuilder builder{features.kind, MapGrid::over(extent_of(features, *rings))};
  builder.reserve(features.size(), features.vertex_offset.size(), features.vertex_count());
  std::size_t dropped_rings = 0;
  auto replaced = rings->replaced.begin();
  for (std::size_t feature = 0; feature < features.size(); ++feature) {
    const auto first_ring = features.ring_offset[features.part_offset[feature]];
    const auto end_ring = features.ring_offset[features.part_offset[feature + 1]];
    for (auto ring = first_ring; ring < end_ring; ++ring) {
      if (replaced != rings->replaced.end() && replaced->ring == ring) {
        if (replaced->pieces.empty()) ++dropped_rings;
        for (const ViewRing& piece : replaced->pieces) builder.add_ring(piece.x, piece.y);
        ++replaced;
        continue;
      }
      const std::size_t first = features.vertex_offset[ring], count = features.vertex_offset[ring + 1] - first;
      const auto ring_x = std::span{rings->x}.subspan(first, count), ring_y = std::span{rings->y}.subspan(first, count);
      if (all_finite(ring_x) && all_finite(ring_y))
        builder.add_ring(ring_x, ring_y);
      else
        ++dropped_rings;
    }
    builder.end_feature();
  }
  return PackedGeometry{builder.finish(), dropped_rings, rings->cut_rings};
}

}  // namespace riskmap
