#include "layers/style/legend.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "layers/analysis/category_column.h"
#include "layers/analysis/class_words.h"
#include "layers/analysis/code_column.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr int most_decimals = 9;
constexpr std::array levels_shown = {RiskLevel::critical, RiskLevel::high, RiskLevel::medium, RiskLevel::low};

LegendUnit unit_of(const Indicator& indicator, const Classes& classes) {
  if (indicator.kind == IndicatorKind::share) return {0.01, "%"};
  if (indicator.kind != IndicatorKind::money) return {1, indicator.unit};
  const double largest = classes.breaks.empty() ? 0 : classes.breaks.back();
  if (largest >= 1e9) return {1e9, trc("money", "bn") + "\u00A0₸"};
  if (largest >= 1e6) return {1e6, trc("money", "m") + "\u00A0₸"};
  return {1, indicator.unit};
}

std::string heading(const Indicator& indicator, const Classes& classes) {
  const auto unit = unit_of(indicator, classes).label;
  // "Median days open" needs no "days" behind it.
  return unit.empty() || indicator.label.find(unit) != std::string::npos ? indicator.label
                                                                         : indicator.label + ", " + unit;
}

// The lowest and highest value of each class: what a written range must hold.
struct Extent {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
  [[nodiscard]] bool is_empty() const { return low > high; }
};

std::vector<Extent> extents_of(const Classes& classes, std::span<const double> values, double divisor) {
  std::vector<Extent> extents(classes.size());
  for (const double value : values) {
    const int found = classes.class_of(value);
    if (found == no_class) continue;
    Extent& extent = extents[static_cast<std::size_t>(found)];
    extent.low = std::min(extent.low, value / divisor), extent.high = std::max(extent.high, value / divisor);
  }
  return extents;
}

// A break between two classes at some precision: the nearest number that leaves every value in its own class.
double between(double value, const Extent& below, const Extent& above, double scale) {
  for (const double whole : {std::round(value * scale), std::ceil(value * scale), std::floor(value * scale)}) {
    const double written = whole / scale;
    if ((below.is_empty() || below.high <= written) && (above.is_empty() || above.low > written)) return written;
  }
  return std::round(value * scale) / scale;
}

// The breaks at some number of decimals; the ends are moved outwards so that they still enclose every value.
std::vector<double> rounded(const Classes& classes, const std::vector<Extent>& extents, double divisor, int decimals) {
  const double scale = std::pow(10.0, decimals);
  std::vector<double> out;
  for (std::size_t i = 0; i < classes.breaks.size(); ++i) {
    const double value = classes.breaks[i] / divisor;
    const bool is_lowest = i == 0, is_highest = i + 1 == classes.breaks.size();
    // A number that is whole but for the division's rounding error must not be moved by one.
    const double whole = std::round(value * scale);
    const bool is_whole = std::abs(value * scale - whole) <= 1e-12 * std::abs(whole);
    out.push_back(is_whole     ? whole / scale
                  : is_lowest  ? std::floor(value * scale) / scale
                  : is_highest ? std::ceil(value * scale) / scale
                               : between(value, extents[i - 1], extents[i], scale));
  }
  return out;
}

// Every value lies in the written range of its own class, and no two different breaks are written alike but those
// around a lowest class of one value, which is written alone.
bool tells_truth(const std::vector<double>& written, const Classes& classes, const std::vector<Extent>& extents) {
  constexpr double slack = 1e-12;  // of the division
  for (std::size_t i = 0; i < extents.size(); ++i) {
    const auto [low, high] = extents[i];
    const bool is_one_value = i == 0 && low == high && written[0] == low;
    if (classes.breaks[i + 1] > classes.breaks[i] &&
        (is_one_value ? written[i + 1] < low : written[i + 1] <= written[i]))
      return false;
    if (extents[i].is_empty()) continue;
    const bool is_above = i == 0 ? low >= written[0] - slack * std::abs(low) : low > written[i] + slack * std::abs(low);
    if (!is_above || high > written[i + 1] + slack * std::abs(high)) return false;
  }
  return true;
}

