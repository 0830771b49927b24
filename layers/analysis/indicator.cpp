#include "layers/analysis/indicator.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <span>
#include <utility>

#include "layers/analysis/category_column.h"
#include "layers/analysis/code_column.h"
#include "layers/analysis/indicator_passport.h"
#include "layers/analysis/indicator_rates.h"
#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr double no_data = std::numeric_limits<double>::quiet_NaN();
constexpr double least_completeness = 0.5;     // of the risk index's leaves
constexpr std::size_t many_features = 50'000;  // natural breaks of more would be felt when a file opens

double share(int part, int whole) {
  return whole == 0 ? no_data : static_cast<double>(part) / whole;
}

// Kind, first classes and first palette of a family of indicators.
struct Look {
  IndicatorKind kind;
  Scheme scheme;
  const char* palette;
};
constexpr Look plain_count{IndicatorKind::count, Scheme::fisher, "YlGnBu"};
constexpr Look grave_count{IndicatorKind::count, Scheme::fisher, "YlOrRd"};
constexpr Look good_count{IndicatorKind::count, Scheme::fisher, "PuBu"};
constexpr Look coverage{IndicatorKind::share, Scheme::equal, "PuBu"};
constexpr Look danger_level{IndicatorKind::level, Scheme::unique, "YlOrRd"};
constexpr Look danger_rate{IndicatorKind::rate, Scheme::quantile, "YlOrRd"};
constexpr Look danger_index{IndicatorKind::index, Scheme::fisher, "YlOrRd"};
constexpr Look waiting{IndicatorKind::days, Scheme::fisher, "BuPu"};
constexpr Look per_visit{IndicatorKind::number, Scheme::fisher, "YlGnBu"};
constexpr Look silence{IndicatorKind::number, Scheme::fisher, "BuPu"};
constexpr Look lacking{IndicatorKind::money, Scheme::fisher, "BuPu"};

std::string unit_of(IndicatorKind kind) {
  switch (kind) {
    case IndicatorKind::rate:
      return tr("per 1,000 residents");
    case IndicatorKind::share:
      return "%";
    case IndicatorKind::money:
      return "₸";
    case IndicatorKind::days:
      return tr("days");
    case IndicatorKind::index:
      return tr("of 10");
    case IndicatorKind::count:
    case IndicatorKind::level:
    case IndicatorKind::number:
    case IndicatorKind::category:
      break;
  }
  return {};
}

using Sums = const PlaceSummary&;
using Measured = std::function<double(Sums)>;

Indicator row(std::string id, std::string label, const Look& look, Measured value,
              std::function<bool(Sums)> is_uncertain = {}) {
  const bool has_decimal =
      look.kind == IndicatorKind::rate || look.kind == IndicatorKind::index || look.kind == IndicatorKind::number;
  return {.id = std::move(id),
          .label = std::move(label),
          .unit = unit_of(look.kind),
          .kind = look.kind,
          .scheme = look.scheme,
          .palette = look.palette,
          .decimals = has_decimal ? 1 : 0,
          .value = std::move(value),
          .of_all = {},
          .is_uncertain = std::move(is_uncertain)};
}

// Where nobody went to ask, nothing was collected: not the same as an unknown figure.
Indicator collected(Indicator indicator) {
  indicator.missing = trc("figure", "Not collected");
  return indicator;
}

double open_problems(Sums p) {
  return p.open;
}
double without_responsible(Sums p) {
  return p.no_responsible;
}
double plan_share(Sums p) {
  return share(p.with_plan, p.open);
}
double solved_share(Sums p) {
  return share(p.done, p.open + p.done);
}
double money_missing(Sums p) {
  return static_cast<double>(p.money_missing);
}
double next_deadline(Sums p) {
  return p.days_to_deadline ? *p.days_to_deadline : no_data;
}
double since_reception(Sums p) {
  return p.days_since_reception ? *p.days_since_reception : no_data;
}
double appeals_per_reception(Sums p) {
  return p.visits > 0 ? static_cast<double>(p.appeals) / p.visits : no_data;
}
// How many appeals are missing against what would be expected; none where as many came, or more.
double missing_appeals(Sums p) {
  return std::isfinite(p.heard.expected) ? std::max(0.0, p.heard.expected - p.appeals) : no_data;
}
bool tells_too_little(Sums p) {
  return p.heard.hearing == Hearing::too_few;
}
double people(Sums p) {
  return p.population ? static_cast<double>(*p.population) : no_data;
}

