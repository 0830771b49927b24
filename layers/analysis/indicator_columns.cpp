// The numeric columns of a plain file as indicators.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "layers/analysis/code_column.h"
#include "layers/analysis/indicator.h"
#include "layers/core/text.h"

namespace riskmap {

namespace {
constexpr double no_data = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t many_features = 50'000;  // natural breaks of more would be felt when a file opens

// A number, and not a code that only looks like one: "007" is a code, "0.7" is a number.
std::optional<double> number_in(std::string_view text) {
  const auto digits = text.substr(text.starts_with('-') ? 1 : 0);
  if (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') return std::nullopt;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

// The column as numbers, NaN where empty; nothing when it holds anything else or nothing at all.
std::optional<std::vector<double>> numbers_of(const Column& column) {
  if (column.is_numeric()) return column.numbers;
  if (column.type != ColumnType::text) return std::nullopt;
  std::vector<double> numbers(column.texts.size(), no_data);
  bool has_number = false;
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    const auto text = trimmed(column.texts[row]);
    if (text.empty()) continue;
    const auto number = number_in(text);
    if (!number) return std::nullopt;
    numbers[row] = *number;
    has_number = true;
  }
  if (!has_number) return std::nullopt;
  return numbers;
}

// In which hardly any feature differs: the year of a file, an angle that is 0 but for one feature. A value that so many
// have is the middle one.
bool are_nearly_all_the_same(const std::vector<double>& numbers) {
  std::vector<double> known;
  std::ranges::copy_if(numbers, std::back_inserter(known), [](double number) { return std::isfinite(number); });
  if (known.empty()) return true;
  const auto middle = known.begin() + static_cast<std::ptrdiff_t>(known.size() / 2);
  std::ranges::nth_element(known, middle);
  return 20 * std::ranges::count(known, *middle) > 19 * std::ssize(known);
}
}  // namespace

std::vector<Indicator> indicators_of(const FeatureTable& features) {
  std::vector<Indicator> indicators;
  for (const Column& column : features.columns) {
    const auto numbers = numbers_of(column);
    if (!numbers) continue;
    Indicator indicator;
    indicator.id = indicator.label = column.name;
    indicator.kind = IndicatorKind::number;
    if (features.size() > many_features) indicator.scheme = Scheme::quantile;
    const bool is_whole =
        std::ranges::all_of(*numbers, [](double v) { return !std::isfinite(v) || v == std::round(v); });
    indicator.decimals = is_whole ? 0 : 4;
    indicator.is_code = are_codes(column.name, *numbers);
    indicator.tells_nothing = indicator.is_code || are_nearly_all_the_same(*numbers);
    indicators.push_back(std::move(indicator));
  }
  std::ranges::stable_partition(indicators, [](const Indicator& indicator) { return !indicator.tells_nothing; });
  return indicators;
}

IndicatorValues column_values(const FeatureTable& features, std::string_view column) {
  IndicatorValues values;
  values.is_uncertain.assign(features.size(), 0);
  const Column* found = features.find_column(column);
  values.values = found ? numbers_of(*found).value_or(std::vector<double>{}) : std::vector<double>{};
  values.values.resize(features.size(), no_data);
  return values;
}

}  // namespace riskmap
