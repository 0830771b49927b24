// Rates of small populations: what can be compared where a few people more or less move a rate wildly.
#pragma once
#include <span>
#include <vector>

namespace riskmap {

// How far the rate events / population of each place lies from the rate of all, in standard deviations that its
// population allows (Empirical Bayes index of Assuncao and Reis 1999). NaN where a value is missing or nobody lives.
std::vector<double> standardised_rates(std::span<const double> events, std::span<const double> population);

}  // namespace riskmap
