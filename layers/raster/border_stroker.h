// Lays a feature's edges into a coverage mask as borders of an exact width, dashed or not.
#pragma once
#include "layers/raster/coverage.h"
#include "layers/raster/pattern.h"
#include "layers/raster/resolve.h"
#include "layers/raster/sample_grid.h"

namespace riskmap {

class BorderStroker {
 public:
  BorderStroker(const LayerRings& rings, const Camera& camera, const ResolveOptions& options)
      : rings_{rings},
        camera_{camera},
        grid_{rings, camera, 1},
        pattern_{camera, options.pixel_scale},
        half_width_{static_cast<float>(options.border_px * options.pixel_scale / 2)},
        is_dashed_{options.is_border_dashed} {}

  // Every edge near the mask; those of rings a few widths across fade away.
  void stroke(FeatureIndex feature, CoverageMask& mask) const;

 private:
  [[nodiscard]] float weight_of_ring(std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] bool may_touch(const LocalBox& box, const CoverageMask& mask) const;
  void stroke_path(std::uint32_t first, std::uint32_t last, float weight, CoverageMask& mask) const;
  void stroke_edge(Segment segment, std::uint32_t from, std::uint32_t to, float weight, CoverageMask& mask) const;
  [[nodiscard]] bool clip_far(std::uint32_t from, std::uint32_t to, const CoverageMask& mask, Segment& segment) const;

  const LayerRings& rings_;
  const Camera& camera_;
  SampleGrid grid_;
  Pattern pattern_;
  float half_width_;
  bool is_dashed_;
};

}  // namespace riskmap
