// Rows of a file, as sentences on standard error name them.
#pragma once
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "layers/geo/feature_table.h"

namespace riskmap {

// The first ten of many, as a person would name them.
std::string some_of(const std::vector<std::string>& words);

// Squares of values beyond are no numbers: such values are no data.
inline bool is_too_large(double value) {
  constexpr double largest = 1e150;  // as in classify.h
  return std::isfinite(value) && std::abs(value) > largest;
}
// No row has anything in it.
bool is_without_values(const Column& column);
// Names the rows with such values; nothing of no rows.
void tell_too_large(const std::string& field, const std::vector<std::string>& rows);

}  // namespace riskmap
