// Places of a layer as whole steps from an anchor: 32 bits tell them apart equally well everywhere, by less than a
// millimetre across a country and by two centimetres around the Earth.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "layers/core/units.h"

namespace riskmap {

struct MapGrid {
  MapPoint anchor;
  double step = 1.0 / 1024;  // view CRS units
  // Of both coordinates, in either direction: the difference of any two fits into 32 bits.
  static constexpr std::int32_t reach = (1 << 30) - 1;

  // The finest that covers `extent`. Steps are powers of two while these are fine enough, so that round numbers stay
  // what they are.
  static MapGrid over(const Box& extent) {
    constexpr double fine_enough = 1.0 / 128, finest = 0x1p-36;
    if (extent.is_empty()) return {};
    const double needed = std::max(extent.width(), extent.height()) / 2 / reach;
    const double step = needed > fine_enough ? needed : std::exp2(std::ceil(std::log2(std::max(needed, finest))));
    return {{extent.centre_x(), extent.centre_y()}, step};
  }

  [[nodiscard]] std::int32_t steps_x(double x) const { return rounded((x - anchor.x) / step); }
  [[nodiscard]] std::int32_t steps_y(double y) const { return rounded((y - anchor.y) / step); }
  [[nodiscard]] double x(std::int32_t steps) const { return anchor.x + steps * step; }
  [[nodiscard]] double y(std::int32_t steps) const { return anchor.y + steps * step; }
  [[nodiscard]] MapPoint point(std::int32_t steps_x, std::int32_t steps_y) const { return {x(steps_x), y(steps_y)}; }

 private:
  static std::int32_t rounded(double steps) {
    constexpr auto most = static_cast<double>(reach);
    const double inside = std::clamp(steps, -most, most);
    return static_cast<std::int32_t>(inside + (inside < 0 ? -0.5 : 0.5));
  }
};

}  // namespace riskmap