// Between two ends that ties have made one no value can be.
bool is_hollow(const Classes& classes, std::size_t index) {
  return classes.counts[index] == 0 && classes.breaks[index] == classes.breaks[index + 1];
}

std::string range_label(const Indicator& indicator, const Classes& classes, std::size_t index,
                        const std::vector<std::string>& breaks) {
  if (indicator.kind == IndicatorKind::level)
    return level_label(static_cast<RiskLevel>(std::min<std::size_t>(index, 4)));
  if (indicator.kind == IndicatorKind::category) return category_label(indicator, index);
  if (classes.scheme == Scheme::unique) return breaks[index + 1];
  const auto& low = breaks[index];
  const auto& high = breaks[index + 1];
  if (is_hollow(classes, index)) return index == 0 ? "≤\u00A0" + high : ">\u00A0" + low;
  // Beside a comma inside a number one between the two could not be told from it; all rows of a legend have the same.
  const bool has_comma = language() != Language::en ||
                         std::ranges::any_of(breaks, [](const auto& text) { return text.find(',') != text.npos; });
  const auto* between = has_comma ? "; " : ", ";
  if (index == 0) return low == high ? low : "[" + low + between + high + "]";
  return "(" + low + between + high + "]";
}

// Classes are ranges of numbers.
bool is_by_number(const Indicator& indicator) {
  return indicator.kind != IndicatorKind::level && indicator.kind != IndicatorKind::category;
}

// By class: places whose value is known, but not well enough to say its class.
std::vector<std::int64_t> uncertain_counts(const IndicatorValues& values, const Classes& classes) {
  std::vector<std::int64_t> counts(classes.size());
  for (std::size_t i = 0; i < values.is_uncertain.size(); ++i)
    if (const int found = classes.class_of(values.values[i]); values.is_uncertain[i] != 0 && found != no_class)
      ++counts[static_cast<std::size_t>(found)];
  return counts;
}

// Every place stands in one row: the uncertain ones in theirs.
void add_class_rows(Legend& legend, const Indicator& indicator, const Classes& classes, std::span<const Colour> colours,
                    const IndicatorValues& values) {
  const auto [shown, first] = told(classes);
  const auto breaks = break_labels(indicator, shown, values.values);
  const auto uncertain = uncertain_counts(values, classes);
  for (std::size_t i = shown.size(); i-- > 0;) {
    // Breaks that somebody gave have their classes whatever the values: another map is laid beside this one.
    if (is_hollow(shown, i) && is_by_number(indicator) && shown.scheme != Scheme::manual) continue;
    const auto of_map = first + i;
    legend.rows.push_back({range_label(indicator, shown, i, breaks), colours[of_map], FillMark::none,
                           shown.counts[i] - uncertain[of_map], static_cast<int>(of_map)});
  }
  if (indicator.kind == IndicatorKind::category) std::ranges::reverse(legend.rows);  // the commonest first
}

// How many are uncertain.
std::int64_t add_marked_rows(Legend& legend, const Indicator& indicator, const IndicatorValues& values,
                             const Classes& classes, Theme theme) {
  const auto uncertain = uncertain_counts(values, classes);
  const auto count = std::accumulate(uncertain.begin(), uncertain.end(), std::int64_t{0});
  const MapColours& colours = map_colours(theme);
  if (count > 0)
    legend.rows.push_back({indicator.cases ? tr("Too few problems to say") : tr("Too few people to say"), colours.land,
                           FillMark::too_few, count, doubtful_class});
  const auto missing = indicator.missing.empty() ? tr("No data") : indicator.missing;
  legend.rows.push_back({missing, colours.no_data, FillMark::no_data, classes.missing});
  return count;
}

