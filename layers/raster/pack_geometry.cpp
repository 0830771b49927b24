// From a feature table in its own CRS to a layer geometry in the view's.
#include <algorithm>
#include <cmath>
#include <optional>

#include "layers/geo/projection.h"
#include "layers/geo/quick_projection.h"
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

struct RingSpans {
  std::span<const double> x, y;
};

// The rings of all features, where `ring_at(first, count)` says that their vertices lie.
template <typename RingAt>
PackedGeometry pack_rings(const FeatureTable& features, const MapGrid& grid, const RingAt& ring_at) {
  GeometryBuilder builder{features.kind, grid};
  builder.reserve(features.size(), features.vertex_offset.size(), features.vertex_count());
  std::size_t dropped_rings = 0;
  for (std::size_t feature = 0; feature < features.size(); ++feature) {
    const auto first_ring = features.ring_offset[features.part_offset[feature]];
    const auto end_ring = features.ring_offset[features.part_offset[feature + 1]];
    for (auto ring = first_ring; ring < end_ring; ++ring) {
      const std::size_t first = features.vertex_offset[ring], count = features.vertex_offset[ring + 1] - first;
      const RingSpans projected = ring_at(first, count);
      if (all_finite(projected.x) && all_finite(projected.y))
        builder.add_ring(projected.x, projected.y);
      else
        ++dropped_rings;
    }
    builder.end_feature();
  }
  return {builder.finish(), dropped_rings};
}

PackedGeometry pack_one_by_one(const FeatureTable& features, const Projection& projection) {
  std::vector<double> x = features.x, y = features.y;
  projection.forward(x, y);
  return pack_rings(features, MapGrid::over(extent_of(x, y)), [&](std::size_t first, std::size_t count) {
    return RingSpans{std::span{x}.subspan(first, count), std::span{y}.subspan(first, count)};
  });
}

constexpr std::size_t fewest_for_patches = 50'000, vertices_of_patch = 4'000;  // fewer do not pay for the patches
constexpr double most_patches = 64;                                            // along a side

// Around what the projection makes of a lattice of places; empty where it knows none.
Box projected_box(const Projection& projection, const Box& box) {
  constexpr int steps = 32;
  std::vector<double> x, y;
  for (int row = 0; row <= steps; ++row)
    for (int column = 0; column <= steps; ++column)
      x.push_back(box.min_x + box.width() * column / steps), y.push_back(box.min_y + box.height() * row / steps);
  projection.forward(x, y);
  return extent_of(x, y);
}

// A wild number would leave the patches too large.
bool is_sound(const FeatureTable& features) {
  constexpr Box earth_twice{-360, -90, 360, 90};
  const Box& extent = features.extent;
  return !features.is_geographic ||
         (earth_twice.contains(extent.min_x, extent.min_y) && earth_twice.contains(extent.max_x, extent.max_y));
}

// A little more: between the places of the lattice the projection may reach farther.
Box with_margin(const Box& box) {
  const double margin = std::max(box.width(), box.height()) / 64;
  return {box.min_x - margin, box.min_y - margin, box.max_x + margin, box.max_y + margin};
}

// Nothing where the layer is too small for it, flat or wild.
std::optional<PackedGeometry> pack_by_patches(const FeatureTable& features, const Projection& projection) {
  const Box& domain = features.extent;
  if (features.vertex_count() < fewest_for_patches || !(domain.width() > 0) || !(domain.height() > 0)) return {};
  if (!is_sound(features)) return {};
  const Box target = projected_box(projection, domain);
  if (target.is_empty()) return {};
  const MapGrid grid = MapGrid::over(with_margin(target));
  const double side = std::sqrt(static_cast<double>(features.vertex_count() / vertices_of_patch));
  // What is stored cannot tell more than a step.
  QuickProjection quick{projection, {domain, grid.step, static_cast<int>(std::clamp(side, 1.0, most_patches))}};
  std::vector<double> x, y;
  return pack_rings(features, grid, [&](std::size_t first, std::size_t count) {
    const auto begin = static_cast<std::ptrdiff_t>(first), end = static_cast<std::ptrdiff_t>(first + count);
    x.assign(features.x.begin() + begin, features.x.begin() + end);
    y.assign(features.y.begin() + begin, features.y.begin() + end);
    quick.forward(x, y);
    return RingSpans{x, y};
  });
}

}  // namespace

Result<PackedGeometry> pack_geometry(const FeatureTable& features, const std::string& view_crs) {
  const std::string& own_crs = features.crs_wkt.empty() ? features.crs_name : features.crs_wkt;
  if (own_crs.empty()) return fail(ErrorCode::no_crs, "the layer names no coordinate system", features.layer_name);
  const auto projection = Projection::between(own_crs, view_crs);
  if (!projection) return std::unexpected{projection.error()};
  if (auto packed = pack_by_patches(features, *projection)) return std::move(*packed);
  return pack_one_by_one(features, *projection);
}

}  // namespace riskmap
