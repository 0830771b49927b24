// Karney's algorithms for geodesics as PROJ ships them; exact to nanometres on the ellipsoid.
#include "layers/geo/geodesic.h"

#include <geodesic.h>

#include <cmath>

namespace riskmap {

namespace {

const geod_geodesic& wgs84() {
  static const geod_geodesic ellipsoid = [] {
    geod_geodesic made{};
    geod_init(&made, 6378137.0, 1 / 298.257223563);
    return made;
  }();
  return ellipsoid;
}

}  // namespace

double geodesic_metres(LonLat a, LonLat b) {
  double metres = 0;
  geod_inverse(&wgs84(), a.lat, a.lon, b.lat, b.lon, &metres, nullptr, nullptr);
  return metres;
}

double geodesic_path_metres(std::span<const LonLat> path) {
  double metres = 0;
  for (std::size_t i = 1; i < path.size(); ++i) metres += geodesic_metres(path[i - 1], path[i]);
  return metres;
}

double geodesic_area_m2(std::span<const LonLat> ring) {
  geod_polygon polygon;
  geod_polygon_init(&polygon, 0);
  for (const LonLat& place : ring) geod_polygon_addpoint(&wgs84(), &polygon, place.lat, place.lon);
  double area = 0;
  geod_polygon_compute(&wgs84(), &polygon, 0, 1, &area, nullptr);
  return std::abs(area);
}

}  // namespace riskmap
