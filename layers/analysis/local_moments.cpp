#include "layers/analysis/local_moments.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "layers/analysis/even_scale.h"

namespace riskmap {

namespace {
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double rounding = 1e-12;  // of sums of squares
constexpr LocalMoments no_moments{undefined, undefined, undefined, undefined};

double weight_of(WeightStyle style, double links) {
  return style == WeightStyle::binary ? 1 : 1 / links;
}

double sum_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

// Of values that cancel out, such as standardised rates, what is left is rounding: no sum to take a share of.
double total_of(std::span<const double> values) {
  constexpr double cancelled = 1e-9;
  double sum = 0, size = 0;
  for (const double value : values) sum += value, size += std::abs(value);
  return std::abs(sum) <= cancelled * size ? 0 : sum;
}

double sum_of_squares(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value * value;
  return sum;
}

double sum_over(std::span<const std::uint32_t> rows, std::span<const double> values) {
  double sum = 0;
  for (const auto row : rows) sum += values[row];
  return sum;
}

// Σwx of a place against its chance: n values of the given mean and Σ(x - mean)², of which `links` are dealt to it.
struct Deal {
  double n, mean, squares;
};

LocalMoments dealt(const Deal& deal, double links, double weight, double weighted_deviation, double total) {
  const double left_over = deal.n * links - links * links;  // W² and S1 share the weight
  const double variance = weight * weight * deal.squares / deal.n * left_over / (deal.n - 1);
  const double sum = weighted_deviation + weight * links * deal.mean;
  const double scale = total == 0 ? undefined : total;
  // Everybody a neighbour: nothing is left to chance. A constant column: nothing differs.
  const double z = deal.squares <= 0 ? undefined : left_over <= 0 ? 0 : weighted_deviation / std::sqrt(variance);
  return {sum / scale, weight * links * deal.mean / scale, variance / (scale * scale), z};
}

// All but the place's own value: their mean lies a little to the other side, and their squares lack its own.
Deal others_of(const Deal& all, double deviation) {
  double left = all.squares - deviation * deviation * all.n / (all.n - 1);
  if (all.n <= 2 || left <= rounding * all.squares) left = 0;
  return {all.n - 1, all.mean - deviation / (all.n - 1), left};
}

}  // namespace

double upper_tail(double z) {
  return std::erfc(z / std::numbers::sqrt2) / 2;
}

double two_sided_p(double z) {
  return std::erfc(std::abs(z) / std::numbers::sqrt2);
}

std::vector<double> deviations_from_mean(std::span<const double> values) {
  if (values.empty()) return {};
  // From one of them first: of values far from 0 a sum loses what they differ by.
  std::vector<double> deviations{values.begin(), values.end()};
  double largest = 0, farthest = 0;
  for (double& value : deviations) {
    largest = std::max(largest, std::abs(value));
    value -= values.front();
    farthest = std::max(farthest, std::abs(value));
  }
  const double mean = sum_of(deviations) / static_cast<double>(values.size());
  constexpr double of_sum = 1e-13, of_values = std::numeric_limits<double>::epsilon();
  const double nothing = std::max(of_sum * farthest, of_values * largest);
  for (double& deviation : deviations) {
    deviation -= mean;
    if (std::abs(deviation) <= nothing) deviation = 0;
  }
  return deviations;
}

std::vector<LocalMoments> getis_ord(std::span<const double> unscaled, const Neighbours& neighbours, WeightStyle style,
                                    SelfWeight self) {
  const auto values = at_even_scale(unscaled);
  const auto deviations = deviations_from_mean(values);
  const double total = sum_of(values), share_of = total_of(values), squares = sum_of_squares(deviations),
               n = static_cast<double>(values.size());
  std::vector<LocalMoments> moments(values.size(), no_moments);
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (neighbours.count(row) == 0) continue;
    const double around = sum_over(neighbours.of(row), deviations);
    const auto links = static_cast<double>(neighbours.count(row));
    if (self == SelfWeight::included) {
      const double weight = weight_of(style, links + 1);
      moments[row] = dealt({n, total / n, squares}, links + 1, weight, weight * (around + deviations[row]), share_of);
      continue;
    }
    const double weight = weight_of(style, links);
    const auto others = others_of({n, total / n, squares}, deviations[row]);
    moments[row] = dealt(others, links, weight, weight * (around + links * deviations[row] / (n - 1)),
                         share_of == 0 ? 0 : total - values[row]);
    if (links >= n - 1) moments[row].z = undefined;  // everybody else: nothing is left to chance
  }
  return moments;
}

