// A scene of one opaque red area of 4 × 4 km, for what lies below and above it.
#pragma once
#include <array>
#include <memory>

#include "layers/exchange/map_scene.h"

namespace riskmap::test {

inline constexpr MapPoint corner{600000, 4670000};  // its south-west one, UTM 42N
inline constexpr Colour red = rgb(0xC02020);

inline MapScene red_area() {
  MapScene scene;
  GeometryBuilder cells{GeometryKind::polygons, {corner}};
  const std::array ring{corner, MapPoint{corner.x + 4000, corner.y}, MapPoint{corner.x + 4000, corner.y + 4000},
                        MapPoint{corner.x, corner.y + 4000}};
  cells.add_ring(ring);
  cells.end_feature();
  scene.areas = cells.finish();
  scene.style = std::make_shared<FeatureStyle>(FeatureStyle{{red}, {}});
  scene.view_crs = "EPSG:32642";
  scene.extent = scene.areas->extent;
  scene.ground = rgb(0xFFFFFF);
  return scene;
}

}  // namespace riskmap::test
