// The borders of a layer as short straight pieces in a grid, so that only what lies close is compared.
#pragma once
#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "layers/geo/feature_table.h"

namespace riskmap {

// Which way a unit of the layer lies on the ground: multiply, then compare with the tolerance.
struct GroundScale {
  double x = 1, y = 1;
};

struct PlanePoint {
  double x = 0, y = 0;
  friend bool operator==(PlanePoint, PlanePoint) = default;
};

// One straight side of a ring, scaled to the ground and turned so that its area lies on the left.
struct BorderSide {
  PlanePoint start{}, end{};
  std::uint32_t area = 0;
};

// Sides of every polygon in row order; area i owns [first[i], first[i + 1]). Sides of no length are left out.
struct Borders {
  std::vector<BorderSide> sides{};
  std::vector<std::size_t> first{};
  double rounding = 0;  // distances below are the rounding of the coordinates themselves

  [[nodiscard]] std::span<const BorderSide> of(std::uint32_t area) const {
    return {sides.data() + first[area], first[area + 1] - first[area]};
  }
};
Borders borders_of(const FeatureTable& areas, GroundScale scale);

inline double length_of(const BorderSide& side) {
  return std::hypot(side.end.x - side.start.x, side.end.y - side.start.y);
}

// A part of a side that is short against the grid; `from` is where it begins on the side.
struct BorderPiece {
  PlanePoint start{}, end{};
  std::uint32_t side = 0, area = 0;
  double from = 0;
};

// Calls `visit` once for every two pieces of different areas whose boxes come as near as `reach`; false stops.
void visit_close_pieces(const Borders& borders, double reach, const std::function<bool()>& goes_on,
                        const std::function<void(const BorderPiece&, const BorderPiece&)>& visit);

}  // namespace riskmap
