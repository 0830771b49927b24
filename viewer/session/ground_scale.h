// How large the ground is in a system of coordinates.
#pragma once
#include "layers/geo/projection.h"

namespace riskmap {

// Units of the target of `to_view`, whose source is geographic, for a metre on the ground, eastwards.
double units_per_metre(const Projection& to_view, LonLat place);

}  // namespace riskmap
