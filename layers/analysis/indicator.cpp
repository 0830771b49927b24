#include "layers/analysis/indicator.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "layers/analysis/category_column.h"
#include "layers/analysis/code_column.h"
#include "layers/analysis/indicator_passport.h"
#include "layers/analysis/indicator_rates.h"
#include "layers/analysis/indicator_shares.h"
#include "layers/analysis/place_risk.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr double no_data = std::numeric_limits<double>::quiet_NaN();
constexpr double least_completeness = 0.5;  // of the risk index's leaves
constexpr std::string_view category_prefix = "category_";

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
constexpr Look giving{IndicatorKind::money, Scheme::fisher, "PuBu"};
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

// Nor is there anything to compare where people come to the office by themselves.
Indicator compared(Indicator indicator) {
  indicator.missing = tr("Not collected or not compared");
  return indicator;
}

Indicator over_period(Indicator indicator, std::string label) {
  indicator.label_in_period = std::move(label);
  return indicator;
}

double open_problems(Sums p) {
  return p.open;
}
double without_responsible(Sums p) {
  return p.no_responsible;
}
double with_plan(Sums p) {
  return p.with_plan;
}
double solved(Sums p) {
  return p.done;
}
double open_or_solved(Sums p) {
  return p.open + p.done;
}
double money_missing(Sums p) {
  return static_cast<double>(p.money_missing);
}
double next_deadline(Sums p) {
  return p.days_to_deadline ? *p.days_to_deadline : no_data;
}
double since_reception(Sums p) {
  return p.days_since_visit ? *p.days_since_visit : no_data;
}
double appeals_per_reception(Sums p) {
  return p.visits > 0 ? static_cast<double>(p.appeals) / p.visits : no_data;
}
double appeals_heard(Sums p) {
  return p.is_asked ? p.appeals : no_data;
}
// How many appeals are missing against what would be expected; none where as many came, or more.
double missing_appeals(Sums p) {
  return std::isfinite(p.heard.expected) ? std::max(0.0, p.heard.expected - p.appeals) : no_data;
}
bool tells_too_little(Sums p) {
  return p.heard.hearing == Hearing::too_few;
}
double aid_families(Sums p) {
  return static_cast<double>(p.aid_families);
}
double aid_tenge(Sums p) {
  return static_cast<double>(p.aid_tenge);
}
double people(Sums p) {
  return p.population ? static_cast<double>(*p.population) : no_data;
}

// The table: one line an indicator.
std::vector<Indicator> fixed_indicators() {
  return {
      row("open", tr("Open problems"), plain_count, open_problems),
      row("problems", tr("Problems, open and solved"), plain_count, open_or_solved),
      as_rate(row("per_1000", tr("Open problems per 1,000 residents"), danger_rate, {}), open_problems,
              Smoothing::none),
      as_rate(row("per_1000_smoothed", tr("Open problems per 1,000 residents, smoothed"), danger_rate, {}),
              open_problems, Smoothing::all),
      as_rate(row("per_1000_local", tr("Open problems per 1,000 residents, smoothed by neighbours"), danger_rate, {}),
              open_problems, Smoothing::neighbours),
      row("overdue", tr("Overdue problems"), grave_count, [](Sums p) { return p.overdue; }),
      row("max_level", tr("Highest risk level"), danger_level, [](Sums p) { return static_cast<double>(p.worst); }),
      row("no_plan", tr("Problems without measures for long"), grave_count, [](Sums p) { return p.no_plan; }),
      row("no_responsible", tr("Problems without a responsible party"), grave_count, without_responsible),
      row("stale", tr("Problems not updated for long"), plain_count, [](Sums p) { return p.stale; }),
      as_share(row("share_with_plan", tr("Share of open problems with a plan"), coverage, {}), with_plan,
               open_problems),
      smoothed_share(row("share_with_plan_smoothed", tr("Share of open problems with a plan, smoothed"), coverage, {}),
                     with_plan, open_problems),
      as_share(row("share_solved", tr("Share of problems solved"), coverage, {}), solved, open_or_solved),
      smoothed_share(row("share_solved_smoothed", tr("Share of problems solved, smoothed"), coverage, {}), solved,
                     open_or_solved),
      row("money_missing", tr("Money needed and not found"), lacking, money_missing),
      row("days_open", tr("Median days open"), waiting, [](Sums p) { return p.median_days_open.value_or(no_data); }),
      row("next_deadline", tr("Days to the next deadline"), waiting, next_deadline),
      row("done_this_year", tr("Solved this year"), good_count, [](Sums p) { return p.done_this_year; }),
      collected(over_period(row("appeals", tr("Appeals in twelve months"), plain_count, appeals_heard),
                            tr("Appeals in the period"))),
      over_period(
          row("receptions", tr("Receptions held in twelve months"), good_count, [](Sums p) { return p.receptions; }),
          tr("Receptions held in the period")),
      row("days_since_reception", tr("Days since the last visiting reception"), waiting, since_reception),
      collected(row("appeals_per_reception", tr("Appeals per visiting reception"), per_visit, appeals_per_reception)),
      compared(row("silent", tr("Appeals fewer than expected"), silence, missing_appeals, tells_too_little)),
      row("aid_families", tr("Aid given: families"), good_count, aid_families),
      row("aid_tenge", tr("Aid given: money"), giving, aid_tenge),
      row("population", tr("Population"), plain_count, people)};
}

