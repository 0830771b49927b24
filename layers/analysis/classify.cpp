// Every scheme gives breaks; counts and sums follow from the breaks alone, so what is shown is what is drawn.
#include "layers/analysis/classify.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "layers/analysis/classify_fisher.h"
#include "layers/analysis/even_scale.h"
#include "layers/core/contract.h"

namespace riskmap {

namespace {
constexpr std::array schemes = {Scheme::quantile, Scheme::equal,      Scheme::fisher, Scheme::stddev, Scheme::box,
                                Scheme::box3,     Scheme::percentile, Scheme::pretty, Scheme::unique};
constexpr std::array<std::string_view, schemes.size() + 1> scheme_names = {
    "quantile", "equal", "fisher", "stddev", "box", "box3", "percentile", "pretty", "unique", "manual"};

// What can be squared and summed; a number beyond is no measurement of anything.
bool is_number(double value) {
  constexpr double largest = 1e150;
  return std::isfinite(value) && std::abs(value) <= largest;
}

std::vector<double> sorted_finite(std::span<const double> values) {
  std::vector<double> sorted;
  sorted.reserve(values.size());
  std::ranges::copy_if(values, std::back_inserter(sorted), is_number);
  for (double& value : sorted) value += 0.0;  // no minus before a zero
  std::ranges::sort(sorted);
  return sorted;
}

std::size_t distinct_count(std::span<const double> sorted) {
  std::size_t count = sorted.empty() ? 0 : 1;
  for (std::size_t i = 1; i < sorted.size(); ++i) count += sorted[i] != sorted[i - 1] ? 1U : 0U;
  return count;
}

double mean_of(std::span<const double> values) {
  // Around the first value, so that a large common offset does not eat the digits.
  double sum = 0;
  for (const double value : values) sum += value - values.front();
  return values.front() + sum / static_cast<double>(values.size());
}

double squared_deviations(std::span<const double> values) {
  if (values.empty()) return 0;
  const double mean = mean_of(values);
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return sum;
}

std::vector<double> equal_breaks(std::span<const double> sorted, int count) {
  std::vector<double> breaks;
  for (int i = 0; i <= count; ++i)
    breaks.push_back(std::lerp(sorted.front(), sorted.back(), static_cast<double>(i) / count));
  return breaks;
}

std::vector<double> quantile_breaks(std::span<const double> sorted, int count) {
  std::vector<double> breaks;
  for (int i = 0; i <= count; ++i) breaks.push_back(quantile_of(sorted, static_cast<double>(i) / count));
  return breaks;
}

// The fences of a box plot; without outliers on a side the outer class is empty.
std::vector<double> box_breaks(std::span<const double> sorted, double hinge) {
  const double low = quantile_of(sorted, 0.25), middle = quantile_of(sorted, 0.5), high = quantile_of(sorted, 0.75);
  const double reach = hinge * (high - low);
  return {std::min(sorted.front(), low - reach), low - reach, low, middle, high, high + reach,
          std::max(sorted.back(), high + reach)};
}

std::vector<double> percentile_breaks(std::span<const double> sorted) {
  std::vector<double> breaks{sorted.front()};
  for (const double p : {0.01, 0.10, 0.50, 0.90, 0.99}) breaks.push_back(quantile_of(sorted, p));
  breaks.push_back(sorted.back());
  return breaks;
}

// The step 1, 2, 5 or 10 times a power of ten that comes closest to `wanted`, with R's preference for the smaller one
// (pretty(): high.u.bias 1.5, u5.bias 2.75).
double round_step(double wanted) {
  const double power = std::pow(10.0, std::floor(std::log10(wanted)));
  double step = power;
  for (const auto& [factor, bias] : {std::pair{2.0, 1.5}, std::pair{5.0, 2.75}, std::pair{10.0, 1.5}}) {
    if (factor * power - wanted >= bias * (wanted - step)) break;
    step = factor * power;
  }
  return step;
}

// About `count` classes between round numbers that enclose [low, high]; R's pretty() for low < high, but for the least
// step, of which it knows nothing.
std::vector<double> pretty_breaks(double low, double high, int count, double least_step = 0) {
  constexpr double slack = 1e-10;
  const double step = std::max(round_step((high - low) / count), least_step);
  // Between numbers that a double hardly tells apart, or next to zero, there are no round ones.
  if (!(step > std::max(std::abs(low), std::abs(high)) * 1e-14) || !std::isnormal(step)) return {low, high};
  double first = std::floor(low / step + slack), last = std::ceil(high / step - slack);
  const int fewest = count / 3;
  if (const int lacking = fewest - static_cast<int>(last - first + 0.5); lacking > 0) {
    const int half = lacking / 2, rest = lacking - half;
    first -= first >= 0 ? rest : half;
    last += first >= 0 ? half : rest;
  }
  std::vector<double> breaks;
  for (double i = first; i <= last + 0.5; i += 1) breaks.push_back(i * step);
  // A value a rounding error beyond the outermost round number still belongs to the outermost class.
  breaks.front() = std::min(breaks.front(), low), breaks.back() = std::max(breaks.back(), high);
  return breaks;
}

// Round multiples of the standard deviation (n - 1) around the mean, as classInt does.
std::vector<double> stddev_breaks(std::span<const double> sorted, int count) {
  const double mean = mean_of(sorted);
  const double deviation = std::sqrt(squared_deviations(sorted) / static_cast<double>(sorted.size() - 1));
  if (!std::isnormal(deviation)) return {sorted.front(), sorted.back()};
  auto breaks = pretty_breaks((sorted.front() - mean) / deviation, (sorted.back() - mean) / deviation, count);
  for (double& value : breaks) value = mean + value * deviation;
  breaks.front() = std::min(breaks.front(), sorted.front()), breaks.back() = std::max(breaks.back(), sorted.back());
  return breaks;
}

std::vector<double> unique_breaks(std::span<const double> sorted) {
  std::vector<double> breaks{sorted.front()};
  std::ranges::unique_copy(sorted, std::back_inserter(breaks));
  return breaks;
}

// No problem is half a problem: classes of whole numbers begin and end with whole ones.
std::vector<double> round_breaks(std::span<const double> sorted, int count) {
  const bool is_whole = std::ranges::all_of(sorted, [](double value) { return value == std::round(value); });
  return pretty_breaks(sorted.front(), sorted.back(), count, is_whole ? 1 : 0);
}

// Of schemes that square: very small numbers would be told apart by nothing.
template <typename Breaks>
std::vector<double> at_own_scale(std::span<const double> sorted, Breaks breaks_at) {
  const int exponent = even_exponent(sorted);
  auto breaks = breaks_at(at_even_scale(sorted));
  for (double& value : breaks) value = std::ldexp(value, -exponent);
  return breaks;
}

// `count` is not more than there are different values.
std::vector<double> breaks_of(std::span<const double> sorted, Scheme scheme, int count) {
  if (scheme == Scheme::unique) return unique_breaks(sorted);
  if (sorted.front() == sorted.back()) return {sorted.front(), sorted.back()};
  switch (scheme) {
    case Scheme::quantile:
      return quantile_breaks(sorted, count);
    case Scheme::equal:
      return equal_breaks(sorted, count);
    case Scheme::fisher:
      return at_own_scale(sorted, [count](std::span<const double> even) { return fisher_breaks(even, count); });
    case Scheme::stddev:
      return at_own_scale(sorted, [count](std::span<const double> even) { return stddev_breaks(even, count); });
    case Scheme::box:
      return box_breaks(sorted, 1.5);
    case Scheme::box3:
      return box_breaks(sorted, 3);
    case Scheme::percentile:
      return percentile_breaks(sorted);
    case Scheme::pretty:
      return round_breaks(sorted, count);
    case Scheme::unique:
    case Scheme::manual:
      break;
  }
  return {};
}

// Ties give the same break twice: the class between them would be empty. The lowest class may hold its lower break
// alone.
void drop_empty_classes(std::vector<double>& breaks) {
  const auto repeated = std::ranges::unique(breaks.begin() + 1, breaks.end());
  breaks.erase(repeated.begin(), repeated.end());
}

Classes counted(std::span<const double> sorted, std::vector<double> breaks, Classes classes) {
  classes.breaks = std::move(breaks);
  classes.lowest = sorted.front(), classes.highest = sorted.back();
  auto begin = sorted.begin();
  for (std::size_t i = 1; i < classes.breaks.size(); ++i) {
    const auto end =
        i + 1 == classes.breaks.size() ? sorted.end() : std::upper_bound(begin, sorted.end(), classes.breaks[i]);
    classes.counts.push_back(end - begin);
    classes.ssd += squared_deviations({begin, end});
    begin = end;
  }
  return classes;
}
}  // namespace

std::span<const Scheme> all_schemes() {
  return schemes;
}

std::string_view name_of(Scheme scheme) {
  return scheme_names[static_cast<std::size_t>(scheme)];
}

std::optional<Scheme> scheme_named(std::string_view name) {
  if (name == "jenks" || name == "natural") return Scheme::fisher;
  const auto found = std::ranges::find(scheme_names, name);
  if (found == scheme_names.end()) return std::nullopt;
  return static_cast<Scheme>(found - scheme_names.begin());
}

bool makes_own_count(Scheme scheme) {
  using enum Scheme;
  return scheme == box || scheme == box3 || scheme == percentile || scheme == unique || scheme == manual;
}

int Classes::class_of(double value) const {
  if (!is_number(value) || counts.empty()) return no_class;
  // The first inner break that is not below the value closes its class.
  const auto inner = std::span{breaks}.subspan(1, breaks.size() - 2);
  return static_cast<int>(std::ranges::lower_bound(inner, value) - inner.begin());
}

Classes classify(std::span<const double> values, Scheme scheme, int count) {
  const auto sorted = sorted_finite(values);
  Classes classes;
  classes.scheme = scheme;
  classes.asked = std::clamp(count, 1, 64);
  classes.missing = static_cast<std::int64_t>(values.size() - sorted.size());
  if (sorted.empty()) return classes;
  const int different = static_cast<int>(std::min<std::size_t>(distinct_count(sorted), 64));
  const bool is_wish = scheme == Scheme::pretty || scheme == Scheme::stddev;
  int wanted = std::min(classes.asked, different);
  auto breaks = breaks_of(sorted, scheme, wanted);
  while (is_wish && wanted > 1 && std::ssize(breaks) - 1 > different) breaks = breaks_of(sorted, scheme, --wanted);
  if (scheme == Scheme::quantile) drop_empty_classes(breaks);
  const bool is_as_asked = makes_own_count(scheme) || (is_wish && different >= classes.asked);
  if (is_as_asked && breaks.size() > 2) classes.asked = static_cast<int>(breaks.size()) - 1;
  return counted(sorted, std::move(breaks), std::move(classes));
}

Classes classify_by(std::span<const double> values, std::span<const double> inner_breaks) {
  const auto sorted = sorted_finite(values);
  Classes classes;
  classes.scheme = Scheme::manual;
  classes.asked = static_cast<int>(inner_breaks.size()) + 1;
  classes.missing = static_cast<std::int64_t>(values.size() - sorted.size());
  if (sorted.empty()) return classes;
  std::vector<double> breaks{inner_breaks.begin(), inner_breaks.end()};
  std::ranges::sort(breaks);
  breaks.insert(breaks.begin(), breaks.empty() ? sorted.front() : std::min(breaks.front(), sorted.front()));
  breaks.push_back(std::max(breaks.back(), sorted.back()));
  return counted(sorted, std::move(breaks), std::move(classes));
}

ToldClasses told(const Classes& classes) {
  ToldClasses out{classes};
  auto& breaks = out.classes.breaks;
  auto& counts = out.classes.counts;
  if (counts.empty()) return out;
  // Only what a formula laid beyond the values: round numbers and breaks that somebody gave are meant as they are.
  using enum Scheme;
  const auto scheme = classes.scheme;
  if (scheme != box && scheme != box3 && scheme != stddev) return out;
  for (double& value : breaks) value = std::clamp(value, classes.lowest, classes.highest);
  const auto is_hollow = [&](std::size_t i) { return counts[i] == 0 && breaks[i] == breaks[i + 1]; };
  while (counts.size() > 1 && is_hollow(counts.size() - 1)) counts.pop_back(), breaks.pop_back();
  while (counts.size() > 1 && is_hollow(0)) counts.erase(counts.begin()), breaks.erase(breaks.begin()), ++out.first;
  return out;
}

double quantile_of(std::span<const double> sorted, double p) {
  RISKMAP_REQUIRE(!sorted.empty());
  double position = static_cast<double>(sorted.size() - 1) * std::clamp(p, 0.0, 1.0);
  // 210 · (1/6) may come out a rounding error beside 35: then a value would fall out of the class it closes.
  const double whole = std::round(position);
  if (std::abs(position - whole) <= 4 * std::numeric_limits<double>::epsilon() * whole) position = whole;
  const auto low = static_cast<std::size_t>(position);
  const auto high = std::min(low + 1, sorted.size() - 1);
  return std::lerp(sorted[low], sorted[high], position - static_cast<double>(low));
}

}  // namespace riskmap