std::vector<LocalMoments> getis_ord_kept(std::span<const double> unscaled, const Neighbours& neighbours) {
  const auto values = at_even_scale(unscaled);
  const auto deviations = deviations_from_mean(values);
  const double total = sum_of(values), share_of = total_of(values), n = static_cast<double>(values.size());
  const Deal all{n, total / n, sum_of_squares(deviations)};
  auto moments = getis_ord(values, neighbours, WeightStyle::row_standardised, SelfWeight::left_out);
  for (std::size_t row = 0; row < values.size(); ++row) {
    auto& place = moments[row];
    const auto links = static_cast<double>(neighbours.count(row));
    if (links == 0) continue;
    const double scale = (links + 1) * (share_of == 0 ? undefined : share_of);
    const auto others = others_of(all, deviations[row]);
    const auto law = dealt(others, links, 1, 0, 1);  // of the neighbours' sum
    place.statistic = (values[row] + sum_over(neighbours.of(row), values)) / scale;
    place.expected = (values[row] + law.expected) / scale;
    place.variance = law.variance / (scale * scale);
  }
  return moments;
}

std::vector<LocalMoments> local_moran(std::span<const double> values, const Neighbours& neighbours, WeightStyle style) {
  const auto z = deviations_from_mean(at_even_scale(values));
  const double n = static_cast<double>(values.size()), m2 = sum_of_squares(z) / n;
  std::vector<LocalMoments> moments(values.size(), no_moments);
  if (m2 <= 0 || n < 3) return moments;
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (neighbours.count(row) == 0) continue;
    const auto links = static_cast<double>(neighbours.count(row));
    const double weight = weight_of(style, links), w = weight * links, s1 = weight * weight * links;
    const double own = z[row] * z[row];
    auto& place = moments[row];
    place.statistic = z[row] / m2 * weight * sum_over(neighbours.of(row), z);
    place.expected = -own * w / ((n - 1) * m2);
    place.variance = own / (m2 * m2) * n / (n - 2) * (s1 - w * w / (n - 1)) * (m2 - own / (n - 1));
    // Everybody else a neighbour, or all others the same: nothing is left to chance.
    if (links >= n - 1 || m2 - own / (n - 1) <= rounding * m2) place.variance = 0;
    place.z = place.variance > 0 ? (place.statistic - place.expected) / std::sqrt(place.variance) : undefined;
  }
  return moments;
}

WeightSums sums_of(const Neighbours& neighbours, WeightStyle style) {
  const auto weight_at = [&](std::size_t row) { return weight_of(style, static_cast<double>(neighbours.count(row))); };
  std::vector<double> in_columns(neighbours.size(), 0);
  WeightSums sums;
  for (std::size_t row = 0; row < neighbours.size(); ++row)
    for (const auto other : neighbours.of(row)) {
      const double weight = weight_at(row);
      const bool is_mutual = std::ranges::binary_search(neighbours.of(other), static_cast<std::uint32_t>(row));
      const double both = weight + (is_mutual ? weight_at(other) : 0);
      sums.s0 += weight;
      sums.s1 += both * both / (is_mutual ? 2 : 1);  // a mutual pair comes by twice
      in_columns[other] += weight;
    }
  for (std::size_t row = 0; row < neighbours.size(); ++row) {
    const double in_row = neighbours.count(row) == 0 ? 0 : weight_at(row) * static_cast<double>(neighbours.count(row));
    sums.s2 += (in_row + in_columns[row]) * (in_row + in_columns[row]);
  }
  return sums;
}

GlobalMoran global_moran(std::span<const double> values, const Neighbours& neighbours, WeightStyle style) {
  const auto z = deviations_from_mean(at_even_scale(values));
  const double squares = sum_of_squares(z);
  double n = 0, around = 0, fourths = 0;
  for (std::size_t row = 0; row < values.size(); ++row) {
    fourths += z[row] * z[row] * z[row] * z[row];
    if (neighbours.count(row) == 0) continue;
    n += 1;
    around += z[row] * weight_of(style, static_cast<double>(neighbours.count(row))) * sum_over(neighbours.of(row), z);
  }
  GlobalMoran moran{undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined};
  if (squares <= 0 || n < 4) return moran;
  const auto [s0, s1, s2] = sums_of(neighbours, style);
  const double s02 = s0 * s0, kurtosis = static_cast<double>(values.size()) * fourths / (squares * squares);
  moran.statistic = n / s0 * around / squares;
  moran.expected = -1 / (n - 1);
  const double of_ranks = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s02);
  const double of_tails = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s02);
  const double square = moran.expected * moran.expected;
  moran.variance = (of_ranks - of_tails) / ((n - 1) * (n - 2) * (n - 3) * s02) - square;
  constexpr double rounding = 1e-12;  // what is left where every deal gives the same, as where all are neighbours
  if (moran.variance <= rounding * square) moran.variance = 0;
  moran.normal_variance = (n * n * s1 - n * s2 + 3 * s02) / (s02 * (n * n - 1)) - square;
  moran.z = moran.variance > 0 ? (moran.statistic - moran.expected) / std::sqrt(moran.variance) : undefined;
  moran.normal_z = (moran.statistic - moran.expected) / std::sqrt(moran.normal_variance);
  moran.p = two_sided_p(moran.z), moran.normal_p = two_sided_p(moran.normal_z);
  return moran;
}

}  // namespace riskmap
