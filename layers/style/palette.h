// Every colour that carries data: ramps, hotspot classes, risk levels, status groups, ways to solve (`ux.md` §1.5).
// Sequential ramps have a light and a dark set: the last class is always the one that stands out from the ground.
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "layers/core/colour.h"
#include "layers/model/facts.h"
#include "layers/model/status.h"

namespace riskmap {

enum class Theme { light, dark };
std::string_view name_of(Theme theme);  // "light", "dark"
std::optional<Theme> theme_named(std::string_view name);

enum class PaletteKind { sequential, diverging };

struct Palette {
  std::string_view id;  // "YlOrRd": on the command line and in saved views
  PaletteKind kind = PaletteKind::sequential;
  bool is_colour_safe = false;            // keeps its steps apart under every common colour-vision deficiency
  std::span<const unsigned> light, dark;  // 0xRRGGBB, low to high; of a diverging one the warm end is high
};

std::span<const Palette> all_palettes();
const Palette* find_palette(std::string_view id);  // null = unknown; case does not matter
// `classes` colours from low to high; numbers other than the palette's own are interpolated in OKLab.
std::vector<Colour> ramp(const Palette& palette, std::size_t classes, Theme theme);
// The same colours for a tint, of which a fifth is left on the map: in the dark theme they are spread over all
// lightnesses, evenly once mixed, and coloured stronger, else neighbouring classes look alike.
std::vector<Colour> tint_colours(std::vector<Colour> colours, Theme theme);
inline constexpr double default_opacity = 0.88;

// The map's own colours beside the data.
struct MapColours {
  Colour ground, outside_line, land, land_line, cell_line, outline, water, road, no_data, hatch, graticule;
  Colour tint_land, tint_line;  // below tints: on the dark ground itself a fifth of any colour is nearly black
};
const MapColours& map_colours(Theme theme);

enum class HotspotClass {
  hot_99,
  hot_95,
  hot_90,
  not_significant,
  cold_90,
  cold_95,
  cold_99,
  untestable,
  no_neighbours,
  no_data,
  alone  // a yes of a join count that is no cluster
};
inline constexpr std::size_t hotspot_class_count = 11;
Colour colour_of(HotspotClass hotspot, Theme theme);
enum class LisaClass { high_high, low_low, low_high, high_low, not_significant, no_neighbours, no_data, untestable };
Colour colour_of(LisaClass lisa, Theme theme);

// Problem symbols on the map: fill by the highest level, a darker stroke, the number inside.
struct SymbolColours {
  Colour fill, stroke, number;
};
SymbolColours symbol_of(RiskLevel level, Theme theme);
Colour colour_of(SolveStage stage, Theme theme);
// Of what is neither more nor less than anything else; beyond these all have one grey.
std::span<const Colour> category_colours();
std::vector<Colour> colours_of_categories(std::size_t count);
Colour plain_colour(Theme theme);  // of a plain file that no column colours
// Ink over a fill, luminance and contrast: layers/core/colour.h.

}  // namespace riskmap
