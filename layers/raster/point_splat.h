// Many small discs of one size: a million points in a few milliseconds where a shader would take seconds.
#pragma once
#include <cstdint>
#include <span>

#include "layers/core/job.h"
#include "layers/core/units.h"
#include "layers/raster/colour_image.h"

namespace riskmap {

// Discs in the order given, each in its own colour (premultiplied, one per point). Centres are taken to a quarter
// pixel. Bit-identical for any number of threads.
void splat_points(ColourImage& image, std::span<const ScreenPoint> centres, std::span<const std::uint32_t> colours,
                  double radius_px, JobPool& pool);

}  // namespace riskmap
