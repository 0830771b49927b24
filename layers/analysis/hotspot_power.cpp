#include "layers/analysis/hotspot_power.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "layers/analysis/dice.h"
#include "layers/analysis/rates.h"
#include "layers/analysis/spatial_scan.h"

namespace riskmap {

namespace {
constexpr double often = 0.8, most_rise = 10;
// The middle of the last step is at most half of it from where the share passes `often`; the rest of the promised
// quarter is left to chance.
constexpr double rise_step = 0.1;
// Enough deals for a p that survives correction for some hundred places; more would change the share of finds little.
constexpr std::size_t deals = 4999;
constexpr std::size_t least_places = 4, most_places = 2000, most_scanned_places = 200;
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

  // Whether a rise around some place is found at one of the places that it touches. The same trial has the same centre
  // and the same throws whatever the rise.
  bool finds(double rise, int trial) const {
    Dice dice{static_cast<std::uint64_t>(trial) + 1};
    const auto centre = centres_[static_cast<std::size_t>(dice.share() * static_cast<double>(centres_.size()))];
    auto raised = std::vector<std::size_t>{centre};
    for (const auto other : question_.neighbours.of(centre)) raised.push_back(other);
    auto shares = question_.people;
    if (question_.variance > 0)
      for (auto& share : shares) share *= dice.factor(question_.variance);
    for (const auto row : raised) shares[row] *= rise;
    auto values = dealt(shares, question_.total, dice);
    if (question_.method == HotspotMethod::scan) return is_scanned(values, raised);
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
  // Whether a circle that stands out holds one of these places.
  [[nodiscard]] bool is_scanned(const std::vector<double>& counts, const std::vector<std::size_t>& raised) const {
    const auto few_deals = static_cast<std::size_t>(std::ceil(2 / question_.alpha)) - 1;  // 39 at 0.05
    const auto people = question_.has_base ? std::span{question_.people} : std::span<const double>{};
    const auto found =
        spatial_scan(counts, people, question_.places, {.deals = few_deals, .seed = 1, .alpha = question_.alpha});
    return found && std::ranges::any_of(found->clusters, [&](const ScanCluster& cluster) {
             return cluster.p <= question_.alpha &&
                    std::ranges::find_first_of(cluster.rows, raised) != cluster.rows.end();
           });
  }

  const PowerQuestion& question_;
  std::vector<std::size_t> centres_;
};

// The share of trials in which a rise is found; nothing when stopped.
std::optional<double> share_found(const Trial& trial, double rise, const LongWork& work, TrialRange range = {}) {
  int found = 0;
  for (int i = range.first; i < range.first + range.count; ++i) {
    if (work.is_stopped()) return std::nullopt;
    found += trial.finds(rise, i) ? 1 : 0;
  }
  return static_cast<double>(found) / range.count;
}

// Where between two rises the share passes `often`; nothing when stopped.
std::optional<double> rise_between(const Trial& trial, double low, double high, const LongWork& work) {
  while (high - low > rise_step) {
    const double middle = (low + high) / 2;
    const auto share = share_found(trial, middle, work);
    if (!share) return std::nullopt;
    (*share >= often ? high : low) = middle;
  }
  return (low + high) / 2;
}
}  // namespace

bool operator==(const PowerQuestion& one, const PowerQuestion& other) {
  const auto are_same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
  const auto are_alike = [&](const std::vector<double>& some, const std::vector<double>& others) {
    return std::ranges::equal(some, others, are_same);
  };
  return are_alike(one.people, other.people) && one.neighbours == other.neighbours && one.total == other.total &&
         one.variance == other.variance && are_alike(one.places.x, other.places.x) &&
         are_alike(one.places.y, other.places.y) && one.has_base == other.has_base && one.method == other.method &&
         one.correction == other.correction && one.alpha == other.alpha;
}

double share_of_rises_found(const PowerQuestion& question, double rise, TrialRange range) {
  return share_found(Trial{question}, rise, {}, range).value_or(0);
}

std::optional<HotspotPower> power_of(const PowerQuestion& question, const LongWork& work) {
  const Trial trial{question};
  const auto most = question.method == HotspotMethod::scan ? most_scanned_places : most_places;
  if (!trial.is_possible() || question.people.size() > most || question.total < 1 || question.total > most_problems)
    return std::nullopt;
  HotspotPower power{.total = question.total, .doubled = 0, .variance = question.variance, .shown_by = {}};
  const auto doubled = share_found(trial, 2, work);
  if (!doubled) return std::nullopt;
  power.doubled = *doubled;
  double low = 1, high = 2;
  if (*doubled < often) {
    const auto at_most = share_found(trial, most_rise, work);
    if (!at_most) return std::nullopt;
    if (*at_most < often) return power;
    low = 2, high = most_rise;
  }
  power.shown_by = rise_between(trial, low, high, work);
  if (!power.shown_by) return std::nullopt;
  return power;
}

}  // namespace riskmap