// Where one class ends and the next begins, to be taken elsewhere; where every value is a class there is no such place.
void add_breaks(Legend& legend, const Indicator& indicator, const Classes& classes, std::span<const double> values) {
  legend.unit = unit_of(indicator, classes);
  if (classes.scheme == Scheme::unique || legend.histogram.empty()) return;
  const bool is_whole = std::ranges::all_of(
      values, [&](double value) { return classes.class_of(value) == no_class || value == std::round(value); });
  const bool has_bar_each = is_whole && legend.histogram.front().from < classes.lowest;
  auto inner = inner_breaks_of(classes);
  // A fence beyond every value is none that anybody meant.
  if (classes.scheme != Scheme::manual)
    std::erase_if(inner, [&](double value) { return value < classes.lowest || value >= classes.highest; });
  legend.breaks = {.inner = std::move(inner),
                   .step = break_step(classes.lowest, classes.highest, is_whole),
                   .shift = has_bar_each ? 0.5 : 0};
}

void add_words(Legend& legend, const LegendText& text) {
  legend.period = text.period;
  legend.filter = text.filter;
  if (text.is_schematic) legend.notes.push_back(tr("Schematic boundaries, not official"));
}

std::string number_of(std::int64_t count) {
  return "n\u00A0=\u00A0" + format_integer(count);
}

// The largest of 1, 2, 5, 10, 20 … that is not above `value`.
double round_below(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  return value >= 5 * power ? 5 * power : value >= 2 * power ? 2 * power : power;
}
}  // namespace

std::string Legend::title() const {
  std::string line = what;
  for (const auto* part : {&period, &filter, &number})
    if (!part->empty()) line += (line.empty() ? "" : " · ") + *part;
  return line;
}

std::vector<std::string> break_labels(const Indicator& indicator, const Classes& classes,
                                      std::span<const double> values) {
  const double divisor = unit_of(indicator, classes).divisor;
  const auto extents = extents_of(classes, values, divisor);
  int decimals = 0;
  auto written = rounded(classes, extents, divisor, decimals);
  while (decimals < most_decimals && !tells_truth(written, classes, extents))
    written = rounded(classes, extents, divisor, ++decimals);
  std::vector<std::string> labels;
  for (const double value : written)
    labels.push_back(indicator.is_code ? code_text(value) : format_number(value, decimals));
  return labels;
}

Legend legend_of(const Indicator& indicator, const IndicatorValues& values, const Classes& classes,
                 std::span<const Colour> class_colours, Theme theme, const LegendText& text) {
  Legend legend;
  legend.what = heading(indicator, classes);
  std::int64_t count = 0;
  for (const std::int64_t of_class : classes.counts) count += of_class;
  legend.number = number_of(count);
  if (classes.size() > 0) {
    add_class_rows(legend, indicator, classes, class_colours, values);
    if (is_by_number(indicator)) {
      legend.histogram = histogram_of(values.values, classes, class_colours);
      add_breaks(legend, indicator, classes, values.values);
    }
  }
  const auto uncertain = add_marked_rows(legend, indicator, values, classes, theme);
  add_words(legend, text);
  if (!values.intervals.empty() && 2 * uncertain > count)
    legend.notes.push_back(indicator.cases ? tr("Most places have too few problems to say which class")
                                           : tr("Most places have too few residents to say which class"));
  if (classes.is_instead_of_unique) legend.notes.push_back(tr("Too many different values to list: classes instead"));
  if (auto words = why_fewer_classes(classes); !words.empty()) legend.notes.push_back(std::move(words));
  return legend;
}

bool has_circles(const Indicator& indicator) {
  return indicator.kind == IndicatorKind::count;
}

