// JSON spelled by hand where bytes must repeat exactly and speed matters: strings, numbers, coordinates.
#pragma once
#include <string>
#include <string_view>

#include "layers/model/value.h"

namespace riskmap {

void append_json_string(std::string& out, std::string_view utf8);
void append_json_value(std::string& out, const Value& value);  // null, number or string; never NaN
// At most `decimals` digits after the point, trailing zeros dropped, "-0" written as 0. `number` must be finite.
void append_decimal(std::string& out, double number, int decimals);

}  // namespace riskmap
