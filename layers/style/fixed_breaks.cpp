#include "layers/style/fixed_breaks.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "layers/core/number_text.h"
#include "layers/core/text.h"

namespace riskmap {

namespace {
constexpr std::string_view locked_word = "locked ", by_hand_word = "by hand ";

std::optional<double> plain_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// Ascending, without one twice; a class beyond ±1e150 would be no class of numbers.
std::optional<std::vector<double>> in_order(std::vector<double> breaks) {
  constexpr double largest = 1e150;
  if (breaks.empty() || breaks.size() > most_fixed_breaks) return std::nullopt;
  if (std::ranges::adjacent_find(breaks, std::greater_equal{}) != breaks.end()) return std::nullopt;
  if (std::abs(breaks.front()) > largest || std::abs(breaks.back()) > largest) return std::nullopt;
  return breaks;
}

template <typename Read>
std::optional<std::vector<double>> breaks_in(const std::vector<std::string>& parts, Read read) {
  std::vector<double> breaks;
  for (const auto& part : parts) {
    const auto number = read(trimmed(part));
    if (!number || !std::isfinite(*number)) return std::nullopt;
    breaks.push_back(*number);
  }
  return in_order(std::move(breaks));
}
}  // namespace

std::vector<double> inner_breaks_of(const Classes& classes) {
  const auto& breaks = classes.breaks;
  if (breaks.size() < 3) return {};
  std::vector<double> inner{breaks.begin() + 1, breaks.end() - 1};
  inner.erase(std::ranges::unique(inner).begin(), inner.end());
  return inner;
}

FixedBreaks locked(FixedBreaks breaks, const std::vector<double>& inner) {
  if (breaks.is_empty()) breaks.inner = inner;
  breaks.is_locked = !breaks.is_empty();
  return breaks;
}

FixedBreaks unlocked(FixedBreaks breaks) {
  breaks.is_locked = false;
  return breaks.is_hand_made ? breaks : FixedBreaks{};
}

FixedBreaks for_another_indicator(const FixedBreaks& breaks) {
  return breaks.is_locked ? breaks : FixedBreaks{};
}

std::vector<double> with_break_at(std::vector<double> inner, std::size_t index, double value, double step) {
  double taken = std::round(value / step) * step;
  if (index > 0 && taken <= inner[index - 1]) taken = inner[index - 1] + step;
  if (index + 1 < inner.size() && taken >= inner[index + 1]) taken = inner[index + 1] - step;
  const bool has_room =
      (index == 0 || taken > inner[index - 1]) && (index + 1 == inner.size() || taken < inner[index + 1]);
  if (has_room) inner[index] = taken;
  return inner;
}

double break_step(double low, double high, bool is_whole) {
  const double hundredth = (high - low) / 100;
  if (!(hundredth > 0) || !std::isnormal(hundredth)) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(hundredth)));
  double step = 10 * power;
  for (const double factor : {5.0, 2.0, 1.0})
    if (factor * power >= hundredth) step = factor * power;
  return is_whole ? std::max(1.0, step) : step;
}

std::optional<std::vector<double>> typed_breaks(std::string_view text) {
  // A comma before a space parts two numbers too, as English has it: "10, 20".
  std::string parted{text};
  for (auto at = parted.find(", "); at != std::string::npos; at = parted.find(", ")) parted[at] = ';';
  return breaks_in(split(parted, ';'), [](std::string_view part) { return number_from(part); });
}

std::optional<std::vector<double>> listed_breaks(std::string_view text) {
  return breaks_in(split(text, ','), plain_number);
}

std::string line_of(const FixedBreaks& breaks) {
  if (breaks.is_empty()) return {};
  return fmt::format("{}{}{}", breaks.is_locked ? locked_word : "", breaks.is_hand_made ? by_hand_word : "",
                     fmt::join(breaks.inner, " "));
}

FixedBreaks fixed_breaks_from(std::string_view line) {
  FixedBreaks breaks;
  const auto take = [&line](std::string_view word) {
    const bool is_there = line.starts_with(word);
    if (is_there) line.remove_prefix(word.size());
    return is_there;
  };
  breaks.is_locked = take(locked_word);
  breaks.is_hand_made = take(by_hand_word);
  if (!breaks.is_locked && !breaks.is_hand_made) return {};
  auto inner = breaks_in(split(line, ' '), plain_number);
  if (!inner) return {};
  breaks.inner = std::move(*inner);
  return breaks;
}

}  // namespace riskmap
