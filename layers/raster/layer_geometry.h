// A polygon layer ready for the raster: projected once into float32 arrays relative to an anchor, one pair per vertex.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

struct LayerGeometry {
  GeometryKind kind = GeometryKind::polygons;
  MapPoint anchor;                            // view CRS; x, y below are relative to it
  std::vector<float> x, y;                    // metres
  std::vector<std::uint32_t> ring_offset{0};  // vertices of ring r: [ring_offset[r], ring_offset[r+1])
  std::vector<std::uint32_t> feature_offset{0};  // rings of feature f: [feature_offset[f], feature_offset[f+1])
  std::vector<Box> boxes;                     // per feature, view CRS; empty when it has no geometry
  Box extent;                                 // view CRS
  [[nodiscard]] std::size_t size() const { return feature_offset.size() - 1; }
};

using Geometry = std::shared_ptr<const LayerGeometry>;

// Projects and packs; vertices that cannot be projected drop their ring (counted in `dropped_rings`).
struct PackedGeometry { Geometry geometry; std::size_t dropped_rings = 0; };
Result<PackedGeometry> pack_geometry(const FeatureTable& features, const std::string& view_crs);

}  // namespace riskmap
