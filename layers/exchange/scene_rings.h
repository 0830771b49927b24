// A feature of a packed layer as the mesh floor sees it.
#pragma once
#include "layers/mesh/rings.h"
#include "layers/raster/layer_geometry.h"

namespace riskmap {

inline FeatureRings rings_of(const LayerGeometry& geometry, std::size_t feature) {
  const std::uint32_t first = geometry.feature_offset[feature], last = geometry.feature_offset[feature + 1];
  return {.x = geometry.x,
          .y = geometry.y,
          .ring_offset = std::span{geometry.ring_offset}.subspan(first, last - first + 1),
          .grid = geometry.grid,
          .is_path = geometry.kind == GeometryKind::lines};
}

}  // namespace riskmap
