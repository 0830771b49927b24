// Ids to colours: fill, borders where the id changes, hatch, hover and selection. Touches bytes per feature and pixels
// only, never geometry; 2–3 ms for a full window.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "layers/core/job.h"
#include "layers/core/units.h"
#include "layers/raster/id_raster.h"

namespace riskmap {

// RGBA, 4 bytes a pixel, row by row from the top, premultiplied alpha.
struct ColourImage {
  ImageSize size;
  std::vector<std::uint32_t> pixels;   // bytes in memory: R, G, B, A
};
inline std::uint32_t premultiplied(Colour c) {
  const auto part = [&](unsigned v) { return (v * c.a + 127) / 255; };
  return part(c.r) | part(c.g) << 8 | part(c.b) << 16 | static_cast<std::uint32_t>(c.a) << 24;
}

enum class Hatch : unsigned char { none, no_data, too_few };

// One entry per feature; replaced whole on a filter or a re-colouring.
struct FeatureStyle {
  std::vector<Colour> fill;
  std::vector<Hatch> hatch;            // empty = none anywhere
};

struct ResolveOptions {
  Colour border{255, 255, 255, 242};
  double border_px = 1.2;              // at rest borders are coverage-blended; moving: 1 px
  bool is_border_dashed = false;       // schematic boundaries
  Colour hatch{120, 130, 140, 160};
  double pixel_scale = 1;              // interface scale: hatch spacing and borders grow with it
};

// Straight one-sample resolve for the moving map.
void resolve(const IdImage& ids, const FeatureStyle& style, const ResolveOptions& options, JobPool& pool,
             ColourImage& image);

// The resting picture: 16 samples per pixel with true coverage, borders of the exact width, smooth edges. Cancelled by
// `stop` between bands (returns false, image unspecified).
bool resolve_smooth(const LayerGeometry& geometry, const Camera& camera, const std::vector<unsigned char>& visible,
                    const FeatureStyle& style, const ResolveOptions& options, JobPool& pool, std::stop_token stop,
                    ColourImage& image);

}  // namespace riskmap
