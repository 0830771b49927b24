// From a feature table in its own CRS to a layer geometry in the view's.
#include <algorithm>
#include <cmath>

#include "layers/geo/projection.h"
#include "layers/raster/layer_geometry.h"

namespace riskmap {

namespace {

Box extent_of(const std::vector<double>& x, const std::vector<double>& y) {
  Box extent;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::isfinite(x[i]) && std::isfinite(y[i])) extent.include(x[i], y[i]);
  return extent;
}

bool all_finite(std::span<const double> values) {
  return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

}  // namespace

Result<PackedGeometry> pack_geometry(const FeatureTable& features, const std::string& view_crs) {
  const std::string& own_crs = features.crs_wkt.empty() ? features.crs_name : features.crs_wkt;
  if (own_crs.empty()) return fail(ErrorCode::no_crs, "the layer names no coordinate system", features.layer_name);
  const auto projection = Projection::between(own_crs, view_crs);
  if (!projection) return std::unexpected{projection.error()};
  std::vector<double> x = features.x, y = features.y;
  projection->forward(x, y);

  const Box extent = extent_of(x, y);
  const MapPoint anchor = extent.is_empty() ? MapPoint{} : MapPoint{extent.centre_x(), extent.centre_y()};
  GeometryBuilder builder{features.kind, anchor};
  std::size_t dropped_rings = 0;
  for (std::size_t feature = 0; feature < features.size(); ++feature) {
    const auto first_ring = features.ring_offset[features.part_offset[feature]];
    const auto end_ring = features.ring_offset[features.part_offset[feature + 1]];
    for (auto ring = first_ring; ring < end_ring; ++ring) {
      const std::size_t first = features.vertex_offset[ring], count = features.vertex_offset[ring + 1] - first;
      const auto ring_x = std::span{x}.subspan(first, count), ring_y = std::span{y}.subspan(first, count);
      if (all_finite(ring_x) && all_finite(ring_y))
        builder.add_ring(ring_x, ring_y);
      else
        ++dropped_rings;
    }
    builder.end_feature();
  }
  return PackedGeometry{builder.finish(), dropped_rings};
}

}  // namespace riskmap
