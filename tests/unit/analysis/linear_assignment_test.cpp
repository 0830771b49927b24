// The cheapest pairing of rows and columns.
#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>
#include <set>

#include "layers/analysis/linear_assignment.h"

using namespace riskmap;

namespace {

double cost_of(const std::vector<double>& costs, std::size_t columns, const std::vector<std::size_t>& chosen) {
  double sum = 0;
  for (std::size_t row = 0; row < chosen.size(); ++row) sum += costs[row * columns + chosen[row]];
  return sum;
}

// The cheapest of all pairings, tried one by one.
double cheapest_by_trying(const std::vector<double>& costs, std::size_t rows, std::size_t columns) {
  std::vector<std::size_t> order(columns);
  std::iota(order.begin(), order.end(), std::size_t{0});
  double best = std::numeric_limits<double>::infinity();
  do {
    best = std::min(best, cost_of(costs, columns, {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(rows)}));
  } while (std::ranges::next_permutation(order).found);
  return best;
}

}  // namespace

TEST_CASE("every row gets a column of its own at the least total cost") {
  std::mt19937 random{7};
  for (const auto& [rows, columns] : {std::pair<std::size_t, std::size_t>{1, 1}, {3, 3}, {4, 6}, {6, 6}, {5, 7}})
    for (int round = 0; round < 20; ++round) {
      std::vector<double> costs(rows * columns);
      for (double& cost : costs) cost = static_cast<double>(random() % (round % 2 ? 10 : 1000));
      const auto chosen = cheapest_assignment(costs, rows, columns);
      CHECK(std::set(chosen.begin(), chosen.end()).size() == rows);
      CHECK(cost_of(costs, columns, chosen) == doctest::Approx(cheapest_by_trying(costs, rows, columns)));
    }
}

TEST_CASE("no rows need no columns") {
  CHECK(cheapest_assignment({}, 0, 0).empty());
}

TEST_CASE("negative costs are as good as any") {
  CHECK(cheapest_assignment(std::vector<double>{-5, 1, 2, -7}, 2, 2) == std::vector<std::size_t>{0, 1});
}
