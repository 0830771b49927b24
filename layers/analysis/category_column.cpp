#include "layers/analysis/category_column.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <string_view>

#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::size_t most_different = 500;  // more are no kinds

using Counts = std::map<std::string_view, std::size_t>;

// Nothing where the texts hardly come again.
std::optional<Counts> counts_of(const Column& column) {
  if (column.type != ColumnType::text || column.is_numeric()) return std::nullopt;
  Counts counts;
  std::size_t all = 0;
  for (const auto& text : column.texts) {
    if (text.empty()) continue;
    ++counts[text], ++all;
    if (counts.size() > most_different) return std::nullopt;
  }
  if (counts.empty() || 2 * counts.size() > all) return std::nullopt;
  return counts;
}

std::vector<std::string> commonest(const Counts& counts) {
  std::vector<std::pair<std::string_view, std::size_t>> by_count{counts.begin(), counts.end()};
  std::ranges::stable_sort(by_count, std::ranges::greater{}, [](const auto& entry) { return entry.second; });
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(by_count.size(), most_categories_told); ++i)
    texts.emplace_back(by_count[i].first);
  if (by_count.size() > texts.size()) texts.emplace_back();
  return texts;
}
}  // namespace

std::vector<Indicator> category_indicators(const FeatureTable& features) {
  std::vector<Indicator> indicators;
  const auto numeric = indicators_of(features);
  for (const auto& column : features.columns) {
    if (std::ranges::find(numeric, column.name, &Indicator::id) != numeric.end()) continue;
    const auto counts = counts_of(column);
    if (!counts) continue;
    auto& indicator = indicators.emplace_back();
    indicator.id = indicator.label = column.name;
    indicator.kind = IndicatorKind::category;
    indicator.scheme = Scheme::unique;
    indicator.categories = commonest(*counts);
    indicator.tells_nothing = true;
  }
  return indicators;
}

IndicatorValues category_values(const Indicator& indicator, const FeatureTable& features) {
  IndicatorValues values;
  values.values.assign(features.size(), std::numeric_limits<double>::quiet_NaN());
  values.is_uncertain.assign(features.size(), 0);
  const auto* column = features.find_column(indicator.id);
  if (column == nullptr || column->type != ColumnType::text) return values;
  std::map<std::string_view, std::size_t> number_of;
  for (std::size_t i = 0; i < indicator.categories.size(); ++i) number_of.emplace(indicator.categories[i], i);
  for (std::size_t row = 0; row < values.values.size(); ++row) {
    if (column->texts[row].empty()) continue;
    const auto found = number_of.find(column->texts[row]);
    values.values[row] =
        static_cast<double>(found != number_of.end() ? found->second : indicator.categories.size() - 1);
  }
  return values;
}

std::string category_label(const Indicator& indicator, std::size_t category) {
  const auto& text = indicator.categories[category];
  return text.empty() ? tr("other") : text;
}

}  // namespace riskmap
