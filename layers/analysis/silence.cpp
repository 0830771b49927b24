#include "layers/analysis/silence.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace riskmap {

namespace {
constexpr int most_steps = 200;

// A place that can be compared: residents times receptions, and appeals for each of them.
struct Rated {
  double exposure, rate;
};

struct Spread {
  double rate = 0, variance = 0;  // of the places' own rates
};

bool is_compared(const PlaceVoices& place) {
  return std::isfinite(place.people) && place.people > 0 && place.receptions > 0;
}

double exposure_of(const PlaceVoices& place) {
  return place.people * place.receptions;
}

// The mean of the rates, each weighed by how well it is known where rates spread by `variance` beyond chance. What
// chance adds depends on the mean itself; a few rounds settle it.
double weighted_rate(std::span<const Rated> places, double variance, double start) {
  double rate = start;
  for (int step = 0; step < most_steps; ++step) {
    double sum = 0, weights = 0;
    for (const auto& place : places) {
      const double weight = 1 / (variance + rate / place.exposure);
      sum += weight * place.rate, weights += weight;
    }
    const double next = sum / weights;
    if (std::abs(next - rate) <= 1e-11 * rate) return next;
    rate = next;
  }
  return rate;
}

// The spread at which the places lie as far from their mean as they should: Σ (r − mean)² / (variance + mean /
// exposure) = n − 1. Less than none counts as none.
Spread spread_of(std::span<const Rated> places) {
  double appeals = 0, exposures = 0, highest = 0;
  for (const auto& place : places) {
    appeals += place.rate * place.exposure, exposures += place.exposure;
    highest = std::max(highest, place.rate);
  }
  if (!(appeals > 0)) return {};
  double last = appeals / exposures;  // a good guess at the next
  const auto at = [&](double variance) {
    last = weighted_rate(places, variance, last);
    return Spread{last, variance};
  };
  const auto is_too_far = [&](const Spread& spread) {
    double distance = 0;
    for (const auto& place : places)
      distance += std::pow(place.rate - spread.rate, 2) / (spread.variance + spread.rate / place.exposure);
    return distance > static_cast<double>(places.size()) - 1;
  };
  if (const auto none = at(0); !is_too_far(none)) return none;
  double low = 0, high = highest * highest;
  for (int step = 0; step < most_steps && high - low > 1e-9 * high; ++step) {
    const double middle = (low + high) / 2;
    (is_too_far(at(middle)) ? low : high) = middle;
  }
  return at((low + high) / 2);
}
}  // namespace

int lower_bound_of(double mean, double variation, double level) {
  const double size = variation > 0 ? 1 / (variation * variation) : 0;
  double logarithm = size > 0 ? size * std::log(size / (size + mean)) : -mean;  // of the probability of no event
  double cumulative = std::exp(logarithm);
  int count = 0;
  while (cumulative <= level) {
    const double odds = size > 0 ? (size + count) * mean / (size + mean) : mean;
    ++count;
    logarithm += std::log(odds / count);
    cumulative += std::exp(logarithm);
  }
  return count;
}

std::vector<Heard> hearing_of(std::span<const PlaceVoices> places, double level) {
  std::vector<Rated> rated;
  for (const auto& place : places)
    if (is_compared(place)) rated.push_back({exposure_of(place), place.appeals / exposure_of(place)});
  // In one order whatever theirs is, so that sums round alike.
  std::ranges::sort(rated, [](const Rated& a, const Rated& b) {
    return a.exposure != b.exposure ? a.exposure < b.exposure : a.rate < b.rate;
  });
  const auto spread = spread_of(rated);
  std::vector<Heard> heard(places.size());
  for (std::size_t row = 0; row < places.size(); ++row) {
    const auto& place = places[row];
    auto& out = heard[row];
    if (place.receptions <= 0 && place.people != 0) out.hearing = Hearing::not_visited;
    if (!is_compared(place) || rated.size() < 2) continue;
    out.expected = spread.rate * exposure_of(place);
    out.least = spread.rate > 0 ? lower_bound_of(out.expected, std::sqrt(spread.variance) / spread.rate, level) : 0;
    out.hearing = out.least == 0 ? Hearing::too_few : place.appeals < out.least ? Hearing::silent : Hearing::heard;
  }
  return heard;
}

}  // namespace riskmap
