// The window's map as a picture: one sample per pixel while the camera moves, refined to smooth edges when it rests.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "layers/core/job.h"
#include "layers/exchange/heat_drawer.h"
#include "layers/exchange/map_scene.h"
#include "layers/exchange/scene_swarm.h"
#include "layers/raster/camera.h"
#include "layers/raster/id_raster.h"
#include "layers/style/palette.h"
#include "viewer/app/context_view.h"
#include "viewer/app/detail_keeper.h"

namespace riskmap {

struct MapLook {
  Camera camera;
  double pixel_scale = 1;
  Theme theme = Theme::light;
  friend bool operator==(const MapLook&, const MapLook&) = default;
};

// Fills, borders, context layers and points beyond counting; outlines, symbols and labels are laid over it by the
// canvas that presents it.
class MapView {
 public:
  // `wake` is called from a worker when a refined picture has come.
  MapView(JobPool& pool, std::function<void()> wake);
  ~MapView();  // cancels the refinement
  MapView(const MapView&) = delete;
  MapView& operator=(const MapView&) = delete;

  // Brings the picture up to date; true = it differs from the last one presented. A moved camera drops the refined
  // picture at once and begins a new one once `is_resting`.
  bool update(const MapScene& scene, std::uint64_t scene_revision, const MapLook& look, bool is_resting);
  [[nodiscard]] const ColourImage& picture() const { return picture_; }
  // A layer of which the levels of detail, and with them its borders, have been found since the last call.
  [[nodiscard]] std::optional<DetailKeeper::Found> take_found_detail() { return detail_.take_found(); }
  [[nodiscard]] bool is_refined() const { return is_refined_; }
  [[nodiscard]] bool is_refining() const { return is_refining_; }
  [[nodiscard]] bool is_drawing_context() const { return context_.is_drawing(); }

 private:
  struct Refined;

  void draw_quickly(const MapScene& scene, const MapLook& look);
  void start_refinement(const MapScene& scene, const MapLook& look);
  bool take_refined();
  void lay_together(const MapScene& scene, const MapLook& look);

  JobPool& pool_;
  DetailKeeper detail_;
  std::function<void()> wake_;
  ContextView context_;
  HeatDrawer heat_{0.25};
  SwarmDrawer swarm_;
  ColourImage fills_, picture_;
  IdImage ids_;
  std::uint64_t revision_ = 0;
  std::optional<MapLook> look_;
  std::shared_ptr<Refined> refined_;  // shared with the running job
  std::stop_source stop_;
  bool is_refined_ = false, is_refining_ = false;
  JobPool refiners_;  // as many as processors, and last: a moving frame finds its own pool free
};

}  // namespace riskmap
