#include "layers/analysis/rates.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "layers/analysis/beta_tails.h"
#include "layers/analysis/gamma_tails.h"

namespace riskmap {

namespace {
constexpr double each_tail = 0.025;

struct Cases {
  std::span<const double> events, population;
  [[nodiscard]] bool are_known(std::size_t row) const {
    return std::isfinite(events[row]) && std::isfinite(population[row]) && population[row] > 0;
  }
  [[nodiscard]] double rate(std::size_t row) const { return events[row] / population[row]; }
};

// What all places together come to, and how their rates spread around that.
struct Together {
  double events = 0, people = 0, places = 0, variance = 0;
  [[nodiscard]] double rate() const { return events / people; }
};

// Of the places with known cases among `rows`.
template <typename Rows>
Together together(const Cases& cases, const Rows& rows) {
  Together all;
  for (const std::size_t row : rows)
    if (cases.are_known(row)) all.events += cases.events[row], all.people += cases.population[row], ++all.places;
  double spread = 0;
  for (const std::size_t row : rows)
    if (cases.are_known(row)) spread += cases.population[row] * std::pow(cases.rate(row) - all.rate(), 2);
  all.variance = spread / all.people;
  return all;
}

// What the places have in common: the rate of all their people, and by how much
// true rates differ between places.
struct Common {
  double rate = 0, variance = 0, events = 0, people = 0;
  // What chance adds to the variance of a place's rate.
  [[nodiscard]] double by_chance(double residents) const { return rate / residents; }
};

// What is left of the variance when chance has had its share; less than
// nothing counts as nothing.
template <typename Rows>
Common common_of(const Cases& cases, const Rows& rows) {
  const auto all = together(cases, rows);
  return {all.rate(), std::max(0.0, all.variance - all.rate() * all.places / all.people), all.events, all.people};
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

RateInterval interval_of_count(double events, double people) {
  const double low = events > 0 ? gamma_quantile(events, each_tail) : 0;
  return {low / people, gamma_quantile(events + 1, 1 - each_tail) / people};
}

RateInterval interval_towards(const Common& common, const Cases& cases, std::size_t row) {
  if (common.variance <= 0) return interval_of_count(common.events, common.people);
  const double prior_people = common.rate / common.variance;  // as many as the others' experience weighs
  const double shape = common.rate * prior_people + cases.events[row], people = prior_people + cases.population[row];
  return {gamma_quantile(shape, each_tail) / people, gamma_quantile(shape, 1 - each_tail) / people};
}

// The place first, then its neighbours.
std::vector<std::size_t> rows_around(const Neighbours& neighbours, std::size_t row) {
  std::vector<std::size_t> around{row};
  for (const auto other : neighbours.of(row)) around.push_back(other);
  return around;
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
  for (std::size_t row = 0; row < events.size(); ++row)
    if (cases.are_known(row)) smoothed[row] = drawn_towards(common_of(cases, rows_around(neighbours, row)), cases, row);
  return smoothed;
}

std::vector<RateInterval> rate_intervals(std::span<const double> events, std::span<const double> population) {
  const Cases cases{events, population};
  std::vector<RateInterval> intervals(events.size());
  for (const auto row : rows_of(cases))
    if (cases.are_known(row)) intervals[row] = interval_of_count(events[row], population[row]);
  return intervals;
}

std::vector<RateInterval> smoothed_intervals(std::span<const double> events, std::span<const double> population) {
  const Cases cases{events, population};
  const auto rows = rows_of(cases);
  const auto common = common_of(cases, rows);
  std::vector<RateInterval> intervals(events.size());
  for (const auto row : rows)
    if (cases.are_known(row)) intervals[row] = interval_towards(common, cases, row);
  return intervals;
}

std::vector<RateInterval> locally_smoothed_intervals(std::span<const double> events, std::span<const double> population,
                                                     const Neighbours& neighbours) {
  const Cases cases{events, population};
  std::vector<RateInterval> intervals(events.size());
  for (const auto row : rows_of(cases))
    if (cases.are_known(row))
      intervals[row] = interval_towards(common_of(cases, rows_around(neighbours, row)), cases, row);
  return intervals;
}

namespace {
// What the places have in common: the share of all their cases, and by how much true shares differ between places.
struct CommonShare {
  double share = 0, variance = 0, of_kind = 0, cases = 0;
  [[nodiscard]] double of_one_case() const { return share * (1 - share); }
  // What chance adds to the variance of a place's share.
  [[nodiscard]] double by_chance(double here) const { return (of_one_case() - variance) / here; }
  // As many cases as the others' experience weighs.
  [[nodiscard]] double prior_cases() const { return of_one_case() / variance - 1; }
};

// By the moments of the beta-binomial distribution.
CommonShare common_share_of(const Cases& cases) {
  const auto all = together(cases, rows_of(cases));
  CommonShare common{all.rate(), 0, all.events, all.people};
  const double of_a_place = all.people / all.places;
  if (!(of_a_place > 1)) return common;  // one case each tells no place from another
  const double left = (all.variance - common.of_one_case() / of_a_place) / (1 - 1 / of_a_place);
  common.variance = std::clamp(left, 0.0, common.of_one_case() / 2);
  return common;
}

// The middle of Beta(of_kind, others); what is counted exactly has one case more at either end.
RateInterval beta_middle(double of_kind, double others, double one_more, double how_often) {
  const double tail = (1 - how_often) / 2;
  return {of_kind > 0 ? beta_quantile(of_kind, others + one_more, tail) : 0,
          others > 0 ? beta_quantile(of_kind + one_more, others, 1 - tail) : 1};
}

RateInterval interval_of_share(double of_kind, double cases, double how_often) {
  return beta_middle(of_kind, cases - of_kind, 1, how_often);
}

RateInterval share_interval_towards(const CommonShare& common, const Cases& cases, std::size_t row, double how_often) {
  if (common.variance <= 0) return interval_of_share(common.of_kind, common.cases, how_often);
  const double of_prior = common.share * common.prior_cases();
  return beta_middle(of_prior + cases.events[row],
                     common.prior_cases() - of_prior + cases.population[row] - cases.events[row], 0, how_often);
}
}  // namespace

std::vector<double> standardised_shares(const Shares& shares) {
  const Cases cases{shares.of_kind, shares.cases};
  const auto common = common_share_of(cases);
  auto standardised = unknown_rates(cases);
  for (const auto row : rows_of(cases)) {
    if (!cases.are_known(row)) continue;
    const double variance = common.variance + common.by_chance(cases.population[row]);
    standardised[row] = variance > 0 ? (cases.rate(row) - common.share) / std::sqrt(variance) : 0;
  }
  return standardised;
}

std::vector<double> smoothed_shares(const Shares& shares) {
  const Cases cases{shares.of_kind, shares.cases};
  const auto common = common_share_of(cases);
  auto smoothed = unknown_rates(cases);
  for (const auto row : rows_of(cases)) {
    if (!cases.are_known(row)) continue;
    const double variance = common.variance + common.by_chance(cases.population[row]);
    const double own = variance > 0 ? common.variance / variance : 0;
    smoothed[row] = common.share + own * (cases.rate(row) - common.share);
  }
  return smoothed;
}

std::vector<RateInterval> share_intervals(const Shares& shares, double how_often) {
  const Cases cases{shares.of_kind, shares.cases};
  std::vector<RateInterval> intervals(shares.of_kind.size());
  for (const auto row : rows_of(cases))
    if (cases.are_known(row)) intervals[row] = interval_of_share(cases.events[row], cases.population[row], how_often);
  return intervals;
}

std::vector<RateInterval> smoothed_share_intervals(const Shares& shares, double how_often) {
  const Cases cases{shares.of_kind, shares.cases};
  const auto common = common_share_of(cases);
  std::vector<RateInterval> intervals(shares.of_kind.size());
  for (const auto row : rows_of(cases))
    if (cases.are_known(row)) intervals[row] = share_interval_towards(common, cases, row, how_often);
  return intervals;
}

bool is_too_wide(const RateInterval& interval, const Classes& classes) {
  if (classes.size() < 2 || !std::isfinite(interval.low)) return false;
  return classes.class_of(interval.low) == 0 && classes.class_of(interval.high) + 1 == static_cast<int>(classes.size());
}

}  // namespace riskmap
