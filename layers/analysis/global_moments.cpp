#include "layers/analysis/global_moments.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "layers/analysis/even_scale.h"

namespace riskmap {

namespace {
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr GlobalMoments no_moments{undefined, undefined, undefined, undefined, undefined};

double power_sum(std::span<const double> values, int power) {
  double sum = 0;
  for (const double value : values) sum += std::pow(value, power);
  return sum;
}

double with_neighbours(const Neighbours& neighbours) {
  double rows = 0;
  for (std::size_t row = 0; row < neighbours.size(); ++row) rows += neighbours.count(row) > 0 ? 1 : 0;
  return rows;
}

GlobalMoments judged(double statistic, double expected, double variance, double towards) {
  constexpr double rounding = 1e-12;  // what is left where every deal gives the same, as where all are neighbours
  if (variance <= rounding * expected * expected) variance = 0;
  const double z = variance > 0 ? towards * (statistic - expected) / std::sqrt(variance) : undefined;
  return {statistic, expected, variance, z, two_sided_p(z)};
}
}  // namespace

GlobalMoments geary_c(std::span<const double> values, const Neighbours& neighbours, WeightStyle style) {
  const auto z = deviations_from_mean(at_even_scale(values));
  const double squares = power_sum(z, 2), n = with_neighbours(neighbours);
  if (squares <= 0 || n < 4) return no_moments;
  double apart = 0;
  for (std::size_t row = 0; row < z.size(); ++row) {
    double seen = 0;
    for (const auto other : neighbours.of(row)) seen += std::pow(z[row] - z[other], 2);
    if (seen > 0) apart += style == WeightStyle::binary ? seen : seen / static_cast<double>(neighbours.count(row));
  }
  const auto [s0, s1, s2] = sums_of(neighbours, style);
  const double kurtosis = n * power_sum(z, 4) / (squares * squares);
  const double first = (n - 1) * s1 * (n * n - 3 * n + 3 - (n - 1) * kurtosis);
  const double second = (n - 1) * s2 * (n * n + 3 * n - 6 - (n * n - n + 2) * kurtosis) / 4;
  const double third = s0 * s0 * (n * n - 3 - (n - 1) * (n - 1) * kurtosis);
  const double variance = (first - second + third) / (n * (n - 2) * (n - 3) * s0 * s0);
  return judged((n - 1) / (2 * s0) * apart / squares, 1, variance, -1);
}

GlobalMoments general_g(std::span<const double> unscaled, const Neighbours& neighbours) {
  const auto values = at_even_scale(unscaled);
  std::vector<double> linked;
  for (std::size_t row = 0; row < values.size(); ++row)
    if (neighbours.count(row) > 0) linked.push_back(values[row]);
  const double n = static_cast<double>(linked.size()), m1 = power_sum(linked, 1), m2 = power_sum(linked, 2);
  const double pairs = m1 * m1 - m2;
  const bool is_constant = std::ranges::all_of(linked, [&](double value) { return value == linked.front(); });
  if (n < 4 || is_constant || std::ranges::min(linked) < 0 || pairs <= 0) return no_moments;
  double near = 0;
  for (std::size_t row = 0; row < values.size(); ++row)
    for (const auto other : neighbours.of(row)) near += values[row] * values[other];
  const auto [s0, s1, s2] = sums_of(neighbours, WeightStyle::binary);
  const double s02 = s0 * s0, m3 = power_sum(linked, 3), m4 = power_sum(linked, 4);
  const double b0 = (n * n - 3 * n + 3) * s1 - n * s2 + 3 * s02, b1 = -((n * n - n) * s1 - 2 * n * s2 + 6 * s02);
  const double b2 = -(2 * n * s1 - (n + 3) * s2 + 6 * s02), b3 = 4 * (n - 1) * s1 - 2 * (n + 1) * s2 + 8 * s02;
  const double b4 = s1 - s2 + s02;
  const double sum = b0 * m2 * m2 + b1 * m4 + b2 * m1 * m1 * m2 + b3 * m1 * m3 + b4 * m1 * m1 * m1 * m1;
  const double expected = s0 / (n * (n - 1));
  const double square = sum / (pairs * pairs * n * (n - 1) * (n - 2) * (n - 3));
  return judged(near / pairs, expected, square - expected * expected, 1);
}

}  // namespace riskmap
