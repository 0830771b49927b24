// Class breaks of a map: values in, breaks and counts out. Definitions and peers: `numbers.md` §1.11.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace riskmap {

// box: the fences of a box plot, 1.5 interquartile ranges out; box3: the outer ones, 3 out. manual: breaks that
// somebody gave.
enum class Scheme { quantile, equal, fisher, stddev, box, box3, percentile, pretty, unique, manual };

std::span<const Scheme> all_schemes();                      // that follow from the values: without manual
std::string_view name_of(Scheme scheme);                    // "quantile", … as on the command line
bool makes_own_count(Scheme scheme);                        // nobody is asked how many classes
std::optional<Scheme> scheme_named(std::string_view name);  // also "jenks" and "natural" for fisher

// Class i holds breaks[i] < value <= breaks[i + 1]; the lowest class holds its lower break too. Box and percentile maps
// always have their six classes, some of them empty; any other scheme gives fewer than asked where the values are too
// few or tied, and never more classes than there are different values.
struct Classes {
  Scheme scheme = Scheme::quantile;
  int asked = 0;
  std::vector<double> breaks;  // size() + 1 ascending numbers, minimum and maximum included; empty = no value at all
  std::vector<std::int64_t> counts;   // values per class
  double ssd = 0;                     // sum of squared deviations from the class means
  std::int64_t missing = 0;           // NaN, infinite and beyond ±1e150
  double lowest = 0, highest = 0;     // of the values; breaks may lie beyond them
  bool is_instead_of_unique = false;  // too many different values to list each

  [[nodiscard]] std::size_t size() const { return counts.size(); }
  [[nodiscard]] bool is_reduced() const { return static_cast<int>(counts.size()) < asked; }
  // no_class for a missing value; a value outside the breaks belongs to the nearest class.
  [[nodiscard]] int class_of(double value) const;
};
inline constexpr int no_class = -1;
inline constexpr int doubtful_class = -2;  // on a map: of a value that is known, but not well enough to say its class

// The classes as they are told: a fence of a box map, or a round multiple of the deviation, that lies beyond every
// value gives way to the value, and classes at the ends in which nothing can be are left out.
struct ToldClasses {
  Classes classes;
  std::size_t first = 0;  // the told class i is class first + i of the map
};
ToldClasses told(const Classes& classes);

// `count` is a wish for pretty and stddev (round numbers win; whole values have whole ones), ignored by box, box3,
// percentile and unique; 1 to 64 are taken.
Classes classify(std::span<const double> values, Scheme scheme, int count);
// Given inner breaks (a saved view, a hand-made legend): the ends become the minimum and maximum of the values.
Classes classify_by(std::span<const double> values, std::span<const double> inner_breaks);

// R's type 7: linear between order statistics at (n - 1)·p. `sorted` must not be empty.
double quantile_of(std::span<const double> sorted, double p);

}  // namespace riskmap
