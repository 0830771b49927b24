#include "layers/analysis/scan_deals.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <numeric>

#include "layers/analysis/dice.h"
#include "layers/core/job.h"

namespace riskmap {

namespace {
// Counts are weighed as if places differed by a fifth at least. How much they do can hardly be told from few counts; so
// the strongest circle means nearly the same whether they differ a little or not at all.
constexpr double least_variance = 0.04;

void put_weighed(std::span<const double> counts, std::span<const double> people, double variance, ScannedCounts& scan) {
  const auto left = information_left(scan.expected, variance);
  double seen = 0, due = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) seen += left[i] * counts[i], due += left[i] * people[i];
  scan.seen.resize(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    scan.seen[i] = left[i] * counts[i];
    scan.expected[i] = left[i] * people[i] * seen / due;
  }
  scan.total = seen;
}

std::vector<unsigned char> inside(const ScanWindows& windows, const ScanCircle& circle) {
  std::vector<unsigned char> is_inside(windows.places(), 0);
  for (const auto place : windows.members(circle)) is_inside[place] = 1;
  return is_inside;
}

// How much the places still differ once the circle has a rate of its own: 1 where they differ as `variance` says, less
// where they are more even.
double unrest_beside(std::span<const double> counts, std::span<const double> people, double variance,
                     std::span<const unsigned char> is_inside, std::span<const double> expected_alike) {
  const auto left = information_left(expected_alike, variance);
  constexpr double least = 0.05;  // of counts so even that they are no accident
  std::array<double, 2> seen{}, due{};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    seen[is_inside[i]] += left[i] * counts[i], due[is_inside[i]] += left[i] * people[i];
  }
  double index = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = people[i] * seen[is_inside[i]] / due[is_inside[i]];
    if (expected > 0) index += (counts[i] - expected) * (counts[i] - expected) / (expected * (1 + variance * expected));
  }
  return std::max(least, index / std::max(1.0, static_cast<double>(counts.size()) - 2));
}

// Cases fall to places by their shares: a pile is parted in two until it belongs to one place.
class Dealer {
 public:
  Dealer(std::span<const double> shares, std::vector<double>& counts) : counts_{counts}, upto_{0} {
    for (const double share : shares) upto_.push_back(upto_.back() + share);
  }
  [[nodiscard]] double all() const { return upto_.back(); }
  void deal(std::size_t first, std::size_t end, std::int64_t cases, Dice& dice) {
    if (end - first == 1 || cases == 0) {
      if (cases > 0) counts_[first] = static_cast<double>(cases);
      return;
    }
    const auto middle = first + (end - first) / 2;
    const double whole = upto_[end] - upto_[first];
    const double left = whole > 0 ? (upto_[middle] - upto_[first]) / whole : 0.5;
    const auto to_left = dice.successes(cases, left);
    deal(first, middle, to_left, dice);
    deal(middle, end, cases - to_left, dice);
  }

 private:
  std::vector<double>& counts_;
  std::vector<double> upto_;
};

std::vector<double> dealt(double total, std::span<const double> people, double variance, Dice& dice) {
  std::vector<double> shares{people.begin(), people.end()};
  if (variance > 0)
    for (auto& share : shares) share *= dice.factor(variance);
  std::vector<double> counts(people.size(), 0);
  Dealer dealer{shares, counts};
  dealer.deal(0, people.size(), static_cast<std::int64_t>(total), dice);
  return counts;
}
}  // namespace

ScannedCounts scanned(ScanNull null, std::span<const double> counts, std::span<const double> people,
                      const ScanWindows& windows) {
  ScannedCounts scan;
  const auto alike = fit_dispersed(counts, people);
  scan.null_variance = alike.variance;
  const auto scan_with = [&](double variance) {
    scan.expected = alike.expected;
    put_weighed(counts, people, variance, scan);
    scan.circle = windows.strongest(scan.seen, scan.expected, scan.total);
  };
  const bool is_dispersed = null != ScanNull::poisson;
  scan_with(is_dispersed ? alike.variance : 0);
  scan.fit = scan.circle.size == 0 ? alike : fit_dispersed(counts, people, inside(windows, scan.circle));
  if (!is_dispersed) return scan;
  const double variance = std::max(least_variance, scan.fit.variance);
  scan_with(variance);
  if (scan.circle.size == 0) return scan;
  scan.unrest = unrest_beside(counts, people, variance, inside(windows, scan.circle), alike.expected);
  scan.circle.ratio /= scan.unrest;
  return scan;
}

Result<std::vector<DealtScan>> dealt_scans(double total, std::span<const double> people, const ScanWindows& windows,
                                           const DealOptions& options, const LongWork& work) {
  constexpr int per_band = 25;
  std::vector<DealtScan> found(options.count);
  const int bands = static_cast<int>((options.count + per_band - 1) / per_band);
  JobPool pool{JobPool::default_workers(), JobPriority::background};
  std::atomic<int> done = 0;
  pool.fork_join(bands, [&](int band) {
    const auto first = static_cast<std::size_t>(band) * per_band, end = std::min(options.count, first + per_band);
    for (auto deal = first; deal < end && !work.is_stopped(); ++deal) {
      Dice dice{options.seed, deal};
      const auto scan = scanned(options.null, dealt(total, people, options.variance, dice), people, windows);
      found[deal] = {scan.circle.ratio, scan.fit.index, scan.circle.ratio};
      if (options.null != ScanNull::uncertain) continue;
      const auto again = dealt(total, people, scan.null_variance, dice);
      found[deal].ratio_again = scanned(options.null, again, people, windows).circle.ratio;
    }
    work.tell(static_cast<double>(++done) / bands);
  });
  if (work.is_stopped()) return fail(ErrorCode::cancelled, "spatial scan");
  return found;
}

}  // namespace riskmap
