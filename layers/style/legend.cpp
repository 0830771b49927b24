#include "layers/style/legend.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "layers/analysis/code_column.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr int most_decimals = 9;
constexpr int histogram_bins = 24;
constexpr std::array levels_shown = {RiskLevel::critical, RiskLevel::high, RiskLevel::medium, RiskLevel::low};

// Shares are written in per cent, large sums in millions or billions: one unit for the whole legend.
struct Unit {
  double divisor = 1;
  std::string label;
};

Unit unit_of(const Indicator& indicator, const Classes& classes) {
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

// Every value lies in the written range of its own class, and no two different breaks are written alike.
bool tells_truth(const std::vector<double>& written, const Classes& classes, const std::vector<Extent>& extents) {
  constexpr double slack = 1e-12;  // of the division
  for (std::size_t i = 0; i < extents.size(); ++i) {
    if (classes.breaks[i + 1] > classes.breaks[i] && written[i + 1] <= written[i]) return false;
    const auto [low, high] = extents[i];
    if (extents[i].is_empty()) continue;
    const bool is_above = i == 0 ? low >= written[0] - slack * std::abs(low) : low > written[i] + slack * std::abs(low);
    if (!is_above || high > written[i + 1] + slack * std::abs(high)) return false;
  }
  return true;
}

std::string range_label(const Indicator& indicator, const Classes& classes, std::size_t index,
                        const std::vector<std::string>& breaks) {
  if (indicator.kind == IndicatorKind::level)
    return level_label(static_cast<RiskLevel>(std::min<std::size_t>(index, 4)));
  if (classes.scheme == Scheme::unique) return breaks[index + 1];
  const auto& low = breaks[index];
  const auto& high = breaks[index + 1];
  // Beside decimal commas a comma between the two could not be told from them.
  const auto* between = (low + high).find(',') == std::string::npos || language() == Language::en ? ", " : "; ";
  if (index == 0) return low == high ? low : "[" + low + between + high + "]";
  return "(" + low + between + high + "]";
}

// An outer class of a box map that no value can be in.
bool is_hollow(const Classes& classes, std::size_t index) {
  return classes.counts[index] == 0 && classes.breaks[index] == classes.breaks[index + 1];
}

void add_class_rows(Legend& legend, const Indicator& indicator, const Classes& classes, std::span<const Colour> colours,
                    std::span<const double> values) {
  const auto breaks = break_labels(indicator, classes, values);
  for (std::size_t i = classes.size(); i-- > 0;) {
    if (is_hollow(classes, i) && indicator.kind != IndicatorKind::level) continue;
    legend.rows.push_back({range_label(indicator, classes, i, breaks), colours[i], FillMark::none, classes.counts[i],
                           static_cast<int>(i)});
  }
}

void add_marked_rows(Legend& legend, const Indicator& indicator, const IndicatorValues& values, const Classes& classes,
                     Theme theme) {
  std::int64_t uncertain = 0;
  for (std::size_t i = 0; i < values.is_uncertain.size(); ++i)
    uncertain += values.is_uncertain[i] && std::isfinite(values.values[i]) ? 1 : 0;
  const MapColours& colours = map_colours(theme);
  if (uncertain > 0)
    legend.rows.push_back({tr("Uncertain: few residents or figures"), colours.land, FillMark::too_few, uncertain});
  const auto missing = indicator.missing.empty() ? tr("No data") : indicator.missing;
  legend.rows.push_back({missing, colours.no_data, FillMark::no_data, classes.missing});
}

std::vector<HistogramBin> histogram_of(std::span<const double> values, const Classes& classes,
                                       std::span<const Colour> colours) {
  const double low = classes.breaks.front(), high = classes.breaks.back();
  if (!(high > low)) return {};
  // Whole numbers over a short range get a bin each: fewer bins would alternate between one number and two.
  const bool is_whole = std::ranges::all_of(values, [](double v) { return !std::isfinite(v) || v == std::round(v); });
  const bool is_short = is_whole && high - low < 2 * histogram_bins;
  const double from = is_short ? low - 0.5 : low;
  const int count = is_short ? static_cast<int>(high - low) + 1 : histogram_bins;
  const double width = is_short ? 1 : (high - low) / count;
  std::vector<HistogramBin> bins(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < bins.size(); ++i) {
    bins[i].from = from + width * static_cast<double>(i);
    bins[i].to = bins[i].from + width;
    bins[i].colour = colours[static_cast<std::size_t>(classes.class_of((bins[i].from + bins[i].to) / 2))];
  }
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    const auto bin = std::clamp(static_cast<int>((value - from) / width), 0, count - 1);
    ++bins[static_cast<std::size_t>(bin)].count;
  }
  return bins;
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
    add_class_rows(legend, indicator, classes, class_colours, values.values);
    if (indicator.kind != IndicatorKind::level) legend.histogram = histogram_of(values.values, classes, class_colours);
  }
  add_marked_rows(legend, indicator, values, classes, theme);
  add_words(legend, text);
  if (classes.is_reduced() && classes.size() > 0) legend.notes.push_back(tr("Fewer classes than asked: values repeat"));
  return legend;
}

Legend symbols_legend(const Indicator& indicator, const std::vector<PlaceSummary>& places, Theme theme,
                      const LegendText& text) {
  Legend legend;
  legend.what = indicator.label;
  add_words(legend, text);
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
  for (HistogramBin& bin : legend.histogram) bin.colour = shown(bin.colour);
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
