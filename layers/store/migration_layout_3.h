// Layout 3: what a register reckons with – the stations of the life cycle, the risk matrix, the legal terms, the
// calendar – becomes records with a version and a history.
#pragma once
#include "layers/core/result.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

Result<void> to_layout_3(const Connection& connection);
Result<void> to_layout_3_on_server(const Connection& connection);

}  // namespace riskmap
