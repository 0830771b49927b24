#include "layers/geo/tile_grid.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace riskmap {

namespace {
constexpr double half_world = 6378137.0 * std::numbers::pi;  // metres of Web Mercator

double tile_metres(int zoom) {
  return 2 * half_world / std::exp2(zoom);
}
}  // namespace

Box TileRange::extent() const {
  const double metres = tile_metres(zoom);
  return {first_column * metres - half_world, half_world - (last_row + 1) * metres,
          (last_column + 1) * metres - half_world, half_world - first_row * metres};
}

TileRange range_of(const Box& box, int zoom) {
  const double metres = tile_metres(zoom), last = std::exp2(zoom) - 1;
  const auto at = [&](double value) {
    return static_cast<int>(std::clamp(std::floor((value + half_world) / metres), 0.0, last));
  };
  return {zoom, at(box.min_x), at(box.max_x), at(-box.max_y), at(-box.min_y)};
}

int zoom_of(double metres_per_pixel, int side) {
  return static_cast<int>(std::lround(std::clamp(std::log2(2 * half_world / side / metres_per_pixel), -1.0, 60.0)));
}

}  // namespace riskmap
