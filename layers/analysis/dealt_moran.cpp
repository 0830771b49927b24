#include "layers/analysis/dealt_moran.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "layers/analysis/deal_stream.h"
#include "layers/analysis/even_scale.h"
#include "layers/analysis/known_places.h"
#include "layers/analysis/local_moments.h"

namespace riskmap {

namespace {
constexpr double most_steps = 6e7;        // values dealt and links followed: about a fifth of a second
constexpr std::size_t least_deals = 999;  // of fewer nothing surer than the formula follows

std::size_t deals_within_reach(const KnownPlaces& known, std::size_t wanted) {
  const auto steps = static_cast<double>(known.values.size() + known.neighbours.links.size());
  const auto most = static_cast<std::size_t>(most_steps / steps);
  return wanted <= most ? wanted : most < least_deals ? 0 : most;
}

// Σ z · mean of the neighbours' z: Moran's I but for what all deals have in common.
double around(std::span<const double> z, const Neighbours& neighbours) {
  double sum = 0;
  for (std::size_t row = 0; row < z.size(); ++row) {
    if (neighbours.count(row) == 0) continue;
    double seen = 0;
    for (const auto other : neighbours.of(row)) seen += z[other];
    sum += z[row] * seen / static_cast<double>(neighbours.count(row));
  }
  return sum;
}

void shuffle(std::vector<double>& z, DealStream stream) {
  for (auto i = static_cast<std::uint32_t>(z.size()); i > 1; --i) std::swap(z[i - 1], z[stream.below(i)]);
}
}  // namespace

DealtMoran dealt_moran(std::span<const double> values, const Neighbours& neighbours,
                       const PermutationOptions& options) {
  const auto known = known_places(values, neighbours);
  DealtMoran dealt;
  if (!std::isfinite(global_moran(known.values, known.neighbours, WeightStyle::row_standardised).z)) return dealt;
  dealt.deals = deals_within_reach(known, options.count);
  if (dealt.deals == 0) return dealt;
  const auto observed = deviations_from_mean(at_even_scale(known.values));
  const double seen = around(observed, known.neighbours);
  double squares = 0;
  for (const double deviation : observed) squares += deviation * deviation;
  const double tie = 1e-12 * squares;  // adding in another order
  std::size_t high = 0, low = 0;
  auto z = observed;
  for (std::size_t deal = 0; deal < dealt.deals; ++deal) {
    shuffle(z, DealStream{options.seed, deal});
    const double sum = around(z, known.neighbours);
    high += sum >= seen - tie ? 1U : 0U, low += sum <= seen + tie ? 1U : 0U;
  }
  const auto all = static_cast<double>(dealt.deals + 1);
  dealt.high = static_cast<double>(high + 1) / all, dealt.low = static_cast<double>(low + 1) / all;
  dealt.p = two_sided_p(SumTails{dealt.high, dealt.low});
  return dealt;
}

}  // namespace riskmap