bool is_half_known(Sums p) {
  return p.risk.completeness < least_completeness;
}

std::vector<Indicator> risk_indicators() {
  std::vector<Indicator> indicators{
      row(
          "risk_index", tr("Risk index"), danger_index, [](Sums p) { return p.risk.index; }, is_half_known),
      row("risk_hazard", tr("Risk index: intensity of problems"), danger_index, [](Sums p) { return p.risk.hazard; }),
      row("risk_vulnerability", tr("Risk index: vulnerability"), danger_index,
          [](Sums p) { return p.risk.vulnerability; }),
      row("risk_coping", tr("Risk index: lack of coping capacity"), danger_index, [](Sums p) { return p.risk.coping; }),
      row("risk_completeness", tr("Risk index: completeness of data"), coverage,
          [](Sums p) { return p.risk.completeness; })};
  for (auto& indicator : indicators) {
    indicator.of_area = mean_of_settlements();
    indicator.is_about_people = indicator.id == "risk_vulnerability";
  }
  return indicators;
}

Indicator counting(std::string id, const Names& names, Measured value) {
  auto label = fill(tr("Open problems: {category}"), {{"category", names.in(language())}});
  return row(std::move(id), std::move(label), plain_count, std::move(value));
}

Indicator group_indicator(const RegisterSnapshot& snapshot, Row category, std::size_t group) {
  return counting("group_" + snapshot.categories[category].code, snapshot.categories[category].names,
                  [group](Sums place) { return place.open_by_group[group]; });
}

// The code of a group stands for all that is in it: hardly a problem has it by itself.
Indicator category_indicator(const RegisterSnapshot& snapshot, Row category) {
  const auto id = std::string{category_prefix} + snapshot.categories[category].code;
  const auto groups = groups_of(snapshot);
  const auto group = static_cast<std::size_t>(std::ranges::find(groups, category) - groups.begin());
  if (group < groups.size())
    return counting(id, snapshot.categories[category].names,
                    [group](Sums place) { return place.open_by_group[group]; });
  return counting(id, snapshot.categories[category].names,
                  [category](Sums place) { return place.open_by_category[category]; });
}

}  // namespace

std::vector<Indicator> indicators_of(const RegisterSnapshot& snapshot) {
  auto indicators = fixed_indicators();
  if (has_risk_index(snapshot)) std::ranges::move(risk_indicators(), std::back_inserter(indicators));
  const auto groups = groups_of(snapshot);
  for (std::size_t group = 0; group < groups.size(); ++group)
    indicators.push_back(group_indicator(snapshot, groups[group], group));
  std::ranges::move(passport_indicators(snapshot), std::back_inserter(indicators));
  return indicators;
}

std::optional<Indicator> find_indicator(const RegisterSnapshot& snapshot, std::string_view id) {
  const Row category =
      id.starts_with(category_prefix) ? snapshot.find_category(id.substr(category_prefix.size())) : no_row;
  if (category != no_row) return category_indicator(snapshot, category);
  auto indicators = indicators_of(snapshot);
  const auto found = std::ranges::find(indicators, id, &Indicator::id);
  if (found != indicators.end()) return std::move(*found);
  const auto count = count_behind(id);
  const auto counted = count ? find_indicator(snapshot, *count) : std::nullopt;
  if (!counted || !follows_residents(*counted)) return std::nullopt;
  return per_1000_of(*counted, smoothing_of(id));
}

std::unexpected<Error> unknown_indicator(const RegisterSnapshot& snapshot, std::string_view id, const char* option) {
  std::string known;
  if (id.starts_with(category_prefix)) {
    for (const auto& category : snapshot.categories)
      if (!category.code.empty()) known += (known.empty() ? "" : ", ") + category.code;
    return fail(ErrorCode::unknown_field, "no such category, but these: " + known, option, std::string{id});
  }
  for (const auto& indicator : indicators_of(snapshot)) known += indicator.id + ", ";
  return fail(ErrorCode::unknown_field, "no such indicator, but these: " + known + "category_CODE", option,
              std::string{id});
}

IndicatorValues values_of(const Indicator& indicator, const std::vector<PlaceSummary>& places) {
  IndicatorValues values;
  values.values.assign(places.size(), no_data);
  values.is_uncertain.assign(places.size(), 0);
  const auto together = indicator.of_all ? indicator.of_all(places) : std::vector<double>{};
  if (indicator.intervals) values.intervals = indicator.intervals(places);
  if (indicator.likely) values.likely = indicator.likely(places);
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
  for (std::size_t row = 0; row < values.intervals.size(); ++row) {
    if (!std::isfinite(values.values[row])) continue;
    const auto likely =
        values.likely.empty() ? likely_of(values.values[row], values.intervals[row]) : values.likely[row];
    if (is_too_wide(likely, classes)) values.is_uncertain[row] = 1;
  }
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
