// What colours a layer: mode, indicator, classes, palette. The part of a saved view that decides about colour.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/analysis/classify.h"
#include "layers/analysis/indicator.h"
#include "layers/analysis/register_hotspots.h"
#include "layers/model/records.h"
#include "layers/style/fixed_breaks.h"
#include "layers/style/palette.h"

namespace riskmap {

enum class MapMode { areas, tiles, symbols, ways_to_solve };
std::string_view name_of(MapMode mode);  // "areas", "tiles", "symbols", "ways_to_solve"
std::optional<MapMode> map_mode_named(std::string_view name);

// Points one by one, those close to each other as one circle with their number, or how densely they lie.
enum class PointLook { each, clusters, heat };

struct LayerSpec {
  MapMode mode = MapMode::areas;
  AreaLevel level = AreaLevel::settlement;
  std::string indicator = "open";  // id; for a plain file a column's name; "" = one plain colour
  std::optional<Scheme> scheme;    // nothing = the indicator's own
  int class_count = 5;
  FixedBreaks breaks{};  // used instead of scheme and count when there are any
  std::string palette;   // "" = the indicator's own
  double opacity = default_opacity;
  PointLook points = PointLook::each;  // of problems on a map of areas; of a plain file's points
  double bandwidth_m = 0;              // of a heat map, on the ground; 0 = what suits the points
  bool shows_hotspots = false;         // of a register: colours say where the indicator clusters beyond chance
  HotspotChoice hotspots{};            // how that is found, shown or listed
  friend bool operator==(const LayerSpec&, const LayerSpec&) = default;
};

// Hatching of one feature; the same order as the raster's.
enum class FillMark : unsigned char { none, no_data, too_few };

struct LayerColours {
  std::vector<Colour> fill;  // one per value, with the layer's opacity
  std::vector<FillMark> mark;
};

// Cells that only look like borders are tinted, never filled (`decisions.md` 45): the layer's opacity works inside
// that.
inline constexpr double most_tint = 0.20;
double tint_of(double opacity);
double opacity_of_tint(double tint);

// The same map of another indicator, as that one opens; locked breaks stay.
LayerSpec with_indicator(LayerSpec spec, std::string indicator);
// Ways to solve have colours of their own.
bool draws_hotspots(const LayerSpec& spec);

// Classes as the spec asks for. A level indicator always gets the classes none … critical.
Classes classes_of(const LayerSpec& spec, const Indicator& indicator, std::span<const double> values);
const Palette& palette_of(const LayerSpec& spec, const Indicator& indicator);
// The colours of the classes, low to high. A level indicator has its own colours.
std::vector<Colour> class_colours(const Classes& classes, const Indicator& indicator, const Palette& palette,
                                  Theme theme);
LayerColours colours_of(const IndicatorValues& values, const Classes& classes, std::span<const Colour> class_colours,
                        Theme theme, double opacity = default_opacity);

}  // namespace riskmap
