// Rows of a table in a damaged SQLite file: everything around what is destroyed.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "layers/store/sql_connection.h"

namespace riskmap {

struct RowRange {
  std::int64_t first = 0, last = 0;  // row numbers, both included
};

struct SalvagedRows {
  std::int64_t whole = 0, partial = 0;  // partial: values of it could not be read and are none
  std::vector<RowRange> unreadable{};   // ascending; there need not be a row at every number
  [[nodiscard]] bool is_whole() const { return partial == 0 && unreadable.empty(); }
};

// `row`: its number in the table; `values`: one a column.
using TakeRow = std::function<void(std::int64_t row, const std::vector<SqlValue>& values)>;

// Numbers from 1 to `last`, in no order. The table is read along its rows, not by an index; where that breaks off, the
// rest is halved until what is destroyed is fenced in.
SalvagedRows salvage_rows(const Connection& damaged, const std::string& table, const std::vector<std::string>& columns,
                          std::int64_t last, const TakeRow& take);

}  // namespace riskmap
