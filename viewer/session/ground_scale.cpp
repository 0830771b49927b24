#include "viewer/session/ground_scale.h"

#include <cmath>

#include "layers/geo/geodesic.h"

namespace riskmap {

double units_per_metre(const Projection& to_view, LonLat place) {
  constexpr double step = 1e-3;  // degrees
  const LonLat east{place.lon + step, place.lat};
  const auto from = to_view.forward(place), to = to_view.forward(east);
  return std::hypot(to.x - from.x, to.y - from.y) / geodesic_metres(place, east);
}

}  // namespace riskmap
