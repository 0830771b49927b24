#include "layers/analysis/scan_windows.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "layers/analysis/nearest.h"

namespace riskmap {

namespace {
constexpr std::size_t most_entries = 4'000'000;
}

double likelihood_ratio(double seen, double expected, double total) {
  if (seen <= expected) return 0;
  const double rest = total - seen;
  return seen * std::log(seen / expected) + (rest > 0 ? rest * std::log(rest / (total - expected)) : 0);
}

Result<ScanWindows> ScanWindows::around(const Places& places, std::span<const double> people,
                                        const std::stop_token& stop) {
  ScanWindows windows;
  const std::size_t count = places.size();
  if (count < 2) return windows;  // of one place nothing can be compared
  const auto reach = std::min(count - 1, std::max<std::size_t>(1, most_entries / count));
  const auto others = nearest_neighbours(places, reach, stop);
  if (!others) return std::unexpected{others.error()};
  windows.half_ = std::accumulate(people.begin(), people.end(), 0.0) / 2;
  windows.are_cut_ = reach + 1 < count;
  for (std::uint32_t centre = 0; centre < count; ++centre) {
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "scan windows");
    windows.add_centre(centre, others->of(centre), places, people);
  }
  return windows;
}

void ScanWindows::add_centre(std::uint32_t centre, std::span<const std::uint32_t> others, const Places& places,
                             std::span<const double> people) {
  std::vector<std::pair<double, std::uint32_t>> ranked{{0, centre}};
  const double rounding = places.rounding();
  for (const auto other : others) ranked.emplace_back(std::round(places.distance(centre, other) / rounding), other);
  std::ranges::sort(ranked);
  const double hair = 1e-9 * half_;  // a half in the data is a half, whatever was lost in adding up
  double held = 0;
  std::size_t last_closed = member_.size();
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    held += people[ranked[i].second];
    if (held > half_ + hair) break;
    const bool closes = i + 1 < ranked.size() ? ranked[i + 1].first > ranked[i].first : !are_cut_;
    member_.push_back(ranked[i].second);
    closes_.push_back(closes ? 1 : 0);
    if (closes) last_closed = member_.size();
  }
  member_.resize(last_closed), closes_.resize(last_closed);
  offset_.push_back(last_closed);
}

ScanCircle ScanWindows::strongest(std::span<const double> seen, std::span<const double> expected, double total,
                                  std::span<const unsigned char> is_taken) const {
  ScanCircle best;
  for (std::uint32_t centre = 0; centre < places(); ++centre) {
    double inside = 0, due = 0;
    for (auto i = offset_[centre]; i < offset_[centre + 1]; ++i) {
      const auto place = member_[i];
      if (!is_taken.empty() && is_taken[place] != 0) break;
      inside += seen[place], due += expected[place];
      const double excess = inside - due;
      // The ratio is never above excess²·total / (due·(total − due)): few logarithms are needed.
      if (closes_[i] == 0 || excess <= 0 || excess * excess * total <= best.ratio * due * (total - due)) continue;
      const double ratio = likelihood_ratio(inside, due, total);
      if (ratio > best.ratio) best = {centre, i + 1 - offset_[centre], ratio};
    }
  }
  return best;
}

std::span<const std::uint32_t> ScanWindows::members(const ScanCircle& circle) const {
  return std::span{member_}.subspan(offset_[circle.centre], circle.size);
}

ScanCircle ScanWindows::tightest(const ScanCircle& circle, const Places& places) const {
  const auto sorted = [this](const ScanCircle& one) {
    std::vector<std::uint32_t> all{members(one).begin(), members(one).end()};
    std::ranges::sort(all);
    return all;
  };
  const auto radius = [&](const ScanCircle& one) { return places.distance(one.centre, members(one).back()); };
  const auto wanted = sorted(circle);
  auto best = circle;
  for (const auto centre : wanted) {
    const ScanCircle other{centre, circle.size, circle.ratio};
    if (offset_[centre + 1] - offset_[centre] < circle.size || closes_[offset_[centre] + circle.size - 1] == 0)
      continue;
    if (sorted(other) == wanted && radius(other) < radius(best) - places.rounding()) best = other;
  }
  return best;
}

}  // namespace riskmap
