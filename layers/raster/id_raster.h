// The feature-id image: for every pixel, which feature's interior holds its centre. Scanline parity per feature,
// painter order (a later feature covers an earlier one), row bands on the pool. No GL; exact; the same picture for any
// thread count.
#pragma once
#include <cstdint>
#include <vector>

#include "layers/core/job.h"
#include "layers/core/units.h"
#include "layers/raster/border_density.h"
#include "layers/raster/camera.h"
#include "layers/raster/detail.h"

namespace riskmap {

using FeatureIndex = std::uint32_t;
inline constexpr FeatureIndex no_feature = 0xFFFFFFFF;

struct IdImage {
  ImageSize size;
  std::vector<FeatureIndex> ids;  // row by row from the top; no_feature outside
  Camera camera;                  // the one it was drawn with
  std::vector<float> sides;       // per feature, pixels: of the square it is as thick as
  BorderDensity density;          // how closely borders lie
  [[nodiscard]] FeatureIndex at(int px, int py) const {
    return ids[static_cast<std::size_t>(py) * static_cast<std::size_t>(size.width) + static_cast<std::size_t>(px)];
  }
};

struct IdRasterOptions {
  // A feature whose box holds no pixel centre takes the pixel that holds the middle of its box, if no feature holds
  // that pixel's centre; among several such features the one with the largest box, then the last, has it. One
  // that is thinner than a pixel but long takes all the pixels along it so. Off: the pixel-centre rule alone, as
  // gdal_rasterize has it.
  bool keeps_small = true;
};

// Even-odd over all rings of a feature, so holes and bow-ties are drawn as they stand. Features whose boxes miss the
// view are skipped. `visible` (may be empty = all): 0 hides the feature. Layers of points or lines give an empty image.
void raster_ids(const DrawnLayer& layer, const Camera& camera, const std::vector<unsigned char>& visible, JobPool& pool,
                IdImage& image, const IdRasterOptions& options = {});

}  // namespace riskmap
