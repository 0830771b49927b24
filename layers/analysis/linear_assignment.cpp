#include "layers/analysis/linear_assignment.h"

#include <limits>

#include "layers/core/contract.h"

namespace riskmap {
namespace {

constexpr std::size_t free_column = static_cast<std::size_t>(-1);

// Rows are taken one after another; each finds the cheapest alternating path to a free column, as in Dijkstra's search
// over reduced costs, which the potentials keep non-negative (Jonker and Volgenant 1987).
class Assignment {
 public:
  Assignment(std::span<const double> costs, std::size_t rows, std::size_t columns)
      : costs_{costs},
        rows_{rows},
        columns_{columns},
        row_potential_(rows),
        column_potential_(columns),
        row_of_(columns, free_column) {}

  void take_row(std::size_t start) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::vector<double> distance(columns_, infinity);
    std::vector<std::size_t> came_from(columns_, free_column);  // the column before, free_column = the start row
    std::vector<bool> is_done(columns_);
    std::vector<std::size_t> done;
    std::size_t row = start, last = free_column;
    double reached = 0;
    while (true) {
      std::size_t nearest = free_column;
      for (std::size_t column = 0; column < columns_; ++column) {
        if (is_done[column]) continue;
        const double through =
            reached + costs_[row * columns_ + column] - row_potential_[row] - column_potential_[column];
        if (through < distance[column]) distance[column] = through, came_from[column] = last;
        if (nearest == free_column || distance[column] < distance[nearest]) nearest = column;
      }
      reached = distance[nearest];
      last = nearest;
      if (row_of_[nearest] == free_column) break;
      is_done[nearest] = true;
      done.push_back(nearest);
      row = row_of_[nearest];
    }
    row_potential_[start] += reached;
    for (const std::size_t column : done) {
      row_potential_[row_of_[column]] += reached - distance[column];
      column_potential_[column] -= reached - distance[column];
    }
    flip_path(last, start, came_from);
  }

  [[nodiscard]] std::vector<std::size_t> columns_of_rows() const {
    std::vector<std::size_t> result(rows_);
    for (std::size_t column = 0; column < columns_; ++column)
      if (row_of_[column] != free_column) result[row_of_[column]] = column;
    return result;
  }

 private:
  void flip_path(std::size_t column, std::size_t start, const std::vector<std::size_t>& came_from) {
    while (came_from[column] != free_column) {
      row_of_[column] = row_of_[came_from[column]];
      column = came_from[column];
    }
    row_of_[column] = start;
  }

  std::span<const double> costs_;
  std::size_t rows_, columns_;
  std::vector<double> row_potential_, column_potential_;
  std::vector<std::size_t> row_of_;
};

}  // namespace

std::vector<std::size_t> cheapest_assignment(std::span<const double> costs, std::size_t rows, std::size_t columns) {
  RISKMAP_REQUIRE(rows <= columns && costs.size() == rows * columns);
  Assignment assignment{costs, rows, columns};
  for (std::size_t row = 0; row < rows; ++row) assignment.take_row(row);
  return assignment.columns_of_rows();
}

}  // namespace riskmap
