#include "layers/style/layer_spec.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace riskmap {

namespace {
constexpr std::size_t most_told_one_by_one = 40;  // values: nobody reads a longer legend
constexpr std::array<std::string_view, 4> mode_names = {"areas", "tiles", "symbols", "ways_to_solve"};
// Category i is class i, also where the filter leaves none of it.
Classes classes_of_categories(std::span<const double> values, std::size_t categories) {
  std::vector<double> inner;
  for (std::size_t i = 0; i + 1 < categories; ++i) inner.push_back(static_cast<double>(i));
  auto classes = classify_by(values, inner);
  classes.scheme = Scheme::unique;
  return classes;
}

// Also where there is no value: the legend of another day, or of another filter, has the same rows.
Classes classes_between(const std::vector<double>& inner, std::span<const double> values) {
  auto classes = classify_by(values, inner);
  if (classes.size() > 0) return classes;
  classes.breaks = inner;
  classes.breaks.insert(classes.breaks.begin(), inner.front());
  classes.breaks.push_back(inner.back());
  classes.counts.assign(inner.size() + 1, 0);
  return classes;
}

constexpr std::array level_breaks = {0.0, 1.0, 2.0, 3.0};  // between none, low, medium, high and critical

Colour with_opacity(Colour colour, double opacity) {
  colour.a = static_cast<unsigned char>(std::lround(colour.a * std::clamp(opacity, 0.0, 1.0)));
  return colour;
}
}  // namespace

std::string_view name_of(MapMode mode) {
  return mode_names[static_cast<std::size_t>(mode)];
}

std::optional<MapMode> map_mode_named(std::string_view name) {
  const auto found = std::ranges::find(mode_names, name);
  if (found == mode_names.end()) return std::nullopt;
  return static_cast<MapMode>(found - mode_names.begin());
}

LayerSpec with_indicator(LayerSpec spec, std::string indicator) {
  spec.indicator = std::move(indicator);
  spec.scheme.reset();
  spec.palette.clear();
  spec.breaks = for_another_indicator(spec.breaks);
  return spec;
}

bool draws_hotspots(const LayerSpec& spec) {
  return spec.shows_hotspots && spec.mode != MapMode::ways_to_solve;
}

double tint_of(double opacity) {
  return most_tint * std::clamp(opacity / default_opacity, 0.0, 1.0);
}

double opacity_of_tint(double tint) {
  return default_opacity * std::clamp(tint / most_tint, 0.0, 1.0);
}

Classes classes_of(const LayerSpec& spec, const Indicator& indicator, std::span<const double> values) {
  if (indicator.kind == IndicatorKind::level) {
    auto classes = classify_by(values, level_breaks);
    classes.scheme = Scheme::unique;
    return classes;
  }
  if (indicator.kind == IndicatorKind::category) return classes_of_categories(values, indicator.categories.size());
  if (!spec.breaks.is_empty()) return classes_between(spec.breaks.inner, values);
  const auto scheme = spec.scheme.value_or(indicator.scheme);
  auto classes = classify(values, scheme, spec.class_count);
  if (scheme != Scheme::unique || classes.size() <= most_told_one_by_one) return classes;
  classes = classify(values, indicator.scheme == Scheme::unique ? Scheme::fisher : indicator.scheme, spec.class_count);
  classes.is_instead_of_unique = true;
  return classes;
}

const Palette& palette_of(const LayerSpec& spec, const Indicator& indicator) {
  if (const Palette* wanted = find_palette(spec.palette)) return *wanted;
  if (const Palette* own = find_palette(indicator.palette)) return *own;
  return all_palettes().front();
}

std::vector<Colour> class_colours(const Classes& classes, const Indicator& indicator, const Palette& palette,
                                  Theme theme) {
  if (indicator.kind == IndicatorKind::category) return colours_of_categories(classes.size());
  // Where there is nothing anywhere, nothing is the lowest class, not the middle of the ramp.
  const bool is_all_zero = classes.size() == 1 && classes.breaks.front() == 0 && classes.breaks.back() == 0;
  if (is_all_zero && palette.kind == PaletteKind::sequential) return {ramp(palette, 2, theme).front()};
  if (indicator.kind != IndicatorKind::level || classes.size() != level_breaks.size() + 1)
    return ramp(palette, classes.size(), theme);
  // No problem is no risk: the land's own colour, not the palest step of danger.
  auto colours = ramp(palette, level_breaks.size(), theme);
  colours.insert(colours.begin(), map_colours(theme).land);
  return colours;
}

LayerColours colours_of(const IndicatorValues& values, const Classes& classes, std::span<const Colour> class_colours,
                        Theme theme, double opacity) {
  const Colour no_data = with_opacity(map_colours(theme).no_data, opacity);
  LayerColours colours;
  colours.fill.assign(values.values.size(), no_data);
  colours.mark.assign(values.values.size(), FillMark::no_data);
  for (std::size_t i = 0; i < values.values.size(); ++i) {
    const int found = classes.class_of(values.values[i]);
    if (found == no_class) continue;
    colours.fill[i] = with_opacity(class_colours[static_cast<std::size_t>(found)], opacity);
    const bool is_uncertain = i < values.is_uncertain.size() && values.is_uncertain[i];
    colours.mark[i] = is_uncertain ? FillMark::too_few : FillMark::none;
  }
  return colours;
}

}  // namespace riskmap
