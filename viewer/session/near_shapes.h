// What shapes lie at a point of the map, or near it.
#pragma once
#include <optional>
#include <vector>

#include "layers/raster/layer_geometry.h"

namespace riskmap {

// Even-odd over all rings of one feature.
bool contains(const LayerGeometry& geometry, std::size_t feature, MapPoint point);
// The features of polygons that hold the point, of lines and points those not farther from it than `reach` (map units);
// the last drawn first. An empty `visible` shows all.
std::vector<std::uint32_t> features_at(const LayerGeometry& geometry, const std::vector<unsigned char>& visible,
                                       MapPoint point, double reach);

// The nearest corner and the nearest point of a line, of everything looked at.
class NearestShape {
 public:
  NearestShape(MapPoint point, double reach) : point_{point}, corner_gap_{reach}, line_gap_{reach} {}
  void look_at(const LayerGeometry& geometry);
  void look_at(MapPoint corner);
  // Corners come first: they are what one aims at. Nothing within reach = none.
  [[nodiscard]] std::optional<MapPoint> found() const { return corner_ ? corner_ : on_line_; }

 private:
  void look_at(MapPoint from, MapPoint to);

  MapPoint point_;
  double corner_gap_, line_gap_;
  std::optional<MapPoint> corner_, on_line_;
};

}  // namespace riskmap
