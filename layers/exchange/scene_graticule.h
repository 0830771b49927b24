// Meridians and parallels as they lie on a picture: lines, and their names along two edges.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "layers/exchange/map_scene.h"
#include "layers/geo/projection.h"
#include "layers/mesh/outline.h"
#include "layers/raster/camera.h"

namespace riskmap {

struct GraticuleName {
  std::string text;
  ScreenPoint at;  // where the line crosses the edge
  bool is_meridian = false;
};

struct DrawnGraticule {
  std::vector<Polyline> lines;
  std::vector<GraticuleName> names;
};

enum class MeridianNames { at_top, at_bottom };  // parallels have theirs at the left

// Keeps the projection from picture to picture. Belongs to one thread.
class GraticuleDrawer {
 public:
  // Names stand at the edges of `frame` (pixels). Nothing when the scene shows no graticule or knows no projection.
  DrawnGraticule draw(const MapScene& scene, const Camera& camera, double pixel_scale, const Box& frame,
                      MeridianNames meridian_names);

 private:
  std::string crs_;
  std::optional<Projection> projection_;
};

}  // namespace riskmap
