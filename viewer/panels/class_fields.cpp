#include "viewer/panels/class_fields.h"

#include <algorithm>
#include <vector>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
std::string scheme_label(Scheme scheme) {
  switch (scheme) {
    case Scheme::quantile:
      return tr("Quantiles");
    case Scheme::equal:
      return tr("Equal intervals");
    case Scheme::fisher:
      return tr("Natural breaks");
    case Scheme::stddev:
      return tr("Standard deviation");
    case Scheme::box:
      return tr("Box, 1.5 ranges");
    case Scheme::box3:
      return tr("Box, 3 ranges");
    case Scheme::percentile:
      return tr("Percentiles");
    case Scheme::pretty:
      return tr("Round numbers");
    case Scheme::unique:
      return tr("Unique values");
    case Scheme::manual:
      return tr("Own breaks");
  }
  return {};
}

// What makes the classes of the map now.
Scheme scheme_of(const LayerSpec& layer, const Indicator& indicator) {
  return layer.breaks.is_empty() ? layer.scheme.value_or(indicator.scheme) : Scheme::manual;
}

void method_combo(Intents& intents, const Session& session, const Indicator& indicator) {
  const auto& layer = session.view().layer;
  const auto& inner = session.derived().scene.legend.breaks.inner;
  std::vector<Scheme> schemes{all_schemes().begin(), all_schemes().end()};
  if (!inner.empty() || !layer.breaks.is_empty()) schemes.push_back(Scheme::manual);
  std::vector<Choice> choices;
  std::size_t chosen = 0;
  for (const auto scheme : schemes) {
    if (scheme == scheme_of(layer, indicator)) chosen = choices.size();
    choices.push_back({.id = std::string{name_of(scheme)}, .text = scheme_label(scheme)});
  }
  if (!combo("indicator.scheme", choices, chosen, {.label = tr("Method")})) return;
  auto next = layer;
  if (schemes[chosen] == Scheme::manual) {
    next.breaks.inner = inner;
    next.breaks.is_hand_made = true;
  } else {
    next.breaks = {};
    next.scheme = schemes[chosen];
  }
  intents.push_back(SetLayer{next});
}

void count_combo(Intents& intents, const Session& session, const Indicator& indicator) {
  const auto& layer = session.view().layer;
  std::vector<Choice> counts;
  for (int count = 2; count <= 9; ++count)
    counts.push_back({.id = std::to_string(count), .text = format_integer(count)});
  auto count = static_cast<std::size_t>(std::clamp(layer.class_count, 2, 9) - 2);
  const bool is_free = !makes_own_count(scheme_of(layer, indicator));
  if (!combo("indicator.classes", counts, count, {.label = tr("Number of classes"), .is_enabled = is_free})) return;
  auto next = layer;
  next.class_count = static_cast<int>(count) + 2;
  intents.push_back(SetLayer{next});
}

// "10; 20,5; 30", in the legend's unit.
std::string text_of(const std::vector<double>& breaks, const LegendUnit& unit) {
  constexpr int decimals = 6;
  std::string text;
  for (const double value : breaks) text += (text.empty() ? "" : "; ") + format_number(value / unit.divisor, decimals);
  return text;
}

void breaks_field(Intents& intents, const Session& session, ClassFieldsState& state) {
  const auto& layer = session.view().layer;
  const auto& legend = session.derived().scene.legend;
  if (state.of != layer.breaks.inner) state.breaks = text_of(layer.breaks.inner, legend.unit);
  state.of = layer.breaks.inner;
  const auto typed = typed_breaks(state.breaks);
  const auto label = legend.unit.label.empty() ? tr("Breaks") : tr("Breaks") + ", " + legend.unit.label;
  const auto error = typed ? std::string{} : tr("Ascending numbers, parted by semicolons: 10; 20; 30");
  const auto result = text_field("indicator.breaks", state.breaks, {.label = label, .error = error});
  const auto now = typed_breaks(state.breaks);
  if (!result.is_done || !now) return;
  auto next = layer;
  next.breaks.inner = *now;
  for (double& value : next.breaks.inner) value *= legend.unit.divisor;
  next.breaks.is_hand_made = true;
  if (next.breaks.inner != layer.breaks.inner) intents.push_back(SetLayer{next});
}
}  // namespace

void class_fields(Intents& intents, const Session& session, const Indicator& indicator, ClassFieldsState& state) {
  method_combo(intents, session, indicator);
  if (session.view().layer.breaks.is_empty()) return count_combo(intents, session, indicator);
  breaks_field(intents, session, state);
}

}  // namespace riskmap::ui
