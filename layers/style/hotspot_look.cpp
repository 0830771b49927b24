#include "layers/style/hotspot_look.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>

#include "layers/analysis/finding_words.h"
#include "layers/analysis/join_words.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::array gi_classes = {HotspotClass::hot_99,          HotspotClass::hot_95,  HotspotClass::hot_90,
                                   HotspotClass::not_significant, HotspotClass::alone,   HotspotClass::cold_90,
                                   HotspotClass::cold_95,         HotspotClass::cold_99, HotspotClass::untestable,
                                   HotspotClass::no_neighbours,   HotspotClass::no_data};
// "Not significant" holds there the places with the other answer.
constexpr std::array join_classes = {
    HotspotClass::hot_99,          HotspotClass::hot_95,     HotspotClass::hot_90,        HotspotClass::alone,
    HotspotClass::not_significant, HotspotClass::untestable, HotspotClass::no_neighbours, HotspotClass::no_data};
constexpr std::array lisa_classes = {LisaClass::high_high,     LisaClass::high_low,        LisaClass::low_high,
                                     LisaClass::low_low,       LisaClass::not_significant, LisaClass::untestable,
                                     LisaClass::no_neighbours, LisaClass::no_data};

bool is_lisa(HotspotMethod method) {
  return method == HotspotMethod::lisa;
}
bool is_join_count(HotspotMethod method) {
  return method == HotspotMethod::joincount;
}

HotspotClass gi_class(const PlaceStatistic& place, HotspotMethod method) {
  const double p = place.p_adjusted;
  switch (place.verdict) {
    case PlaceVerdict::hot:
    case PlaceVerdict::cluster:
      return p <= 0.01 ? HotspotClass::hot_99 : p <= 0.05 ? HotspotClass::hot_95 : HotspotClass::hot_90;
    case PlaceVerdict::cold:
      return p <= 0.01 ? HotspotClass::cold_99 : p <= 0.05 ? HotspotClass::cold_95 : HotspotClass::cold_90;
    case PlaceVerdict::high_low:
    case PlaceVerdict::low_high:
      return HotspotClass::alone;
    case PlaceVerdict::untestable:
    case PlaceVerdict::undefined:
      return HotspotClass::untestable;
    case PlaceVerdict::no_neighbours:
      return HotspotClass::no_neighbours;
    case PlaceVerdict::no_data:
      return HotspotClass::no_data;
    case PlaceVerdict::not_significant:
      return is_join_count(method) ? HotspotClass::alone : HotspotClass::not_significant;
    default:
      return HotspotClass::not_significant;
  }
}

LisaClass lisa_class(const PlaceStatistic& place) {
  switch (place.verdict) {
    case PlaceVerdict::high_high:
      return LisaClass::high_high;
    case PlaceVerdict::low_low:
      return LisaClass::low_low;
    case PlaceVerdict::high_low:
      return LisaClass::high_low;
    case PlaceVerdict::low_high:
      return LisaClass::low_high;
    case PlaceVerdict::untestable:
    case PlaceVerdict::undefined:
      return LisaClass::untestable;
    case PlaceVerdict::no_neighbours:
      return LisaClass::no_neighbours;
    case PlaceVerdict::no_data:
      return LisaClass::no_data;
    default:
      return LisaClass::not_significant;
  }
}

std::string sure(const std::string& what, double share) {
  return what + "\u00A0·\u00A0" + format_percent(share);
}

std::string label_of(HotspotClass hotspot, HotspotMethod method) {
  const auto high = is_join_count(method) ? label_of(PlaceVerdict::cluster) : trc("hotspot", "Hot spot");
  const auto low = trc("hotspot", "Cold spot");
  switch (hotspot) {
    case HotspotClass::hot_99:
      return sure(high, 0.99);
    case HotspotClass::hot_95:
      return sure(high, 0.95);
    case HotspotClass::hot_90:
      return sure(high, 0.9);
    case HotspotClass::cold_90:
      return sure(low, 0.9);
    case HotspotClass::cold_95:
      return sure(low, 0.95);
    case HotspotClass::cold_99:
      return sure(low, 0.99);
    case HotspotClass::not_significant:
      return label_of(is_join_count(method) ? PlaceVerdict::absent : PlaceVerdict::not_significant);
    case HotspotClass::alone:
      return is_join_count(method) ? label_of(PlaceVerdict::not_significant) : trc("hotspot", "Unlike its neighbours");
    case HotspotClass::untestable:
      return label_of(PlaceVerdict::untestable);
    case HotspotClass::no_neighbours:
      return label_of(PlaceVerdict::no_neighbours);
    case HotspotClass::no_data:
      break;
  }
  return label_of(PlaceVerdict::no_data);
}

std::string label_of(LisaClass lisa, HotspotMethod) {
  constexpr std::array verdicts = {PlaceVerdict::high_high, PlaceVerdict::low_low,         PlaceVerdict::low_high,
                                   PlaceVerdict::high_low,  PlaceVerdict::not_significant, PlaceVerdict::no_neighbours,
                                   PlaceVerdict::no_data,   PlaceVerdict::untestable};
  return label_of(verdicts[static_cast<std::size_t>(lisa)]);
}

