// The feature-id image: for every pixel, which feature's interior holds its centre. Scanline winding per feature, painter
// order (a later feature covers an earlier one), row bands on the pool. No GL; exact; the same picture for any thread count.
#pragma once
#include <cstdint>
#include <vector>

#include "layers/core/job.h"
#include "layers/core/units.h"
#include "layers/raster/camera.h"
#include "layers/raster/layer_geometry.h"

namespace riskmap {

using FeatureIndex = std::uint32_t;
inline constexpr FeatureIndex no_feature = 0xFFFFFFFF;

struct IdImage {
  ImageSize size;
  std::vector<FeatureIndex> ids;   // row by row from the top; no_feature outside
  [[nodiscard]] FeatureIndex at(int px, int py) const {
    return ids[static_cast<std::size_t>(py) * static_cast<std::size_t>(size.width) + static_cast<std::size_t>(px)];
  }
};

// Even-odd inside each ring set, so holes and bow-ties are drawn as they stand. Features whose boxes miss the view are
// skipped. `visible` (may be empty = all): 0 hides the feature.
void raster_ids(const LayerGeometry& geometry, const Camera& camera, const std::vector<unsigned char>& visible,
                JobPool& pool, IdImage& image);

}  // namespace riskmap