// The table: one line an indicator.
std::vector<Indicator> fixed_indicators() {
  return {
      row("open", tr("Open problems"), plain_count, open_problems),
      as_rate(row("per_1000", tr("Open problems per 1,000 residents"), danger_rate, {}), open_problems,
              Smoothing::none),
      as_rate(row("per_1000_smoothed", tr("Open problems per 1,000 residents, smoothed"), danger_rate, {}),
              open_problems, Smoothing::all),
      as_rate(row("per_1000_local", tr("Open problems per 1,000 residents, smoothed by neighbours"), danger_rate, {}),
              open_problems, Smoothing::neighbours),
      row("overdue", tr("Overdue problems"), grave_count, [](Sums p) { return p.overdue; }),
      row("max_level", tr("Highest risk level"), danger_level, [](Sums p) { return static_cast<double>(p.worst); }),
      row("no_plan", tr("Problems without measures for 10+ days"), grave_count, [](Sums p) { return p.no_plan; }),
      row("no_responsible", tr("Problems without a responsible party"), grave_count, without_responsible),
      row("stale", tr("Problems not updated for 30 days"), plain_count, [](Sums p) { return p.stale; }),
      row("share_with_plan", tr("Share of open problems with a plan"), coverage, plan_share),
      row("share_solved", tr("Share of problems solved"), coverage, solved_share),
      row("money_missing", tr("Money needed and not found"), lacking, money_missing),
      row("days_open", tr("Median days open"), waiting, [](Sums p) { return p.median_days_open.value_or(no_data); }),
      row("next_deadline", tr("Days to the next deadline"), waiting, next_deadline),
      row("done_this_year", tr("Solved this year"), good_count, [](Sums p) { return p.done_this_year; }),
      row("appeals", tr("Appeals in twelve months"), plain_count, [](Sums p) { return p.appeals; }),
      row("receptions", tr("Receptions held in twelve months"), good_count, [](Sums p) { return p.receptions; }),
      row("days_since_reception", tr("Days since the last reception"), waiting, since_reception),
      collected(row("appeals_per_reception", tr("Appeals per visiting reception"), per_visit, appeals_per_reception)),
      collected(row("silent", tr("Appeals fewer than expected"), silence, missing_appeals, tells_too_little)),
      row("population", tr("Population"), plain_count, people)};
}

Indicator risk_indicator() {
  return row(
      "risk_index", tr("Risk index"), danger_index, [](Sums p) { return p.risk_index; },
      [](Sums p) { return p.risk_completeness < least_completeness; });
}

Indicator counting(std::string id, const Names& names, Measured value) {
  auto label = fill(tr("Open problems: {category}"), {{"category", names.in(language())}});
  return row(std::move(id), std::move(label), plain_count, std::move(value));
}

Indicator group_indicator(const RegisterSnapshot& snapshot, Row category, std::size_t group) {
  return counting("group_" + snapshot.categories[category].code, snapshot.categories[category].names,
                  [group](Sums place) { return place.open_by_group[group]; });
}

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

std::vector<Indicator> indicators_of(const RegisterSnapshot& snapshot) {
  auto indicators = fixed_indicators();
  if (has_passport(snapshot)) indicators.push_back(risk_indicator());
  const auto groups = groups_of(snapshot);
  for (std::size_t group = 0; group < groups.size(); ++group)
    indicators.push_back(group_indicator(snapshot, groups[group], group));
  return indicators;
}

