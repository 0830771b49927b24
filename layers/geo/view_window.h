// What the projection of a view can show, and the cutting of rings to that.
#pragma once
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

// Between two meridians, and around a point of the view where a projection shows the other side of the Earth.
struct ViewWindow {
  double west = -180, east = 180;  // degrees
  MapPoint middle;                 // view CRS
  double radius = std::numeric_limits<double>::infinity();
  bool bends =
      true;  // meridians or parallels: long edges, which are straight in degrees, need places between their ends
};
// Transverse Mercator: sixty degrees on either side of its meridian. Azimuthal equal areas: a hemisphere and thirty
// degrees more. Everything else: once around. Nothing for a geographic CRS, which is drawn as it stands.
std::optional<ViewWindow> view_window(const std::string& view_crs);

struct ViewRing {
  std::vector<double> x, y;
};

// A layer's vertices in the view CRS. Rings that do not lie in the window as they stand are replaced by their pieces.
struct ViewRings {
  std::vector<double> x, y;  // of every vertex of the layer; NaN where there is none
  struct Replaced {
    std::uint32_t ring = 0;
    std::vector<ViewRing> pieces;  // none: the ring has no place in the view
  };
  std::vector<Replaced> replaced;  // in the order of the rings
  std::size_t cut_rings = 0;       // of which a part has no place in the view
};
Result<ViewRings> project_rings(const FeatureTable& features, const std::string& view_crs);

}  // namespace riskmap
