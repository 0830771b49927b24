#include "layers/analysis/even_scale.h"

#include <algorithm>
#include <cmath>

namespace riskmap {

int even_exponent(std::span<const double> values) {
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  return largest > 0 && std::isfinite(largest) ? -std::ilogb(largest) : 0;
}

std::vector<double> at_even_scale(std::span<const double> values) {
  std::vector<double> scaled{values.begin(), values.end()};
  if (const int exponent = even_exponent(values); exponent != 0)
    for (double& value : scaled) value = std::ldexp(value, exponent);
  return scaled;
}

}  // namespace riskmap
