#include "layers/analysis/trend.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "layers/analysis/chance_words.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr int least_periods = 5;  // of four the clearest order of all still comes about in one case of twelve

// By their number: how likely so many pairs stand the wrong way round.
using Likelihoods = std::vector<double>;

// Of `few` drawn values each against `many` others, in a random order (Mann and Whitney 1947): the last of all is one
// of the drawn, and stands behind every other, or it is not.
Likelihoods mann_whitney(std::size_t few, std::size_t many) {
  std::vector<Likelihoods> rows(many + 1, Likelihoods{1});
  for (std::size_t m = 1; m <= few; ++m) {
    std::vector<Likelihoods> next(many + 1);
    next[0] = {1};
    for (std::size_t n = 1; n <= many; ++n) {
      const double is_drawn = static_cast<double>(m) / static_cast<double>(m + n);
      next[n].assign(m * n + 1, 0);
      for (std::size_t u = 0; u < rows[n].size(); ++u) next[n][u + n] += is_drawn * rows[n][u];
      for (std::size_t u = 0; u < next[n - 1].size(); ++u) next[n][u] += (1 - is_drawn) * next[n - 1][u];
    }
    rows = std::move(next);
  }
  return rows[many];
}

Likelihoods sum_of(const Likelihoods& a, const Likelihoods& b) {
  Likelihoods sum(a.size() + b.size() - 1, 0);
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t k = 0; k < b.size(); ++k) sum[i + k] += a[i] * b[k];
  return sum;
}

// Of all orders of these values.
Likelihoods wrong_pairs_of(std::span<const int> counts) {
  std::map<int, std::size_t> occurrences;
  for (const int count : counts) ++occurrences[count];
  Likelihoods wrong{1};
  std::size_t before = 0;
  for (const auto& [value, times] : occurrences) {
    if (before > 0) wrong = sum_of(wrong, mann_whitney(times, before));
    before += times;
  }
  return wrong;
}

double mean_of(std::span<const int> counts) {
  return static_cast<double>(std::accumulate(counts.begin(), counts.end(), 0)) / static_cast<double>(counts.size());
}
}  // namespace

double Trend::p() const {
  return std::min(1.0, 2 * std::min(p_rising, p_falling));
}

Trend trend_of(std::span<const int> counts) {
  Trend trend;
  trend.periods = static_cast<int>(counts.size());
  if (counts.empty()) return trend;
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < counts.size(); ++i)
    for (std::size_t k = i + 1; k < counts.size(); ++k) {
      trend.score += (counts[k] > counts[i] ? 1 : 0) - (counts[k] < counts[i] ? 1 : 0);
      wrong += counts[k] < counts[i] ? 1U : 0U;
    }
  const auto likelihoods = wrong_pairs_of(counts);
  const auto at = likelihoods.begin() + static_cast<std::ptrdiff_t>(wrong);
  trend.p_rising = std::min(1.0, std::accumulate(likelihoods.begin(), at + 1, 0.0));
  trend.p_falling = std::min(1.0, std::accumulate(at, likelihoods.end(), 0.0));
  const auto third = std::max<std::size_t>(1, counts.size() / 3);
  trend.first = mean_of(counts.first(third)), trend.last = mean_of(counts.last(third));
  return trend;
}

int quarters_told(Date first_registered, Date today) {
  constexpr int most = 12, months = 3;
  int quarters = 0;
  while (quarters < most && first_registered <= add_months(today, -months * (quarters + 1))) ++quarters;
  return quarters;
}

std::string sentence_of(const Trend& trend, double level) {
  const auto periods = format_integer(trend.periods);
  if (trend.periods < least_periods) return tr("New problems: too few quarters to tell a trend.");
  if (trend.p() > level) return fill(tr("New problems: no trend can be told over {n} quarters."), {{"n", periods}});
  const auto sentence =
      trend.is_rising()
          ? tr("New problems are rising: from {from} to {to} a quarter. Such a rise comes about by chance in "
               "{chance}.")
          : tr("New problems are falling: from {from} to {to} a quarter. Such a fall comes about by chance in "
               "{chance}.");
  return fill(sentence, {{"from", format_number(trend.first, 1)},
                         {"to", format_number(trend.last, 1)},
                         {"chance", chance_words(trend.p())}});
}

}  // namespace riskmap
