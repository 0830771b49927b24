// Millions of vertices of thin lines, stroked into a picture: no outlines are put together and nothing is kept from one
// picture to the next.
#pragma once
#include <cstdint>
#include <span>

#include "layers/core/job.h"
#include "layers/raster/camera.h"
#include "layers/raster/colour_image.h"
#include "layers/raster/layer_geometry.h"

namespace riskmap {

// Round ends; all in one colour, even where they cross. Vertices closer than half a pixel to the one before are left
// out. Bit-identical for any number of threads.
void stroke_lines(ColourImage& image, const LayerGeometry& lines, std::span<const std::uint32_t> features,
                  double width_px, Colour colour, const Camera& camera, JobPool& pool);

}  // namespace riskmap
