// What stands on the window's map: outlines, symbols, labels; redrawn by shaders whenever the camera or the scene
// moves.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "layers/exchange/map_scene.h"
#include "layers/exchange/scene_graticule.h"
#include "layers/mesh/label_placement.h"
#include "viewer/app/map_view.h"
#include "viewer/gpu/map_canvas.h"

namespace riskmap {

class MapOverlay {
 public:
  // Draws the whole overlay anew. Labels are placed again only when the scene, the scale or the region has changed:
  // while the map is panned they keep their places.
  void draw(gpu::MapCanvas& canvas, const MapScene& scene, std::uint64_t scene_revision, const MapLook& look);

 private:
  void place(const MapScene& scene, std::uint64_t scene_revision, const MapLook& look);
  void draw_graticule(gpu::MapCanvas& canvas, const MapScene& scene, const MapLook& look);
  void draw_numbers(gpu::MapCanvas& canvas, const MapScene& scene, const MapLook& look);
  void draw_labels(gpu::MapCanvas& canvas, const MapLook& look);

  GraticuleDrawer graticule_;
  std::unique_ptr<LabelPainter> painter_;
  std::vector<PlacedLabel> labels_;
  std::vector<Colour> label_grounds_;  // by request
  std::uint64_t placed_revision_ = 0;
  double placed_scale_ = 0;
  Box placed_region_;
};

}  // namespace riskmap
