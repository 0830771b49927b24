// Rows put into a register as they are: with their numbers, versions and marks.
#pragma once
#include <filesystem>
#include <functional>

#include "layers/core/result.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

using FillTables = std::function<Result<void>(const Connection& target)>;

// One transaction on a register that create_empty_register has just made, all of it or nothing. Our triggers rest
// meanwhile, for they would write a history of the filling; the spatial indexes and the layers' extents follow.
Result<void> fill_tables(const std::filesystem::path& file, const FillTables& fill);

}  // namespace riskmap
