// Ids to colours: fill, borders where the id changes, hatch. Touches bytes per feature and pixels only, never geometry;
// 2–3 ms for a full window. Hover and selection are outlines drawn over the result.
#pragma once
#include <stop_token>
#include <vector>

#include "layers/core/job.h"
#include "layers/core/units.h"
#include "layers/raster/colour_image.h"
#include "layers/raster/id_raster.h"

namespace riskmap {

// Drawn over the fill: no_data is slanted lines, too_few is dots, so that neither relies on colour.
enum class Hatch : unsigned char { none, no_data, too_few };

// One entry per feature; replaced whole on a filter or a re-colouring.
struct FeatureStyle {
  std::vector<Colour> fill;
  std::vector<Hatch> hatch;  // empty = none anywhere
};

struct ResolveOptions {
  Colour border{255, 255, 255, 242};
  double border_px = 1.2;         // at rest borders are coverage-blended; moving: 1 px; 0 = none
  bool is_border_dashed = false;  // schematic boundaries
  Colour hatch{120, 130, 140, 160};
  double pixel_scale = 1;  // interface scale: hatch spacing, dashes and borders grow with it
};

// Straight one-sample resolve for the moving map. A pixel is border when its id differs from the left or the upper one.
void resolve(const IdImage& ids, const FeatureStyle& style, const ResolveOptions& options, JobPool& pool,
             ColourImage& image);

// The resting picture: 16 samples per pixel with true coverage, borders of the exact width, smooth edges. Inside areas
// it equals resolve(). Gives up soon after `stop` is requested (returns false, image unspecified). A small feature
// (IdRasterOptions) tints its pixel by at least a quarter where less of the pixel is taken.
bool resolve_smooth(const DrawnLayer& layer, const Camera& camera, const std::vector<unsigned char>& visible,
                    const FeatureStyle& style, const ResolveOptions& options, JobPool& pool, std::stop_token stop,
                    ColourImage& image);

}  // namespace riskmap
