#include "layers/analysis/gamma_tails.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskmap {

namespace {
constexpr double exact_enough = std::numeric_limits<double>::epsilon();
constexpr int most_terms = 100'000;  // a million and a half cases take some thousands

// x^shape·e^-x / Γ(shape), in logarithms until the end.
double weight(double shape, double x) {
  return std::exp(shape * std::log(x) - x - std::lgamma(shape));
}

// P by its power series, quick for x below the shape.
double below_by_series(double shape, double x) {
  double term = 1 / shape, sum = term;
  for (int i = 1; i < most_terms && term > exact_enough * sum; ++i) sum += term *= x / (shape + i);
  return sum * weight(shape, x);
}

// Q by Legendre's continued fraction (evaluated as Lentz does), quick for x above the shape.
double above_by_fraction(double shape, double x) {
  constexpr double tiny = std::numeric_limits<double>::min() / exact_enough;
  double b = x + 1 - shape, c = 1 / tiny, d = 1 / b, product = d;
  for (int i = 1; i < most_terms; ++i) {
    const double a = -i * (i - shape);
    b += 2;
    d = 1 / std::max(std::abs(a * d + b), tiny) * ((a * d + b) < 0 ? -1 : 1);
    c = b + a / c;
    if (std::abs(c) < tiny) c = tiny;
    product *= d * c;
    if (std::abs(d * c - 1) <= exact_enough) break;
  }
  return product * weight(shape, x);
}

bool is_series_quicker(double shape, double x) {
  return x < shape + 1;
}
}  // namespace

double gamma_below(double shape, double x) {
  if (x <= 0) return 0;
  return is_series_quicker(shape, x) ? below_by_series(shape, x) : 1 - above_by_fraction(shape, x);
}

double gamma_above(double shape, double x) {
  if (x <= 0) return 1;
  return is_series_quicker(shape, x) ? 1 - below_by_series(shape, x) : above_by_fraction(shape, x);
}

// By halving: slow, but it always arrives, also for the shapes near 0 of places in which next to nothing happened.
double gamma_quantile(double shape, double chance) {
  if (chance <= 0) return 0;
  double low = 0, high = shape + 1;
  while (gamma_below(shape, high) < chance) low = high, high *= 2;
  while (high - low > 4 * exact_enough * high) {
    const double middle = low + (high - low) / 2;
    if (middle == low || middle == high) break;
    (gamma_below(shape, middle) < chance ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

double poisson_at_least(int count, double mean) {
  return count <= 0 ? 1 : gamma_below(count, mean);
}

double poisson_at_most(int count, double mean) {
  return count < 0 ? 0 : gamma_above(count + 1.0, mean);
}

}  // namespace riskmap
