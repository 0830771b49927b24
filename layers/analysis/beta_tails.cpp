#include "layers/analysis/beta_tails.h"

#include <cmath>
#include <limits>

namespace riskmap {

namespace {
constexpr double exact_enough = std::numeric_limits<double>::epsilon();
constexpr int most_terms = 100'000;  // some dozens do; of a million cases some thousands

double away_from_zero(double value) {
  constexpr double tiny = std::numeric_limits<double>::min() / exact_enough;
  return std::abs(value) < tiny ? tiny : value;
}

// x^a·(1-x)^b / (a·B(a, b)), in logarithms until the end.
double weight(double a, double b, double x) {
  return std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x)) / a;
}

// The continued fraction of Abramowitz and Stegun 26.5.8 (evaluated as Lentz does), quick for x below the mean.
double below_by_fraction(double a, double b, double x) {
  double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), product = d;
  const auto step = [&](double part) {
    d = 1 / away_from_zero(1 + part * d);
    c = away_from_zero(1 + part / c);
    product *= c * d;
  };
  for (int i = 1; i < most_terms; ++i) {
    step(i * (b - i) * x / ((a + 2 * i - 1) * (a + 2 * i)));
    step(-(a + i) * (a + b + i) * x / ((a + 2 * i) * (a + 2 * i + 1)));
    if (std::abs(c * d - 1) <= exact_enough) break;
  }
  return product * weight(a, b, x);
}
}  // namespace

double beta_below(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return x < (a + 1) / (a + b + 2) ? below_by_fraction(a, b, x) : 1 - below_by_fraction(b, a, 1 - x);
}

// By halving, as the quantile of the gamma distribution.
double beta_quantile(double a, double b, double chance) {
  if (chance <= 0) return 0;
  if (chance >= 1) return 1;
  double low = 0, high = 1;
  while (high - low > 4 * exact_enough * high) {
    const double middle = low + (high - low) / 2;
    if (middle == low || middle == high) break;
    (beta_below(a, b, middle) < chance ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

}  // namespace riskmap
