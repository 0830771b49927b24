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

// Lets the map through a symbol, its casing and its number.
void make_paler(SceneSymbol& symbol, double opacity);

// A scene as it is at a scale: with its clusters among the symbols, without what is shown at other scales only. Itself
// where it is the same at every scale.
class ScaledScene {
 public:
  // Made anew where the scale or the scene needs another. `scene` must outlive the next call.
  const MapScene& at(const MapScene& scene, std::uint64_t revision, double metres_per_pixel, double pixel_scale);

 private:
  MapScene made_;
  std::uint64_t revision_ = 0;
  std::vector<double> limits_;  // of the scene: denominators at which something begins or ends to be shown
  std::size_t step_ = 0;        // between which of them it was made
  int level_ = 0;
  bool is_made_ = false, knows_limits_ = false;
};

}  // namespace riskmap