std::optional<Indicator> find_indicator(const RegisterSnapshot& snapshot, std::string_view id) {
  constexpr std::string_view category_prefix = "category_";
  if (id.starts_with(category_prefix)) {
    const Row category = snapshot.find_category(id.substr(category_prefix.size()));
    if (category == no_row) return std::nullopt;
    return counting(std::string{id}, snapshot.categories[category].names,
                    [category](Sums place) { return place.open_by_category[category]; });
  }
  auto indicators = indicators_of(snapshot);
  const auto found = std::ranges::find(indicators, id, &Indicator::id);
  if (const auto count = found == indicators.end() ? count_behind(id) : std::nullopt) {
    const auto counted = find_indicator(snapshot, *count);
    if (counted && follows_residents(*counted)) return per_1000_of(*counted);
  }
  if (found == indicators.end()) return std::nullopt;
  return std::move(*found);
}

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

IndicatorValues values_of(const Indicator& indicator, const std::vector<PlaceSummary>& places) {
  IndicatorValues values;
  values.values.assign(places.size(), no_data);
  values.is_uncertain.assign(places.size(), 0);
  const auto together = indicator.of_all ? indicator.of_all(places) : std::vector<double>{};
  if (indicator.intervals) values.intervals = indicator.intervals(places);
  for (std::size_t row = 0; row < places.size(); ++row) {
    if (places[row].settlements == 0 && places[row].open + places[row].done == 0) continue;  // no place of this level
    values.values[row] = together.empty() ? indicator.value(places[row]) : together[row];
    if (indicator.is_uncertain && std::isfinite(values.values[row]))
      values.is_uncertain[row] = indicator.is_uncertain(places[row]) ? 1 : 0;
  }
  return values;
}

namespace {
// The middle four fifths of what is likely. The roots of counts vary alike whatever their mean (Bartlett 1936): between
// them the 95 per cent interval is cut down as that of a normal variable would be.
RateInterval likely_of(double rate, const RateInterval& interval) {
  constexpr double part = 1.2816 / 1.96;  // normal quantiles of 80 and of 95 per cent
  const double root = std::sqrt(rate), below = (root - std::sqrt(interval.low)) * part,
               above = (std::sqrt(interval.high) - root) * part;
  return {std::pow(root - below, 2), std::pow(root + above, 2)};
}
}  // namespace

// Asked of what is likely, not of all that is possible: by the latter a district of villages would say nothing at all,
// where it does say which are more likely high than low.
void doubt_classes(IndicatorValues& values, const Classes& classes) {
  for (std::size_t row = 0; row < values.intervals.size(); ++row)
    if (std::isfinite(values.values[row]) && is_too_wide(likely_of(values.values[row], values.intervals[row]), classes))
      values.is_uncertain[row] = 1;
}

IndicatorValues column_values(const FeatureTable& features, std::string_view column) {
  IndicatorValues values;
  values.is_uncertain.assign(features.size(), 0);
  const Column* found = features.find_column(column);
  values.values = found ? numbers_of(*found).value_or(std::vector<double>{}) : std::vector<double>{};
  values.values.resize(features.size(), no_data);
  return values;
}

std::string format_value(const Indicator& indicator, double value) {
  if (!std::isfinite(value)) return "–";
  switch (indicator.kind) {
    case IndicatorKind::count:
      return format_integer(std::llround(value));
    case IndicatorKind::level:
      return level_label(static_cast<RiskLevel>(std::clamp(static_cast<int>(value), 0, 4)));
    case IndicatorKind::share:
      return format_percent(value);
    case IndicatorKind::money:
      return format_money(std::llround(value));
    case IndicatorKind::days:
      return trn("{n} day", "{n} days", std::llround(value));
    case IndicatorKind::rate:
    case IndicatorKind::index:
    case IndicatorKind::number:
      break;
    case IndicatorKind::category:
      return category_label(indicator, static_cast<std::size_t>(value));
  }
  return indicator.is_code ? code_text(value) : format_number(value, indicator.decimals);
}

std::string level_label(RiskLevel level) {
  switch (level) {
    case RiskLevel::none:
      return tr("No open problems");
    case RiskLevel::low:
      return trc("risk level", "Low");
    case RiskLevel::medium:
      return trc("risk level", "Medium");
    case RiskLevel::high:
      return trc("risk level", "High");
    case RiskLevel::critical:
      return trc("risk level", "Critical");
  }
  return {};
}

}  // namespace riskmap
