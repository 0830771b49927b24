// What stands on the window's map: outlines, symbols, labels; redrawn by shaders whenever the camera or the scene
// moves.
#pragma once
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "layers/exchange/map_scene.h"
#include "layers/exchange/scene_graticule.h"
#include "viewer/app/label_view.h"
#include "viewer/app/map_view.h"
#include "viewer/gpu/map_canvas.h"

namespace riskmap {

class MapOverlay {
 public:
  // `wake` is called by a worker when labels have been placed.
  explicit MapOverlay(std::function<void()> wake) : labels_{std::move(wake)} {}

  // Takes in labels that have been placed; true = what is drawn must be drawn again.
  bool update(const MapScene& scene, std::uint64_t scene_revision, const MapLook& look) {
    return labels_.update(scene, scene_revision, look.camera, look.pixel_scale);
  }
  [[nodiscard]] bool is_placing() const { return labels_.is_placing(); }
  // What its names take of the picture, in its pixels.
  [[nodiscard]] std::vector<Box> name_boxes(const Camera& camera) const;
  // Draws the whole overlay anew, with the labels of the last update.
  void draw(gpu::MapCanvas& canvas, const MapScene& scene, const MapLook& look);

 private:
  void draw_graticule(gpu::MapCanvas& canvas, const MapScene& scene, const MapLook& look);
  void draw_numbers(gpu::MapCanvas& canvas, const MapScene& scene, const MapLook& look);
  void draw_labels(gpu::MapCanvas& canvas, const MapLook& look);

  GraticuleDrawer graticule_;
  LabelView labels_;
};

}  // namespace riskmap
