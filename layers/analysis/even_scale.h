// Values near 1 before they are squared: statistics of place have no unit, but squares and fourth powers of very small
// or very large numbers vanish or overflow, and then different values look the same.
#pragma once
#include <span>
#include <vector>

namespace riskmap {

// Times the power of two that brings the largest to 1 or more and below 2: nothing without a unit changes by a bit.
std::vector<double> at_even_scale(std::span<const double> values);
// The power's exponent; 0 where nothing but 0 is there.
int even_exponent(std::span<const double> values);

}  // namespace riskmap
