// Small layers and cameras for the raster's tests: one map metre is one pixel, y up, the view's lower left corner at 0,
// 0.
#pragma once
#include <initializer_list>
#include <span>
#include <vector>

#include "layers/raster/id_raster.h"
#include "layers/raster/resolve.h"

namespace riskmap::test {

using Ring = std::vector<MapPoint>;

inline Ring square(double left, double bottom, double side) {
  return {{left, bottom}, {left + side, bottom}, {left + side, bottom + side}, {left, bottom + side}};
}

inline Ring moved(Ring ring, double dx, double dy) {
  for (MapPoint& point : ring) point.x += dx, point.y += dy;
  return ring;
}

// One feature per list of rings.
inline Geometry layer(std::initializer_list<std::vector<Ring>> features, MapPoint anchor = {}) {
  Box around;
  for (const auto& rings : features)
    for (const Ring& ring : rings)
      for (const MapPoint point : ring)
        around.include(point.x, point.y), around.include(2 * anchor.x - point.x, 2 * anchor.y - point.y);
  GeometryBuilder builder{GeometryKind::polygons, MapGrid::over(around)};
  for (const auto& rings : features) {
    for (const Ring& ring : rings) builder.add_ring(ring);
    builder.end_feature();
  }
  return builder.finish();
}

inline Camera view(int width, int height, double metres_per_pixel = 1) {
  return {.centre = {width * metres_per_pixel / 2, height * metres_per_pixel / 2},
          .metres_per_pixel = metres_per_pixel,
          .size = {width, height}};
}

inline IdImage ids_of(const Geometry& geometry, const Camera& camera, const IdRasterOptions& options = {},
                      unsigned workers = 0) {
  JobPool pool{workers};
  IdImage image;
  raster_ids(*geometry, camera, {}, pool, image, options);
  return image;
}

inline long count_of(const IdImage& image, FeatureIndex feature) {
  long count = 0;
  for (const FeatureIndex id : image.ids) count += id == feature ? 1 : 0;
  return count;
}

// The same opaque colour for every feature, or one each.
inline FeatureStyle filled(std::size_t features, Colour colour = rgb(0x336699)) {
  return {.fill = std::vector<Colour>(features, colour), .hatch = {}};
}

inline ResolveOptions no_border() {
  return {.border_px = 0};
}

}  // namespace riskmap::test
