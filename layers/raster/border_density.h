// How closely borders lie where on a picture, so that they can give way before areas drown in them. The lattice stays
// with the map when it is panned.
#pragma once
#include <vector>

#include "layers/raster/camera.h"
#include "layers/raster/detail.h"

namespace riskmap {

// The mean side of a feature's parts in pixels, larger parts counting more: what is left of it beside its borders.
inline float side_px(const LayerGeometry& geometry, std::size_t feature, const Camera& camera) {
  return geometry.sides[feature] / static_cast<float>(camera.metres_per_pixel);
}

class BorderDensity {
 public:
  BorderDensity() = default;
  BorderDensity(const DrawnLayer& layer, const Camera& camera, const std::vector<unsigned char>& visible);

  // How strongly borders `width_px` wide are drawn at a pixel, 0…1: in full while they cover little of the ground
  // around, not at all where they would cover most of it.
  [[nodiscard]] float strength(int px, int py, double width_px) const;
  // False where they are not drawn at all anywhere in a part of the picture; pixels, far outside too.
  [[nodiscard]] bool is_any_drawn(float left, float top, float right, float bottom, double width_px) const;

 private:
  int columns_ = 0, rows_ = 0;
  float left_ = 0, top_ = 0;  // of the first cell, pixels
  struct Cell {
    float area = 0, length = 0;  // of features, in cells; of their borders, pixels to each pixel of that area
  };
  std::vector<Cell> cells_;
};

// How strongly the borders of a feature this large are drawn, 0…255, whatever lies around it.
unsigned char border_weight_of(float side_px, double width_px);

}  // namespace riskmap
