// A density field as colours over a picture.
#pragma once
#include <cstdint>
#include <span>

#include "layers/core/job.h"
#include "layers/raster/camera.h"
#include "layers/raster/density.h"
#include "layers/raster/image_strip.h"

namespace riskmap {

struct DensityLook {
  double top = 1;                          // events per km² that take the last colour; more takes it too
  std::span<const std::uint32_t> colours;  // premultiplied, from none up
};

// Laid over what is there; nothing where there are no events within reach. The camera is the whole picture's.
void lay_density(ImageStrip strip, const DensityField& field, const Camera& camera, const DensityLook& look,
                 JobPool& pool);

}  // namespace riskmap
