// A map as pixels, strip by strip from the top: however large it is, only some rows of it are held. What is drawn does
// not depend on how high the strips are.
#pragma once
#include <memory>
#include <optional>
#include <stop_token>

#include "layers/core/job.h"
#include "layers/exchange/heat_drawer.h"
#include "layers/exchange/scene_swarm.h"
#include "layers/exchange/sheet_map.h"
#include "layers/exchange/sheet_recording.h"
#include "layers/raster/smooth_rows.h"

namespace riskmap {

class SheetStrips {
 public:
  // The scene and the shaper must outlive it.
  SheetStrips(const MapScene& scene, const MapFrame& frame, const TextShaper& shaper, JobPool& pool);

  // What is drawn last, over the areas and the layers beside them. To be filled before the first strip.
  [[nodiscard]] SheetCanvas& top() { return top_; }
  // `strip` begins at a multiple of strip_unit(). False, and the strip unspecified, where `stop` was requested.
  bool draw(ImageStrip strip, const std::stop_token& stop = {}, Deadline until = {});

 private:
  void lay(const SheetRecording& drawing, ImageStrip strip) const;
  const MapScene& scene_;
  MapFrame frame_;
  const TextShaper& shaper_;
  JobPool& pool_;
  std::unique_ptr<SmoothRows> areas_;  // null without areas
  HeatDrawer heat_;
  SwarmDrawer swarm_;
  SheetRecording below_, above_, top_;  // of the layers beside the theme; of what stands on all
  ColourImage fills_;
};

}  // namespace riskmap
