// A layer ready for the raster: projected once into whole steps of a grid, one pair of 32 bits per vertex.
#pragma once
#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "layers/core/map_grid.h"
#include "layers/core/result.h"
#include "layers/core/units.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

// A box in steps of the grid, of exactly the vertices (no rounding between box and vertex).
struct LocalBox {
  std::int32_t min_x, min_y, max_x, max_y;
  [[nodiscard]] double area() const { return static_cast<double>(max_x - min_x) * static_cast<double>(max_y - min_y); }
  [[nodiscard]] bool is_empty() const { return !(min_x <= max_x); }
};

// The rings of all features of a layer, in flat arrays.
struct LayerRings {
  MapGrid grid;                                  // view CRS
  std::vector<std::int32_t> x, y;                // steps of the grid
  std::vector<std::uint32_t> ring_offset{0};     // vertices of ring r: [ring_offset[r], ring_offset[r+1])
  std::vector<std::uint32_t> feature_offset{0};  // rings of feature f: [feature_offset[f], feature_offset[f+1])
  std::vector<LocalBox> block_boxes;             // of vertices [b·block, (b+1)·block], whatever rings they belong to
  static constexpr std::uint32_t block = 64;
  [[nodiscard]] std::size_t size() const { return feature_offset.size() - 1; }
  void find_block_boxes();  // once x and y are complete
  [[nodiscard]] std::size_t bytes() const;
  // Around the vertices [first, last) of a ring no longer than a block, with some others: of the one or two blocks that
  // hold it.
  [[nodiscard]] LocalBox box_around(std::uint32_t first, std::uint32_t last) const {
    const LocalBox &a = block_boxes[first / block], &b = block_boxes[(last - 1) / block];
    return {std::min(a.min_x, b.min_x), std::min(a.min_y, b.min_y), std::max(a.max_x, b.max_x),
            std::max(a.max_y, b.max_y)};
  }
  // The first ring of (ring, end] that is not wholly in the block where `ring` begins: what can be passed over with it.
  [[nodiscard]] std::uint32_t ring_after_block(std::uint32_t ring, std::uint32_t end) const {
    const std::uint32_t block_end = (ring_offset[ring] / block + 1) * block;
    while (ring < end && ring_offset[ring + 1] <= block_end) ++ring;
    return ring;
  }
  [[nodiscard]] MapPoint vertex(std::size_t i) const { return grid.point(x[i], y[i]); }
};

// Made by pack_geometry or GeometryBuilder, which also fill the boxes the raster relies on.
struct LayerGeometry : LayerRings {
  GeometryKind kind = GeometryKind::polygons;
  std::vector<Box> boxes;             // per feature, view CRS; empty when it has no geometry
  std::vector<LocalBox> local_boxes;  // per feature
  // Per feature: the side of the square that is as thick as its rings are, larger rings counting more; metres, 0 for
  // lines and points.
  std::vector<float> sides;
  Box extent;  // view CRS
};

using Geometry = std::shared_ptr<const LayerGeometry>;

// Puts a geometry together ring by ring, in view CRS coordinates; what the grid does not reach is moved to its rim.
class GeometryBuilder {
 public:
  GeometryBuilder(GeometryKind kind, const MapGrid& grid);
  void reserve(std::size_t features, std::size_t rings, std::size_t vertices);
  // A ring of the feature in hand; closed implicitly for polygons, an open path for lines, one vertex for a point.
  void add_ring(std::span<const MapPoint> ring);
  void add_ring(std::span<const double> x, std::span<const double> y);
  void end_feature();  // also ends a feature without rings: it keeps its index and is never drawn
  [[nodiscard]] Geometry finish();

 private:
  LayerGeometry geometry_;
};

// Projects and packs what the view's projection can show (layers/geo/view_window.h).
struct PackedGeometry {
  Geometry geometry;
  std::size_t dropped_rings = 0;  // have no place in the view
  std::size_t cut_rings = 0;      // a part of them has none
};
Result<PackedGeometry> pack_geometry(const FeatureTable& features, const std::string& view_crs);

}  // namespace riskmap
