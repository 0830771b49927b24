// Rates of small populations, and shares of few cases: what can be compared, or shown, where one more or less moves
// a figure wildly.
#pragma once
#include <limits>
#include <span>
#include <vector>

#include "layers/analysis/classify.h"
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

// Between which rates the true one of a place lies, 95 in a hundred times. NaN where there is no rate.
struct RateInterval {
  double low = std::numeric_limits<double>::quiet_NaN(), high = std::numeric_limits<double>::quiet_NaN();
};
// Of events / population: exact for Poisson counts (Garwood 1936), 2.5 per cent at most on either side.
std::vector<RateInterval> rate_intervals(std::span<const double> events, std::span<const double> population);
// Of the smoothed rates: the middle 95 per cent of the gamma posterior. Its prior has the mean and the variance of the
// smoothing (Clayton and Kaldor 1987), so that its own mean is the smoothed rate. Where places differ no more than by
// chance all share one rate, and the interval is that rate's.
std::vector<RateInterval> smoothed_intervals(std::span<const double> events, std::span<const double> population);
std::vector<RateInterval> locally_smoothed_intervals(std::span<const double> events, std::span<const double> population,
                                                     const Neighbours& neighbours);

// Shares: how many of a place's cases are of a kind. NaN where a count is missing or there is no case.
struct Shares {
  std::span<const double> of_kind, cases;
};
// As standardised_rates; chance is that of a binomial count.
std::vector<double> standardised_shares(const Shares& shares);
// Drawn towards the share of all, the more the fewer the cases (Empirical Bayes, Martuzzi and Elliott 1996). What is
// drawn towards weighs as much as one case at least: by one case no share is known.
std::vector<double> smoothed_shares(const Shares& shares);
// Between which shares the true one lies so often: exact for binomial counts (Clopper and Pearson 1934).
std::vector<RateInterval> share_intervals(const Shares& shares, double how_often);
// Of the smoothed shares: the middle of the beta posterior, whose own mean is the smoothed share. Where places differ
// no more than by chance all have one share, and the interval is that share's.
std::vector<RateInterval> smoothed_share_intervals(const Shares& shares, double how_often);

// Too few to say: the interval reaches from the lowest class to the highest, so that the figures exclude no colour that
// the place could have. Never where all places have one class.
bool is_too_wide(const RateInterval& interval, const Classes& classes);

}  // namespace riskmap
