// The optimal last cut moves right as the prefix grows, so each layer of the dynamic programme is filled by halving.
#include "layers/analysis/classify_fisher.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "layers/core/contract.h"

namespace riskmap {

namespace {
// Distinct values with prefix sums. s2 - s1²/w cancels for large offsets, hence the centring and the long sums.
class DistinctValues {
 public:
  explicit DistinctValues(std::span<const double> sorted) {
    const long double centre = sorted[sorted.size() / 2];
    for (const double value : sorted) {
      if (values_.empty() || values_.back() != value) {
        values_.push_back(value);
        sums_.push_back(sums_.back());
      }
      const long double deviation = value - centre;
      sums_.back().count += 1;
      sums_.back().first += deviation;
      sums_.back().second += deviation * deviation;
    }
  }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] double operator[](std::size_t i) const { return values_[i]; }
  // Sum of squared deviations of values [begin, end) from their mean.
  [[nodiscard]] double cost(std::size_t begin, std::size_t end) const {
    const auto &low = sums_[begin], &high = sums_[end];
    const long double first = high.first - low.first;
    return static_cast<double>(high.second - low.second - first * first / (high.count - low.count));
  }

 private:
  struct Sums {
    long double count = 0, first = 0, second = 0;
  };
  std::vector<double> values_;
  std::vector<Sums> sums_{Sums{}};  // sums_[i] covers the first i distinct values
};

// One layer: best cost of the first `end` values in one class more than `before` holds, and where its last class
// begins.
class Layer {
 public:
  Layer(const DistinctValues& values, const std::vector<double>& before, std::size_t classes)
      : values_{values},
        before_{before},
        classes_{classes},
        cost_(values.size() + 1, infinite),
        cut_(values.size() + 1) {
    fill(classes, values.size(), classes - 1, values.size() - 1);
  }
  std::vector<double> cost() && { return std::move(cost_); }
  std::vector<std::uint32_t> cut() && { return std::move(cut_); }

 private:
  static constexpr double infinite = std::numeric_limits<double>::infinity();

  // Ends in [first, last], whose cuts are known to lie in [lowest, highest].
  void fill(std::size_t first, std::size_t last, std::size_t lowest, std::size_t highest) {
    const std::size_t end = first + (last - first) / 2;
    for (std::size_t cut = std::max(lowest, classes_ - 1); cut <= std::min(highest, end - 1); ++cut) {
      const double cost = before_[cut] + values_.cost(cut, end);
      if (cost < cost_[end]) cost_[end] = cost, cut_[end] = static_cast<std::uint32_t>(cut);
    }
    if (first < end) fill(first, end - 1, lowest, cut_[end]);
    if (end < last) fill(end + 1, last, cut_[end], highest);
  }

  const DistinctValues& values_;
  const std::vector<double>& before_;
  std::size_t classes_;
  std::vector<double> cost_;
  std::vector<std::uint32_t> cut_;
};
}  // namespace

std::vector<double> fisher_breaks(std::span<const double> sorted, int count) {
  RISKMAP_REQUIRE(!sorted.empty() && count >= 1);
  const DistinctValues values{sorted};
  const auto classes = static_cast<std::size_t>(count);
  RISKMAP_REQUIRE(classes <= values.size());

  std::vector<double> cost(values.size() + 1, 0);
  for (std::size_t end = 1; end <= values.size(); ++end) cost[end] = values.cost(0, end);
  std::vector<std::vector<std::uint32_t>> cuts;
  for (std::size_t layer_classes = 2; layer_classes <= classes; ++layer_classes) {
    Layer layer{values, cost, layer_classes};
    cuts.push_back(std::move(layer).cut());
    cost = std::move(layer).cost();
  }

  std::vector<double> breaks{values[values.size() - 1]};
  for (std::size_t end = values.size(); !cuts.empty(); cuts.pop_back()) {
    end = cuts.back()[end];
    breaks.push_back(values[end - 1]);
  }
  breaks.push_back(values[0]);
  std::ranges::reverse(breaks);
  return breaks;
}

}  // namespace riskmap
