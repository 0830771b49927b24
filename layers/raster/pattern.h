// Hatches and dashes: repeating marks that stay with the map when it is panned.
#pragma once
#include <algorithm>
#include <cmath>

#include "layers/core/colour.h"
#include "layers/raster/camera.h"
#include "layers/raster/resolve.h"

namespace riskmap {

// Dots say "too few to say" of any class, so they stand out from its colour: dark on light, light on dark. The lines of
// what has no data lie on the colour of the land.
inline Colour mark_colour(Hatch hatch, Colour fill, Colour on_land) {
  constexpr Colour dark{38, 50, 56, 170}, light{255, 255, 255, 150};
  constexpr double light_enough = 0.3;
  if (hatch != Hatch::too_few) return on_land;
  return relative_luminance(fill) > light_enough ? dark : light;
}

class Pattern {
 public:
  Pattern(const Camera& camera, double pixel_scale)
      : scale_{static_cast<float>(pixel_scale)}, origin_{origin_of(camera, pixel_scale)} {}

  // How much of the pixel the mark covers, 0…255.
  [[nodiscard]] unsigned hatch_share(Hatch hatch, int px, int py) const {
    const float x = static_cast<float>(px) + 0.5F - origin_.x, y = static_cast<float>(py) + 0.5F - origin_.y;
    if (hatch == Hatch::no_data)
      return share(line_half_px * scale_ - std::abs(offset(x + y, line_period_px)) * root_half);
    const float across = offset(x, dot_period_px), down = offset(y, dot_period_px);
    return share(dot_radius_px * scale_ - std::hypot(across, down));
  }
  // Whether a dash is drawn at a coordinate along the border's main direction (x where it is flat, y where it is
  // steep).
  [[nodiscard]] float dash_share_x(float x) const { return dash_share(x - origin_.x); }
  [[nodiscard]] float dash_share_y(float y) const { return dash_share(y - origin_.y); }

 private:
  // The common period of all marks, in pixels before scaling: origins are reduced by it, so floats stay small.
  static constexpr double common_period_px = 120;
  static constexpr float line_period_px = 8, line_half_px = 0.6F, dot_period_px = 6, dot_radius_px = 0.9F;
  static constexpr float dash_period_px = 10, dash_px = 6, root_half = 0.70710678F;

  struct Origin {
    float x, y;
  };
  static Origin origin_of(const Camera& camera, double pixel_scale) {
    const double period = common_period_px * pixel_scale;
    const ScreenPoint zero = camera.screen_from_map({0, 0});
    return {static_cast<float>(zero.x - period * std::floor(zero.x / period)),
            static_cast<float>(zero.y - period * std::floor(zero.y / period))};
  }
  // Signed distance to the nearest multiple of the period.
  [[nodiscard]] float offset(float value, float period_px) const {
    const float period = period_px * scale_;
    return value - period * std::floor(value / period + 0.5F);
  }
  [[nodiscard]] float dash_share(float along) const {
    return std::clamp(dash_px * scale_ / 2 - std::abs(offset(along, dash_period_px)) + 0.5F, 0.0F, 1.0F);
  }
  static unsigned share(float inside_px) {
    return static_cast<unsigned>(std::clamp(inside_px + 0.5F, 0.0F, 1.0F) * 255 + 0.5F);
  }

  float scale_;
  Origin origin_;
};

}  // namespace riskmap
