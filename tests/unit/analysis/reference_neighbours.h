// Neighbours as the reference tables write them.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "layers/analysis/weights.h"
#include "reference_table.h"

namespace riskmap::testing {

// Rows count from 1 in the tables; a row for each place, in order.
inline Neighbours neighbours_in(const std::vector<TableRow>& rows) {
  std::vector<Link> links;
  for (std::uint32_t row = 0; row < rows.size(); ++row)
    for (const double other : numbers_of(rows[row].at("neighbours")))
      links.push_back({row, static_cast<std::uint32_t>(other) - 1});
  return neighbours_from(rows.size(), std::move(links));
}

}  // namespace riskmap::testing
