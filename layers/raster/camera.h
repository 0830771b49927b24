// Where the map looks: centre in the view CRS, metres per pixel, size. North is up.
#pragma once
#include "layers/core/units.h"

namespace riskmap {

struct Camera {
  MapPoint centre;
  double metres_per_pixel = 100;  // view CRS units per pixel
  ImageSize size{1, 1};           // pixels

  [[nodiscard]] ScreenPoint screen_from_map(MapPoint point) const {
    return {(point.x - centre.x) / metres_per_pixel + size.width / 2.0,
            (centre.y - point.y) / metres_per_pixel + size.height / 2.0};
  }
  [[nodiscard]] MapPoint map_from_screen(ScreenPoint point) const {
    return {centre.x + (point.x - size.width / 2.0) * metres_per_pixel,
            centre.y - (point.y - size.height / 2.0) * metres_per_pixel};
  }
  [[nodiscard]] Box visible() const {
    const double half_width = size.width / 2.0 * metres_per_pixel, half_height = size.height / 2.0 * metres_per_pixel;
    return {centre.x - half_width, centre.y - half_height, centre.x + half_width, centre.y + half_height};
  }
  friend bool operator==(const Camera&, const Camera&) = default;
};

// The camera that shows `box` inside the free rectangle (pixels) of an image, with a margin of 4 % of the shorter side.
Camera fit(const Box& box, ImageSize size, const Box& free_rectangle);
// Zooms by `factor` (2 = twice as close) keeping the map point under `about` where it is.
Camera zoomed(Camera camera, double factor, ScreenPoint about);

}  // namespace riskmap
