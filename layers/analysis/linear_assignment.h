// The cheapest pairing of rows with columns (Kuhn's assignment problem) by shortest augmenting paths with potentials.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace riskmap {

// costs[row * columns + column]; rows <= columns. Returns the column of each row; O(rows²·columns). Ties go to the
// lowest column.
std::vector<std::size_t> cheapest_assignment(std::span<const double> costs, std::size_t rows, std::size_t columns);

}  // namespace riskmap
