#include "layers/analysis/rates.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace riskmap {

std::vector<double> standardised_rates(std::span<const double> events, std::span<const double> population) {
  const auto is_known = [&](std::size_t row) {
    return std::isfinite(events[row]) && std::isfinite(population[row]) && population[row] > 0;
  };
  double all_events = 0, people = 0, places = 0;
  for (std::size_t row = 0; row < events.size(); ++row)
    if (is_known(row)) all_events += events[row], people += population[row], ++places;
  const double rate = all_events / people;
  double spread = 0;
  for (std::size_t row = 0; row < events.size(); ++row)
    if (is_known(row)) spread += population[row] * std::pow(events[row] / population[row] - rate, 2);
  // What is left of the variance when chance has had its share; less than nothing counts as nothing.
  const double between = std::max(0.0, spread / people - rate * places / people);
  std::vector<double> standardised(events.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t row = 0; row < events.size(); ++row) {
    if (!is_known(row)) continue;
    const double variance = between + rate / population[row];
    standardised[row] = variance > 0 ? (events[row] / population[row] - rate) / std::sqrt(variance) : 0;
  }
  return standardised;
}

}  // namespace riskmap
