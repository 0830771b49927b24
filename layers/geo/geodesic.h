// Lengths and areas on the WGS 84 ellipsoid (Karney 2013, through PROJ's geodesic routines).
#pragma once
#include <span>

#include "layers/core/units.h"

namespace riskmap {

double geodesic_metres(LonLat a, LonLat b);
double geodesic_path_metres(std::span<const LonLat> path);
double geodesic_area_m2(std::span<const LonLat> ring);  // unsigned; the ring closes itself

}  // namespace riskmap
