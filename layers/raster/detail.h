// Levels of detail: a layer's rings with the vertices left out that nobody can see at a scale, the same ones on both
// sides of every border.
#pragma once
#include <cstddef>
#include <memory>
#include <stop_token>
#include <vector>

#include "layers/geo/border_report.h"
#include "layers/raster/camera.h"
#include "layers/raster/layer_geometry.h"

namespace riskmap {

struct DetailLevel {
  double moved = 0;  // no border lies farther than this from where it was; view CRS units
  LayerRings rings;
};

// Kept beside the geometry, which stays the truth for everything but pictures.
struct LayerDetail {
  std::vector<DetailLevel> levels;    // the finest first; each markedly smaller than the one before
  std::vector<LocalBox> local_boxes;  // per feature, of all levels and the geometry itself
  TopologyReport topology{};
  BorderReport borders{};  // in view CRS units, places relative to the geometry's anchor
  // The coarsest level that moves no border farther than `allowed` (view CRS units); null = only the geometry will do.
  [[nodiscard]] const DetailLevel* level(double allowed) const;
  [[nodiscard]] std::size_t bytes() const;
};

using Detail = std::shared_ptr<const LayerDetail>;

// From the grid's anchor, in view CRS units: as fine as levels of detail need it, whoever looks closer sees the layer
// in full.
std::vector<float> offsets_of(const std::vector<std::int32_t>& steps, const MapGrid& grid);

// Takes a few hundred milliseconds per million vertices: for a worker. Null when `stop` was requested.
Detail find_detail(const LayerGeometry& geometry, std::stop_token stop);

// What a picture is drawn from: the features and boxes of a layer, and their rings in full or at a level of detail.
// `detail` may be null: in full.
struct DrawnLayer {
  const LayerGeometry& geometry;
  const LayerRings& rings;
  const std::vector<LocalBox>& local_boxes;
  DrawnLayer(const LayerGeometry& whole) : geometry{whole}, rings{whole}, local_boxes{whole.local_boxes} {}
  // At the coarsest level that moves no border farther than `allowed`.
  DrawnLayer(const LayerGeometry& whole, const LayerDetail* detail, double allowed)
      : DrawnLayer{whole, detail, detail != nullptr ? detail->level(allowed) : nullptr} {}
  // Borders within an eighth of a pixel of where they belong; a fifth where that would leave more than two million
  // vertices in view.
  static DrawnLayer at_rest(const LayerGeometry& whole, const LayerDetail* detail, const Camera& camera);
  // In full up to three million vertices in view, as far as a frame's time goes; a quarter of a pixel beyond.
  static DrawnLayer moving(const LayerGeometry& whole, const LayerDetail* detail, const Camera& camera);

 private:
  DrawnLayer(const LayerGeometry& whole, const LayerDetail* detail, const DetailLevel* level)
      : geometry{whole},
        rings{level != nullptr ? level->rings : whole},
        local_boxes{level != nullptr ? detail->local_boxes : whole.local_boxes} {}
};

}  // namespace riskmap
