#include "layers/analysis/dealt_sums.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskmap {

namespace {
// Which share of all deals of `k` from the others reaches their largest sum; `sorted` descending, `own` taken out.
double share_of_largest(std::span<const double> sorted, double own, std::size_t k) {
  const auto is_before = [](double a, double b) { return a > b; };
  const auto rank = static_cast<std::size_t>(std::ranges::lower_bound(sorted, own, is_before) - sorted.begin());
  const double last = sorted[rank < k ? k : k - 1];  // the k-th of the others
  const auto [begin, end] = std::ranges::equal_range(sorted, last, is_before);
  const auto before = static_cast<std::size_t>(begin - sorted.begin()) - (own > last ? 1 : 0);
  const auto equal = static_cast<std::size_t>(end - begin) - (own == last ? 1 : 0);
  return binomial(equal, k - before) / binomial(sorted.size() - 1, k);
}
}  // namespace

double two_sided_p(const SumTails& tails) {
  const double doubled = 2 * std::min(tails.high, tails.low);
  return doubled > 1 ? 1 : doubled;  // NaN stays NaN
}

double tie_width(std::span<const double> values, std::size_t links) {
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  constexpr double rounding = 4 * std::numeric_limits<double>::epsilon();
  return rounding * static_cast<double>(links + 1) * largest;
}

double binomial(std::size_t n, std::size_t k) {
  if (k > n) return 0;
  k = std::min(k, n - k);
  double number = 1;
  for (std::size_t i = 1; i <= k && std::isfinite(number); ++i)
    number = number * static_cast<double>(n - k + i) / static_cast<double>(i);
  return number < 9e15 ? std::round(number) : number;  // whole as long as a double holds whole numbers
}

std::vector<double> least_p(std::span<const double> values, const Neighbours& neighbours) {
  std::vector<double> falling{values.begin(), values.end()};
  std::ranges::sort(falling, std::greater{});
  std::vector<double> rising;
  for (auto value = falling.rbegin(); value != falling.rend(); ++value) rising.push_back(-*value);
  std::vector<double> least(values.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t row = 0; row < values.size(); ++row) {
    const auto links = neighbours.count(row);
    if (links == 0) continue;
    least[row] = two_sided_p(
        SumTails{share_of_largest(falling, values[row], links), share_of_largest(rising, -values[row], links)});
    if (std::isnan(least[row])) least[row] = 0;  // one large number over another
  }
  return least;
}

}  // namespace riskmap