Legend symbols_legend(const Indicator& indicator, const std::vector<PlaceSummary>& places, Theme theme,
                      const LegendText& text) {
  Legend legend;
  legend.what = has_circles(indicator) ? indicator.label : tr("Open problems");
  add_words(legend, text);
  if (!has_circles(indicator))
    legend.notes.push_back(
        fill(tr("Circles show numbers. See areas or tiles for: {what}"), {{"what", indicator.label}}));
  else if (indicator.id != "open")
    legend.notes.push_back(tr("Colours: the highest risk level of open problems"));
  std::array<std::int64_t, 5> counts{};
  std::int64_t all = 0;
  for (const PlaceSummary& place : places)
    if (place.settlements > 0) ++counts[static_cast<std::size_t>(place.worst)], ++all;
  for (const RiskLevel level : levels_shown)
    legend.rows.push_back({level_label(level), symbol_of(level, theme).fill, FillMark::none,
                           counts[static_cast<std::size_t>(level)], static_cast<int>(level)});
  if (const auto none = counts[static_cast<std::size_t>(RiskLevel::none)]; none > 0)
    legend.rows.push_back({level_label(RiskLevel::none), map_colours(theme).land, FillMark::none, none,
                           static_cast<int>(RiskLevel::none)});
  legend.number = number_of(all);
  return legend;
}

void add_points(Legend& legend, const std::array<std::int64_t, 5>& by_level, Theme theme) {
  for (const RiskLevel level : levels_shown)
    if (const auto count = by_level[static_cast<std::size_t>(level)]; count > 0)
      legend.points.push_back({level_label(level), symbol_of(level, theme).fill, FillMark::none, count});
}

Legend ways_to_solve_legend(const PlaceSummary& total, Theme theme, const LegendText& text) {
  Legend legend;
  legend.what = tr("Ways to solve");
  std::int64_t count = 0;
  for (std::size_t i = 0; i < solve_stage_count; ++i) {
    const auto stage = static_cast<SolveStage>(i);
    legend.rows.push_back(
        {label_of(stage), colour_of(stage, theme), FillMark::none, total.by_stage[i], static_cast<int>(i)});
    count += total.by_stage[i];
  }
  legend.number = number_of(count);
  add_words(legend, text);
  return legend;
}

LegendRamp density_ramp(double top, std::vector<Colour> colours) {
  const int decimals = top > 0 ? std::clamp(2 - static_cast<int>(std::floor(std::log10(top))), 0, most_decimals) : 0;
  return {std::move(colours),
          {{0, format_integer(0)},
           {0.5, format_number(top / 2, decimals)},
           {1, "\u2265\u00A0" + format_number(top, decimals)}}};
}

double round_top(double value) {
  if (!(value > 0)) return 0;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  double top = power;
  for (const double mantissa : {1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0})
    if (mantissa * power <= value) top = mantissa * power;
  return top;
}

std::string label_of(SolveStage stage) {
  switch (stage) {
    case SolveStage::no_plan:
      return trc("stage", "No plan");
    case SolveStage::planned_without_money:
      return trc("stage", "Planned, no money");
    case SolveStage::money_found:
      return trc("stage", "Money found");
    case SolveStage::works_going:
      return trc("stage", "Works under way");
    case SolveStage::done_this_quarter:
      return trc("stage", "Solved this quarter");
    case SolveStage::not_counted:
      break;
  }
  return {};
}

void show_on_ground(Legend& legend, Colour ground, double opacity) {
  const auto shown = [&](Colour colour) {
    colour.a = static_cast<unsigned char>(std::lround(255 * opacity));
    return blended(colour, ground);
  };
  for (LegendRow& row : legend.rows) row.colour = shown(row.colour);
  for (HistogramBin& bin : legend.histogram)
    for (HistogramPart& part : bin.parts) part.colour = shown(part.colour);
}

void add_sizes(Legend& legend, double largest) {
  for (const double part : {largest, largest / 4, largest / 20}) {
    if (part < 1) continue;
    const double count = round_below(part);
    if (!legend.sizes.empty() && legend.sizes.back().count == count) continue;
    legend.sizes.push_back({count, format_integer(std::llround(count))});
  }
}

}  // namespace riskmap
