// Antialiased lines on a picture: outlines of selected features, districts, roads.
#pragma once
#include <span>

#include "layers/core/units.h"
#include "layers/raster/colour_image.h"

namespace riskmap {

struct ScreenPath {
  std::span<const ScreenPoint> points;  // pixels; may lie far outside the picture
  bool is_closed = false;               // the last point is joined to the first
};

struct StrokeStyle {
  double width_px = 1;
  Colour colour{};
  double dash_px = 0, gap_px = 0;  // measured along the path, from its first point; 0 = solid
};

// Round joints and ends, dashes included. All paths are one shape: where they meet or cross the colour is laid once.
void stroke(ColourImage& image, std::span<const ScreenPath> paths, const StrokeStyle& style);

}  // namespace riskmap
