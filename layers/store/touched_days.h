// The civil days of the newest history rows of all problems and measures, in one walk through the history: to ask for
// each record by itself reads the same rows in the order of chance.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"
#include "layers/model/row_index.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

class TouchedDays {
 public:
  static Result<TouchedDays> read(const Connection& connection);
  [[nodiscard]] std::string_view of(std::string_view uuid) const;  // ISO day; empty = the record has no history

 private:
  RowIndex rows_;
  std::vector<std::string> days_;
};

}  // namespace riskmap
