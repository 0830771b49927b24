// One table of a damaged file into the table of the same name in a new one.
#pragma once
#include <cstdint>
#include <string>

#include "layers/store/salvage.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// A row's number beyond it was destroyed.
inline constexpr std::int64_t largest_number = 1'000'000'000'000;

// What the target has in it already are standard rows: they give way where the damaged table is whole, and fill its
// holes where it is not. Columns that either side lacks stay as a new row has them. Error: those of writing; a row that
// breaks a rule is lost and counted.
Result<SalvagedTable> salvage_table(const Connection& damaged, const Connection& target, const std::string& table);

}  // namespace riskmap
