#include "layers/analysis/hotspot_power.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "layers/analysis/dice.h"
#include "layers/analysis/rates.h"

namespace riskmap {

namespace {
constexpr std::array rises = {1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0};
constexpr std::size_t doubled_at = 1;
constexpr int trials = 100;
constexpr double often = 0.8;
// Enough deals for a p that survives correction for some hundred places; more would change the share of finds little.
constexpr std::size_t deals = 4999;
constexpr std::size_t least_places = 4, most_places = 2000;
constexpr double most_problems = 200'000;

std::vector<double> dealt(const std::vector<double>& shares, double total, Dice& dice) {
  std::vector<double> upto;
  double sum = 0;
  for (const double share : shares) upto.push_back(sum += std::isfinite(share) ? share : 0);
  std::vector<double> counts;
  for (const double share : shares) counts.push_back(std::isfinite(share) ? 0 : share);
  for (double left = total; left > 0; --left)
    ++counts[static_cast<std::size_t>(std::ranges::upper_bound(upto, dice.share() * sum) - upto.begin())];
  return counts;
}

class Trial {
 public:
  explicit Trial(const PowerQuestion& question) : question_{question} {
    for (std::size_t row = 0; row < question.people.size(); ++row)
      if (std::isfinite(question.people[row]) && question.neighbours.count(row) > 0) centres_.push_back(row);
  }
  [[nodiscard]] bool is_possible() const { return centres_.size() >= least_places; }

  // Whether a rise around some place is found at one of the places that it touches.
  bool finds(double rise, Dice& dice) const {
    const auto centre = centres_[static_cast<std::size_t>(dice.share() * static_cast<double>(centres_.size()))];
    auto raised = std::vector<std::size_t>{centre};
    for (const auto other : question_.neighbours.of(centre)) raised.push_back(other);
    auto shares = question_.people;
    for (const auto row : raised) shares[row] *= rise;
    auto values = dealt(shares, question_.total, dice);
    if (question_.has_base) values = standardised_rates(values, question_.people);
    const auto found = find_hotspots(values, question_.neighbours,
                                     {.method = question_.method,
                                      .inference = Inference::permutation,
                                      .permutations = {.count = deals, .seed = 1},
                                      .alpha = question_.alpha,
                                      .correction = question_.correction});
    if (!found) return false;
    return std::ranges::any_of(raised, [&](std::size_t row) {
      const auto verdict = found->places[row].verdict;
      return verdict == PlaceVerdict::hot || verdict == PlaceVerdict::high_high;
    });
  }

 private:
  const PowerQuestion& question_;
  std::vector<std::size_t> centres_;
};

// The share of trials in which a rise is found; nothing when stopped.
std::optional<double> share_found(const Trial& trial, double rise, const LongWork& work) {
  Dice dice{static_cast<std::uint64_t>(rise * 1000)};
  int found = 0;
  for (int i = 0; i < trials; ++i) {
    if (work.is_stopped()) return std::nullopt;
    found += trial.finds(rise, dice) ? 1 : 0;
  }
  return static_cast<double>(found) / trials;
}
}  // namespace

std::optional<HotspotPower> power_of(const PowerQuestion& question, const LongWork& work) {
  const Trial trial{question};
  if (!trial.is_possible() || question.people.size() > most_places || question.total < 1 ||
      question.total > most_problems)
    return std::nullopt;
  HotspotPower power{.total = question.total, .doubled = 0, .shown_by = {}};
  const auto doubled = share_found(trial, rises[doubled_at], work);
  if (!doubled) return std::nullopt;
  power.doubled = *doubled;
  // Larger rises are found more often: the least one is between those that are not found and those that are.
  std::size_t low = *doubled >= often ? 0 : doubled_at + 1, high = *doubled >= often ? doubled_at : rises.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    const auto share = share_found(trial, rises[middle], work);
    if (!share) return std::nullopt;
    if (*share >= often)
      high = middle;
    else
      low = middle + 1;
  }
  if (low < rises.size()) power.shown_by = rises[low];
  return power;
}

}  // namespace riskmap
