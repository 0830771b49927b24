// Rows of a file, as sentences on standard error name them.
#pragma once
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace riskmap {

// The first ten of many, as a person would name them.
std::string some_of(const std::vector<std::string>& words);

// Squares of values beyond are no numbers: such values are no data.
inline bool is_too_large(double value) {
  constexpr double largest = 1e150;  // as in classify.h
  return std::isfinite(value) && std::abs(value) > largest;
}
// Names the rows with such values; nothing of no rows.
void tell_too_large(const std::string& field, const std::vector<std::string>& rows);

}  // namespace riskmap