// Confidence below what was asked for cannot occur: its row would only puzzle.
bool can_occur(HotspotClass hotspot, const HotspotRequest& request) {
  const double alpha = request.alpha;
  const bool is_cold =
      hotspot == HotspotClass::cold_90 || hotspot == HotspotClass::cold_95 || hotspot == HotspotClass::cold_99;
  if (is_cold && request.method == HotspotMethod::scan) return false;  // its circles hold more than expected
  if (hotspot == HotspotClass::alone) return is_join_count(request.method);
  if (hotspot == HotspotClass::hot_90 || hotspot == HotspotClass::cold_90) return alpha > 0.05;
  if (hotspot == HotspotClass::hot_95 || hotspot == HotspotClass::cold_95) return alpha > 0.01;
  return true;
}

// A reason why nothing is said gets a row only where it occurs.
template <typename Class, std::size_t count>
void add_rows(Legend& legend, const std::array<Class, count>& classes, const HotspotFinding& finding,
              const std::vector<Colour>& colours) {
  const auto& request = finding.found.question.request;
  std::vector<std::int64_t> counts(colours.size(), 0);
  for (const auto& place : finding.found.places)
    ++counts[static_cast<std::size_t>(hotspot_class(place.statistic, request.method))];
  for (const Class one : classes) {
    const auto index = static_cast<std::size_t>(one);
    const auto mark = hotspot_mark(static_cast<int>(index), request.method);
    if constexpr (std::is_same_v<Class, HotspotClass>)
      if (counts[index] == 0 && !can_occur(one, request)) continue;
    if (counts[index] == 0 && mark != FillMark::none) continue;
    legend.rows.push_back(
        {label_of(one, request.method), colours[index], mark, counts[index], static_cast<int>(index)});
  }
}
}  // namespace

int hotspot_class(const PlaceStatistic& place, HotspotMethod method) {
  return is_lisa(method) ? static_cast<int>(lisa_class(place)) : static_cast<int>(gi_class(place, method));
}

std::vector<int> hotspot_classes(const HotspotFinding& finding, std::size_t rows) {
  std::vector<int> classes(rows, no_class);
  for (const auto& place : finding.found.places)
    if (place.row < rows) classes[place.row] = hotspot_class(place.statistic, finding.choice.method);
  return classes;
}

std::vector<Colour> hotspot_colours(HotspotMethod method, Theme theme) {
  std::vector<Colour> colours;
  if (is_lisa(method))
    for (std::size_t i = 0; i < lisa_classes.size(); ++i)
      colours.push_back(colour_of(static_cast<LisaClass>(i), theme));
  else
    for (std::size_t i = 0; i < hotspot_class_count; ++i)
      colours.push_back(colour_of(static_cast<HotspotClass>(i), theme));
  return colours;
}

FillMark hotspot_mark(int hotspot_class, HotspotMethod method) {
  const auto is = [&](HotspotClass gi, LisaClass lisa) {
    return hotspot_class == (is_lisa(method) ? static_cast<int>(lisa) : static_cast<int>(gi));
  };
  if (is(HotspotClass::no_data, LisaClass::no_data)) return FillMark::no_data;
  if (is(HotspotClass::untestable, LisaClass::untestable) || is(HotspotClass::no_neighbours, LisaClass::no_neighbours))
    return FillMark::too_few;
  return FillMark::none;
}

LayerColours colours_of_hotspots(std::span<const int> classes, HotspotMethod method, std::span<const Colour> colours,
                                 double opacity) {
  const int none = is_lisa(method) ? static_cast<int>(LisaClass::no_data) : static_cast<int>(HotspotClass::no_data);
  LayerColours out;
  for (const int found : classes) {
    const int of_map = found == no_class ? none : found;
    auto fill = colours[static_cast<std::size_t>(of_map)];
    fill.a = static_cast<unsigned char>(std::lround(fill.a * std::clamp(opacity, 0.0, 1.0)));
    out.fill.push_back(fill);
    out.mark.push_back(hotspot_mark(of_map, method));
  }
  return out;
}

SymbolColours hotspot_symbol(int hotspot_class, HotspotMethod method, Theme theme) {
  if (hotspot_class == no_class) return symbol_of(RiskLevel::none, theme);
  const Colour fill = hotspot_colours(method, theme)[static_cast<std::size_t>(hotspot_class)];
  Colour edge = map_colours(theme).outline;
  edge.a = 160;
  return {fill, blended(edge, fill), label_colours_on(fill).text};
}

Legend hotspots_legend(const Indicator& indicator, const HotspotFinding* finding, const std::vector<Colour>& colours,
                       const LegendText& text) {
  Legend legend;
  legend.what = trc("legend", "Hotspots") + ": " + indicator.label;
  legend.period = text.period, legend.filter = text.filter;
  if (finding == nullptr) {
    legend.notes.push_back(tr("Being worked out…"));
    return legend;
  }
  if (is_lisa(finding->choice.method))
    add_rows(legend, lisa_classes, *finding, colours);
  else if (is_join_count(finding->choice.method))
    add_rows(legend, join_classes, *finding, colours);
  else
    add_rows(legend, gi_classes, *finding, colours);
  if (finding->found.question.yes_no)
    legend.notes.push_back(fill(tr("Looked for: {answer}."), {{"answer", answer_looked_for(finding->found)}}));
  legend.notes.push_back(method_line(*finding));
  if (text.is_schematic) legend.notes.push_back(tr("Schematic boundaries, not official"));
  return legend;
}

}  // namespace riskmap
