// Class breaks of a map: values in, breaks and counts out. Definitions and peers: `numbers.md` §1.11.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace riskmap {

enum class Scheme { quantile, equal, fisher, stddev, box, percentile, pretty, unique };

std::span<const Scheme> all_schemes();
std::string_view name_of(Scheme scheme);                    // "quantile", … as on the command line
std::optional<Scheme> scheme_named(std::string_view name);  // also "jenks" and "natural" for fisher

// Class i holds breaks[i] < value <= breaks[i + 1]; the lowest class holds its lower break too. Box and percentile
// always have their six classes, some of them empty; any other scheme gives fewer than asked where the values are too
// few or tied.
struct Classes {
  Scheme scheme = Scheme::quantile;
  int asked = 0;
  std::vector<double> breaks;  // size() + 1 ascending numbers, minimum and maximum included; empty = no value at all
  std::vector<std::int64_t> counts;  // values per class
  double ssd = 0;                    // sum of squared deviations from the class means
  std::int64_t missing = 0;          // NaN, infinite and beyond ±1e150

  [[nodiscard]] std::size_t size() const { return counts.size(); }
  [[nodiscard]] bool is_reduced() const { return static_cast<int>(counts.size()) < asked; }
  // no_class for a missing value; a value outside the breaks belongs to the nearest class.
  [[nodiscard]] int class_of(double value) const;
};
inline constexpr int no_class = -1;

// `count` is a wish for pretty and stddev (round numbers win), ignored by box, percentile and unique; 1 to 64 are
// taken.
Classes classify(std::span<const double> values, Scheme scheme, int count);
// Given inner breaks (a saved view, a hand-made legend): the ends become the minimum and maximum of the values.
Classes classify_by(std::span<const double> values, std::span<const double> inner_breaks);

// R's type 7: linear between order statistics at (n - 1)·p. `sorted` must not be empty.
double quantile_of(std::span<const double> sorted, double p);

}  // namespace riskmap
