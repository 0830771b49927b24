// The states through which a problem that comes back enters a register again: no problem begins as solved.
#pragma once
#include <vector>

#include "layers/core/result.h"
#include "layers/model/edit.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// The fields that make a state, one after the other from `registered` to the last but one, along the transitions of the
// register that need the fewest reasons; nothing where the problem may begin as it is, or no way leads there.
Result<std::vector<Fields>> way_to_state(const Connection& office, const Fields& problem);

}  // namespace riskmap
