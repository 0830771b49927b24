// How a point is spread over the ground around it, by the quartic kernel (`numbers.md` 1.9).
#pragma once
#include <numbers>

namespace riskmap {

// K(d) = 3/(π h²) (1 − (d/h)²)², 0 beyond h: the share of the point that falls on a square unit so far away. Distance
// and bandwidth h are in the same unit.
inline double quartic_kernel(double distance_squared, double bandwidth) {
  const double square = bandwidth * bandwidth, inside = 1 - distance_squared / square;
  return inside > 0 ? 3 / std::numbers::pi / square * inside * inside : 0;
}

}  // namespace riskmap
