#include "layers/analysis/rates.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace riskmap {

namespace {
struct Cases {
  std::span<const double> events, population;
  [[nodiscard]] bool are_known(std::size_t row) const {
    return std::isfinite(events[row]) && std::isfinite(population[row]) && population[row] > 0;
  }
  [[nodiscard]] double rate(std::size_t row) const { return events[row] / population[row]; }
};

// What the places have in common: the rate of all their people, and by how much
// true rates differ between places.
struct Common {
  double rate = 0, variance = 0;
  // What chance adds to the variance of a place's rate.
  [[nodiscard]] double by_chance(double people) const { return rate / people; }
};

// Of the places with known cases among `rows`.
template <typename Rows>
Common common_of(const Cases& cases, const Rows& rows) {
  double events = 0, people = 0, places = 0;
  for (const std::size_t row : rows)
    if (cases.are_known(row)) events += cases.events[row], people += cases.population[row], ++places;
  const double rate = events / people;
  double spread = 0;
  for (const std::size_t row : rows)
    if (cases.are_known(row)) spread += cases.population[row] * std::pow(cases.rate(row) - rate, 2);
  // What is left of the variance when chance has had its share; less than
  // nothing counts as nothing.
  return {rate, std::max(0.0, spread / people - rate * places / people)};
}

double drawn_towards(const Common& common, const Cases& cases, std::size_t row) {
  const double by_chance = common.by_chance(cases.population[row]);
  if (common.variance + by_chance <= 0) return common.rate;  // nothing happened anywhere
  return common.rate + common.variance / (common.variance + by_chance) * (cases.rate(row) - common.rate);
}

std::vector<std::size_t> rows_of(const Cases& cases) {
  std::vector<std::size_t> rows(cases.events.size());
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = row;
  return rows;
}

std::vector<double> unknown_rates(const Cases& cases) {
  return std::vector<double>(cases.events.size(), std::numeric_limits<double>::quiet_NaN());
}
}  // namespace

std::vector<double> standardised_rates(std::span<const double> events, std::span<const double> population) {
  const Cases cases{events, population};
  const auto rows = rows_of(cases);
  const auto common = common_of(cases, rows);
  auto standardised = unknown_rates(cases);
  for (const auto row : rows) {
    if (!cases.are_known(row)) continue;
    const double variance = common.variance + common.by_chance(population[row]);
    standardised[row] = variance > 0 ? (cases.rate(row) - common.rate) / std::sqrt(variance) : 0;
  }
  return standardised;
}

std::vector<double> smoothed_rates(std::span<const double> events, std::span<const double> population) {
  const Cases cases{events, population};
  const auto rows = rows_of(cases);
  const auto common = common_of(cases, rows);
  auto smoothed = unknown_rates(cases);
  for (const auto row : rows)
    if (cases.are_known(row)) smoothed[row] = drawn_towards(common, cases, row);
  return smoothed;
}

std::vector<double> locally_smoothed_rates(std::span<const double> events, std::span<const double> population,
                                           const Neighbours& neighbours) {
  const Cases cases{events, population};
  auto smoothed = unknown_rates(cases);
  std::vector<std::size_t> around;
  for (std::size_t row = 0; row < events.size(); ++row) {
    if (!cases.are_known(row)) continue;
    around.assign(1, row);
    for (const auto other : neighbours.of(row)) around.push_back(other);
    smoothed[row] = drawn_towards(common_of(cases, around), cases, row);
  }
  return smoothed;
}

}  // namespace riskmap
