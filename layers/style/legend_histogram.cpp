#include "layers/style/legend_histogram.h"

#include <algorithm>
#include <cmath>

namespace riskmap {

namespace {
constexpr int bars = 24;

struct Bars {
  double from = 0, width = 1;
  std::size_t count = 0;
  [[nodiscard]] std::size_t of(double value) const {
    const auto bar = static_cast<std::ptrdiff_t>((value - from) / width);
    return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(bar, 0, static_cast<std::ptrdiff_t>(count) - 1));
  }
};

// Whole numbers over a short range get a bar each: fewer bars would alternate between one number and two.
Bars bars_for(std::span<const double> values, const Classes& classes) {
  const double low = classes.lowest, high = classes.highest;
  const bool is_whole = std::ranges::all_of(
      values, [&](double value) { return classes.class_of(value) == no_class || value == std::round(value); });
  if (is_whole && high - low < 2 * bars) return {low - 0.5, 1, static_cast<std::size_t>(high - low) + 1};
  return {low, (high - low) / bars, bars};
}
}  // namespace

std::vector<HistogramBin> histogram_of(std::span<const double> values, const Classes& classes,
                                       std::span<const Colour> class_colours) {
  if (classes.size() == 0 || !(classes.highest > classes.lowest)) return {};
  const auto place = bars_for(values, classes);
  std::vector<std::int64_t> counts(place.count * classes.size());  // by bar and class
  for (const double value : values)
    if (const int found = classes.class_of(value); found != no_class)
      ++counts[place.of(value) * classes.size() + static_cast<std::size_t>(found)];
  std::vector<HistogramBin> bins(place.count);
  for (std::size_t i = 0; i < bins.size(); ++i) {
    bins[i].from = place.from + place.width * static_cast<double>(i);
    bins[i].to = bins[i].from + place.width;
    for (std::size_t of = 0; of < classes.size(); ++of) {
      const auto count = counts[i * classes.size() + of];
      if (count == 0) continue;
      bins[i].count += count;
      bins[i].parts.push_back({count, class_colours[of]});
    }
  }
  return bins;
}

}  // namespace riskmap
