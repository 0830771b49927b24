// Moran's I against chance without a formula: all values are dealt anew to all places, again and again. What stands
// before single places: where there is no clustering at all, they may still be chance (`numbers.md` §1.4).
#pragma once
#include <cstddef>
#include <limits>
#include <span>

#include "layers/analysis/dealt_sums.h"

namespace riskmap {

// P(I >= i) and P(I <= i) as (C + 1)/(M + 1), and two-sided; NaN = not defined.
struct DealtMoran {
  double high = std::numeric_limits<double>::quiet_NaN(), low = high, p = high;
  std::size_t deals = 0;  // M: fewer than asked for in large layers, 0 where even a thousand would take too long
};

// Row-standardised weights. Places without a value are left out. The same seed and the same order of the rows give the
// same result: places are told apart by their rows alone, so another order is another set of deals.
DealtMoran dealt_moran(std::span<const double> values, const Neighbours& neighbours, const PermutationOptions& options);

}  // namespace riskmap
