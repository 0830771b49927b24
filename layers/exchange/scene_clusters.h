// Points that lie close together on the screen as one circle of their number, true in area. The grid that gathers them
// is fixed to the ground and takes every point, in view or not: a moved map shows the same circles, and zooming changes
// them only where the scale doubles.
#pragma once
#include <cstdint>
#include <vector>

#include "layers/exchange/map_scene.h"

namespace riskmap {

// Where `metres_per_pixel` is of a picture whose interface scale is `pixel_scale`.
std::vector<SceneSymbol> clusters_at(const SceneClusters& points, double metres_per_pixel, double pixel_scale);

// A scene with its clusters among the symbols; itself where it has none.
class ScaledScene {
 public:
  // Makes them anew where the scale or the scene needs others. `scene` must outlive the next call.
  const MapScene& at(const MapScene& scene, std::uint64_t revision, double metres_per_pixel, double pixel_scale);

 private:
  MapScene clustered_;
  std::uint64_t revision_ = 0;
  int level_ = 0;
  bool is_made_ = false;
};

}  // namespace riskmap
