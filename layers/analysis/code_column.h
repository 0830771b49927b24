// Numbers that only name a feature: codes, years, row numbers. They are written as they stand, and open no map.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace riskmap {

// By the column's name (a first or last word such as id, code, kato, psgc, year), or by its whole numbers: each feature
// has its own and they run without a gap, or none has fewer than five digits. `values`: NaN = missing.
bool are_codes(std::string_view column, std::span<const double> values);
// A code as it stands: "750000000", without spaces between thousands.
std::string code_text(double code);

}  // namespace riskmap
