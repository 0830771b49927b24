// Lays a scene's heat over a picture.
#pragma once
#include <memory>

#include "layers/core/job.h"
#include "layers/exchange/map_scene.h"
#include "layers/raster/camera.h"
#include "layers/raster/image_strip.h"

namespace riskmap {

// Keeps what it has summed: a map that moves within the margin reads it again.
class HeatDrawer {
 public:
  explicit HeatDrawer(double margin = 0) : margin_{margin} {}  // of the picture's size, on each side
  // The camera is the whole picture's.
  void draw(ImageStrip strip, const std::shared_ptr<const SceneHeat>& heat, const Camera& camera, JobPool& pool);

 private:
  double margin_;
  std::shared_ptr<const SceneHeat> heat_;
  Box region_;
  double step_m_ = 0;
  DensityField field_;
};

}  // namespace riskmap
