// Rates of small populations: what can be compared, or shown, where a few
// people more or less move a rate wildly.
#pragma once
#include <span>
#include <vector>

#include "layers/analysis/weights.h"

namespace riskmap {

// How far the rate events / population of each place lies from the rate of all,
// in standard deviations that its population allows (Empirical Bayes index of
// Assuncao and Reis 1999). NaN where a value is missing or nobody lives.
std::vector<double> standardised_rates(std::span<const double> events, std::span<const double> population);

// Rates drawn towards the rate of all, the more the fewer people stand behind
// them (Empirical Bayes, Marshall 1991).
std::vector<double> smoothed_rates(std::span<const double> events, std::span<const double> population);
// The same towards the rate of a place and its neighbours together: what
// differs between regions stays.
std::vector<double> locally_smoothed_rates(std::span<const double> events, std::span<const double> population,
                                           const Neighbours& neighbours);

}  // namespace riskmap
