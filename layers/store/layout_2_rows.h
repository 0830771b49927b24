// Rows that layout 1 allowed and layout 2 does not, made to fit before its tables are built.
#pragma once
#include "layers/core/result.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// Every record stays. A text that is too long is shortened, a number outside its range becomes the nearest one inside,
// and an attached file that lay beside the register alone becomes a text that says where; what was there before stands
// in the record's history. Refused where a record is named by what is too long: invalid_input, the table, the record
// and the rule in the detail.
Result<void> fit_rows_to_layout_2(const Connection& connection);

}  // namespace riskmap
