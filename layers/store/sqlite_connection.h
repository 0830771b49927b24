// Statements of SQLite, behind Connection.
#pragma once
#include <string_view>

#include "layers/store/sql_connection.h"

namespace riskmap {

Result<Statement> prepare_sqlite(sqlite3* handle, std::string_view sql);
Result<void> execute_sqlite(sqlite3* handle, std::string_view sql);

}  // namespace riskmap
