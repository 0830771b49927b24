#include "layers/exchange/scene_graticule.h"

#include <algorithm>
#include <cmath>

#include "layers/geo/graticule.h"
#include "layers/text/format.h"

namespace riskmap {

namespace {
constexpr double room_px = 170;        // between two lines, at least
constexpr double corner_room_px = 40;  // names of both kinds would meet there

// Where a line first crosses an edge: the height of `edge` for meridians, else its distance from the left.
std::optional<ScreenPoint> crossing(const Polyline& line, bool is_meridian, double edge) {
  for (std::size_t i = 1; i < line.points.size(); ++i) {
    const auto &a = line.points[i - 1], &b = line.points[i];
    const double from = (is_meridian ? a.y : a.x) - edge, to = (is_meridian ? b.y : b.x) - edge;
    if ((from < 0) == (to < 0)) continue;
    const double share = from / (from - to);
    return ScreenPoint{std::lerp(a.x, b.x, share), std::lerp(a.y, b.y, share)};
  }
  return std::nullopt;
}
}  // namespace

DrawnGraticule GraticuleDrawer::draw(const MapScene& scene, const Camera& camera, double pixel_scale, const Box& frame,
                                     MeridianNames meridian_names) {
  DrawnGraticule drawn;
  if (!scene.has_graticule || scene.view_crs.empty() || !scene.is_to_scale) return drawn;
  if (crs_ != scene.view_crs) {
    crs_ = scene.view_crs;
    auto projection = Projection::between("EPSG:4326", crs_);
    projection_ = projection ? std::optional{std::move(*projection)} : std::nullopt;
  }
  if (!projection_) return drawn;
  const double longer = std::max(frame.width(), frame.height());
  const int most_lines = std::max(2, static_cast<int>(longer / (room_px * pixel_scale)));
  for (const auto& line : graticule_of(*projection_, camera.visible(), most_lines).lines) {
    Polyline on_screen;
    for (const auto& point : line.points) on_screen.points.push_back(camera.screen_from_map(point));
    const double edge = !line.is_meridian                         ? frame.min_x
                        : meridian_names == MeridianNames::at_top ? frame.min_y
                                                                  : frame.max_y;
    if (const auto at = crossing(on_screen, line.is_meridian, edge)) {
      const double corner = corner_room_px * pixel_scale;
      const bool has_room = line.is_meridian ? at->x > frame.min_x + corner && at->x < frame.max_x - corner
                                             : at->y > frame.min_y + corner && at->y < frame.max_y - corner;
      if (has_room)
        drawn.names.push_back(
            {format_angle(line.degrees, line.is_meridian ? Axis::longitude : Axis::latitude), *at, line.is_meridian});
    }
    drawn.lines.push_back(std::move(on_screen));
  }
  return drawn;
}

}  // namespace riskmap
