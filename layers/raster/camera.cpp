// Fitting and zooming: the two camera moves that need more than a formula in the header.
#include "layers/raster/camera.h"

#include <algorithm>

namespace riskmap {

namespace {
constexpr double margin_share = 0.04;              // of the free rectangle's shorter side, on each side
constexpr double closest_metres_per_pixel = 0.05;  // a box without extent (one point) still gets a sensible scale
}  // namespace

Camera fit(const Box& box, ImageSize size, const Box& free_rectangle) {
  Camera camera{.centre = {0, 0}, .metres_per_pixel = 100, .size = size};
  if (box.is_empty()) return camera;
  const double margin = margin_share * std::min(free_rectangle.width(), free_rectangle.height());
  const double width = std::max(1.0, free_rectangle.width() - 2 * margin);
  const double height = std::max(1.0, free_rectangle.height() - 2 * margin);
  camera.metres_per_pixel = std::max({box.width() / width, box.height() / height, closest_metres_per_pixel});
  const double middle_x = free_rectangle.is_empty() ? size.width / 2.0 : free_rectangle.centre_x();
  const double middle_y = free_rectangle.is_empty() ? size.height / 2.0 : free_rectangle.centre_y();
  camera.centre = {box.centre_x() - (middle_x - size.width / 2.0) * camera.metres_per_pixel,
                   box.centre_y() + (middle_y - size.height / 2.0) * camera.metres_per_pixel};
  return camera;
}

Camera zoomed(Camera camera, double factor, ScreenPoint about) {
  const MapPoint kept = camera.map_from_screen(about);
  camera.metres_per_pixel /= factor;
  camera.centre = {kept.x - (about.x - camera.size.width / 2.0) * camera.metres_per_pixel,
                   kept.y + (about.y - camera.size.height / 2.0) * camera.metres_per_pixel};
  return camera;
}

}  // namespace riskmap
