// Every value of every record against the rules of its table: what a program that switched the rules off may have left.
#pragma once
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// One English line per bad value, with the record and the field: "value against the rules: issue TB-2026-0007,
// severity = 9".
Result<void> check_values(const Connection& connection, int layout, std::vector<std::string>& lines);

}  // namespace riskmap
