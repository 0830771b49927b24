#include "viewer/panels/scale_choice.h"

#include <array>
#include <cmath>
#include <vector>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr std::array<double, 8> scales_offered = {0, 10'000, 25'000, 50'000, 100'000, 250'000, 500'000, 1'000'000};

std::string with_scale(const std::string& words, double scale) {
  return fill(words, {{"n", format_integer(std::llround(scale))}});
}

// Of the scales that are less than `limit`; 0 = all.
bool one_of_scales(const std::string& name, double& scale, double limit, const FieldOptions& options,
                   const std::array<std::string, 2>& words) {
  std::vector<Choice> choices;
  std::vector<double> values;
  std::size_t chosen = 0;
  for (const double offered : scales_offered) {
    if (limit > 0 && offered >= limit) break;
    if (offered == scale) chosen = choices.size();
    values.push_back(offered);
    choices.push_back(
        {.id = std::to_string(std::llround(offered)), .text = offered == 0 ? words[0] : with_scale(words[1], offered)});
  }
  if (!combo(name, choices, chosen, options)) return false;
  scale = values[chosen];
  return true;
}
}  // namespace

bool scale_combos(const std::string& name, ScaleRange& scales) {
  const auto shown = tr("Shown"), until = tr("Hidden closer up");
  bool has_changed =
      one_of_scales(name, scales.farthest, 0, {.label = shown}, {tr("At every scale"), tr("From 1 : {n} on")});
  if (has_changed && scales.farthest > 0 && scales.closest >= scales.farthest) scales.closest = 0;
  return one_of_scales(name + "_closest", scales.closest, scales.farthest, {.label = until},
                       {tr("Never"), tr("Closer than 1 : {n}")}) ||
         has_changed;
}

}  // namespace riskmap::ui
