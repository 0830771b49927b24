// JSON spelled by hand where bytes must repeat exactly and speed matters: strings, numbers, coordinates.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "layers/model/value.h"

namespace riskmap {

void append_json_string(std::string& out, std::string_view utf8);
void append_json_value(std::string& out, const Value& value);  // null, number or string; never NaN
// At most `decimals` digits after the point, trailing zeros dropped, "-0" written as 0. `number` must be finite.
void append_decimal(std::string& out, double number, int decimals);

// The same of a number that is rounded already: so many units of the last decimal. Writes to `at`, where at least
// `longest_decimal` bytes are free, and returns the end.
inline constexpr std::size_t longest_decimal = 24;
char* write_decimal(char* at, std::int64_t units, int decimals);
// The units nearest to a number; halves go away from zero.
std::int64_t decimal_units(double number, int decimals);

}  // namespace riskmap
