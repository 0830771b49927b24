// Light ramps: ColorBrewer 2.0 by Cynthia Brewer, Mark Harrower and The Pennsylvania State University (Apache-2.0);
// viridis and cividis from matplotlib (CC0). Dark ramps are ours: they end bright. Kept apart by CIEDE2000 >= 7 between
// any two classes under protan-, deuter- and tritanopia.
#include "layers/style/palette.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "layers/style/oklab.h"

namespace riskmap {

namespace {
using Steps = std::array<unsigned, 5>;

constexpr Steps ylorrd_light{0xFFFFB2, 0xFECC5C, 0xFD8D3C, 0xF03B20, 0xBD0026};
constexpr Steps ylorrd_dark{0x5A2A55, 0x993366, 0xD6504F, 0xF5993F, 0xFFE699};
constexpr Steps orrd_light{0xFEF0D9, 0xFDCC8A, 0xFC8D59, 0xE34A33, 0xB30000};
constexpr Steps orrd_dark{0x54282A, 0x94382F, 0xD15F3E, 0xF39A63, 0xFFE0BC};
constexpr Steps ylgnbu_light{0xFFFFCC, 0xA1DAB4, 0x41B6C4, 0x2C7FB8, 0x253494};
constexpr Steps ylgnbu_dark{0x1F3A5F, 0x2B6291, 0x3F90B5, 0x72C3C6, 0xD6F2CE};
constexpr Steps pubu_light{0xF1EEF6, 0xBDC9E1, 0x74A9CF, 0x2B8CBE, 0x045A8D};
constexpr Steps pubu_dark{0x2A3F66, 0x3A6699, 0x5E93C4, 0x98C0E2, 0xE3F1FB};
constexpr Steps bupu_light{0xEDF8FB, 0xB3CDE3, 0x8C96C6, 0x8856A7, 0x810F7C};
constexpr Steps bupu_dark{0x3D2F66, 0x66489B, 0x946CC2, 0xC29EDF, 0xF0E0FB};
constexpr Steps viridis_light{0xFDE725, 0x5EC962, 0x21918C, 0x3B528B, 0x440154};
constexpr Steps viridis_dark{0x440154, 0x3B528B, 0x21918C, 0x5EC962, 0xFDE725};
constexpr Steps cividis_light{0xFEE838, 0xBCAF6F, 0x7D7C78, 0x434E6C, 0x00224E};
constexpr Steps cividis_dark{0x00224E, 0x434E6C, 0x7D7C78, 0xBCAF6F, 0xFEE838};
constexpr Steps rdbu_light{0x0571B0, 0x92C5DE, 0xF7F7F7, 0xF4A582, 0xCA0020};
constexpr Steps rdbu_dark{0x7CC4F5, 0x4583AF, 0x3A4651, 0xB0655A, 0xFFA58C};
constexpr Steps puor_light{0x5E3C99, 0xB2ABD2, 0xF7F7F7, 0xFDB863, 0xE66101};
constexpr Steps puor_dark{0xC3B2F5, 0x7D6DB0, 0x3A4651, 0xA9793C, 0xFFCB78};
constexpr Steps brbg_light{0x018571, 0x80CDC1, 0xF5F5F5, 0xDFC27D, 0xA6611A};
constexpr Steps brbg_dark{0x79DCCB, 0x43928A, 0x3A4651, 0xA17F45, 0xF2D48A};

// ColorBrewer Paired, the dark of each pair first: neighbours in the list stay apart.
constexpr std::array of_categories = {rgb(0x1F78B4), rgb(0xE31A1C), rgb(0x33A02C), rgb(0xFF7F00),
                                      rgb(0x6A3D9A), rgb(0xB15928), rgb(0xA6CEE3), rgb(0xFB9A99),
                                      rgb(0xB2DF8A), rgb(0xFDBF6F), rgb(0xCAB2D6), rgb(0xD9C04A)};
constexpr Colour other_categories = rgb(0x9AA5AF);

using enum PaletteKind;
constexpr std::array palettes = {Palette{"YlOrRd", sequential, false, ylorrd_light, ylorrd_dark},
                                 Palette{"OrRd", sequential, false, orrd_light, orrd_dark},
                                 Palette{"YlGnBu", sequential, true, ylgnbu_light, ylgnbu_dark},
                                 Palette{"PuBu", sequential, false, pubu_light, pubu_dark},
                                 Palette{"BuPu", sequential, false, bupu_light, bupu_dark},
                                 Palette{"viridis", sequential, true, viridis_light, viridis_dark},
                                 Palette{"cividis", sequential, true, cividis_light, cividis_dark},
                                 Palette{"RdBu", diverging, false, rdbu_light, rdbu_dark},
                                 Palette{"PuOr", diverging, false, puor_light, puor_dark},
                                 Palette{"BrBG", diverging, false, brbg_light, brbg_dark}};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

Colour between(Colour low, Colour high, double share) {
  if (share <= 0) return low;
  if (share >= 1) return high;
  const OkLab a = oklab_of(low), b = oklab_of(high);
  return colour_of(
      {std::lerp(a.lightness, b.lightness, share), std::lerp(a.a, b.a, share), std::lerp(a.b, b.b, share)});
}

constexpr MapColours light_map{.ground = rgb(0xE4EAE6),
                               .outside_line = rgb(0xD3DBD6),
                               .land = rgb(0xF7F9F8),
                               .land_line = rgb(0xBFC9D1),
                               .cell_line = rgb(0xFFFFFF, 242),
                               .outline = rgb(0x37474F),
                               .water = rgb(0x7FB4D6),
                               .road = rgb(0xB9A88C),
                               .no_data = rgb(0xC9D1D8),
                               .hatch = rgb(0x78828C, 160),
                               .graticule = rgb(0x37474F, 110),
                               .tint_land = rgb(0xF7F9F8),
                               .tint_line = rgb(0xBFC9D1)};
constexpr MapColours dark_map{.ground = rgb(0x111A20),
                              .outside_line = rgb(0x1C2830),
                              .land = rgb(0x22303B),
                              .land_line = rgb(0x3A4956),
                              .cell_line = rgb(0x0E141A, 217),
                              .outline = rgb(0xC4D2DD),
                              .water = rgb(0x2F6A8C),
                              .road = rgb(0x5B5342),
                              .no_data = rgb(0x3A4651),
                              .hatch = rgb(0x8D9BA9, 150),
                              .graticule = rgb(0xC4D2DD, 100),
                              .tint_land = rgb(0x40505E),
                              .tint_line = rgb(0x0E141A, 217)};

template <std::size_t N>
Colour pick(const std::array<unsigned, N>& light, const std::array<unsigned, N>& dark, Theme theme, std::size_t index) {
  return rgb(theme == Theme::light ? light[index] : dark[index]);
}
}  // namespace

std::string_view name_of(Theme theme) {
  return theme == Theme::light ? "light" : "dark";
}

std::optional<Theme> theme_named(std::string_view name) {
  if (name == "light") return Theme::light;
  if (name == "dark") return Theme::dark;
  return std::nullopt;
}

std::span<const Palette> all_palettes() {
  return palettes;
}

const Palette* find_palette(std::string_view id) {
  const auto is_same = [id](const Palette& palette) { return std::ranges::equal(palette.id, id, {}, lower, lower); };
  const auto found = std::ranges::find_if(palettes, is_same);
  return found == palettes.end() ? nullptr : &*found;
}

std::vector<Colour> ramp(const Palette& palette, std::size_t classes, Theme theme) {
  const auto steps = theme == Theme::light ? palette.light : palette.dark;
  const auto last = static_cast<double>(steps.size() - 1);
  std::vector<Colour> colours;
  for (std::size_t i = 0; i < classes; ++i) {
    // One class alone takes the middle.
    const double position = classes == 1 ? last / 2 : last * static_cast<double>(i) / static_cast<double>(classes - 1);
    const auto low = std::min(static_cast<std::size_t>(position), steps.size() - 2);
    colours.push_back(between(rgb(steps[low]), rgb(steps[low + 1]), position - static_cast<double>(low)));
  }
  return colours;
}

std::vector<Colour> tint_colours(std::vector<Colour> colours, Theme theme) {
  constexpr double stronger = 1.6;
  if (theme == Theme::light || colours.empty()) return colours;
  std::vector<OkLab> labs;
  for (const Colour colour : colours) labs.push_back(oklab_of(colour));
  const auto [low, high] = std::ranges::minmax(labs, {}, &OkLab::lightness);
  const double range = high.lightness - low.lightness;
  if (range <= 0) return colours;
  for (std::size_t i = 0; i < labs.size(); ++i) {
    const double share = (labs[i].lightness - low.lightness) / range;
    // Mixing adds channel values, not lightnesses: the classes take even steps between black and white in those.
    const double of_grey = std::cbrt(linear(share));
    colours[i] = colour_of(OkLab{of_grey, labs[i].a * stronger, labs[i].b * stronger});
  }
  return colours;
}

const MapColours& map_colours(Theme theme) {
  return theme == Theme::light ? light_map : dark_map;
}

Colour colour_of(HotspotClass hotspot, Theme theme) {
  // RdBu-7 with a grey centre; the dark set gets brighter with the confidence on both sides. What stands alone is of
  // neither side: a green that no eye takes for a pale red or blue, on schematic cells either.
  constexpr std::array<unsigned, 11> light{0xB2182B, 0xEF8A62, 0xFDDBC7, 0xF0F0F0, 0xD1E5F0, 0x67A9CF,
                                           0x2166AC, 0xDADFE3, 0xB4BDC5, 0xC9D1D8, 0x6B9080};
  constexpr std::array<unsigned, 11> dark{0xFFB09A, 0xCF6F5C, 0x8A5347, 0x3A4651, 0x39688A, 0x5396CC,
                                          0x9AD0FF, 0x2C3741, 0x525E69, 0x3A4651, 0x7B9787};
  return pick(light, dark, theme, static_cast<std::size_t>(hotspot));
}

Colour colour_of(LisaClass lisa, Theme theme) {
  constexpr std::array<unsigned, 8> light{0xB2182B, 0x2166AC, 0x92C5DE, 0xF4A582,
                                          0xF0F0F0, 0xB4BDC5, 0xC9D1D8, 0xDADFE3};
  constexpr std::array<unsigned, 8> dark{0xFF7A66, 0x66B2F5, 0x41708F, 0x96604F,
                                         0x3A4651, 0x525E69, 0x3A4651, 0x2C3741};
  return pick(light, dark, theme, static_cast<std::size_t>(lisa));
}

SymbolColours symbol_of(RiskLevel level, Theme theme) {
  constexpr std::array<unsigned, 5> light{0xA9B4BD, 0x7C93A8, 0xE0A100, 0xE4691B, 0xB3142E};
  constexpr std::array<unsigned, 5> dark{0x7F8F9E, 0x8FA5B8, 0xF2BC3D, 0xF5853F, 0xE8475C};
  constexpr std::array<unsigned, 5> strokes{0x5B6976, 0x3C4F61, 0x5E4400, 0x7A2F05, 0x6E0A1B};
  const auto index = static_cast<std::size_t>(level);
  const bool is_pale_number = level == RiskLevel::critical && theme == Theme::light;
  return {pick(light, dark, theme, index), rgb(strokes[index]), rgb(is_pale_number ? 0xFFFFFF : 0x1A1300)};
}

Colour colour_of(SolveStage stage, Theme theme) {
  // From nothing to done; no red, which belongs to lateness alone.
  constexpr std::array<unsigned, 6> light{0x6B2D5C, 0xE8A13A, 0xBFE0EA, 0x3A8BBF, 0x1E6B4B, 0xC9D1D8};
  constexpr std::array<unsigned, 6> dark{0xC77DB5, 0xF2BC5C, 0x3F6F8A, 0x6FB7E6, 0xA5E8CF, 0x3A4651};
  return pick(light, dark, theme, static_cast<std::size_t>(stage));
}

std::span<const Colour> category_colours() {
  return of_categories;
}

std::vector<Colour> colours_of_categories(std::size_t count) {
  std::vector<Colour> colours{of_categories.begin(), of_categories.end()};
  colours.resize(count, other_categories);
  return colours;
}

Colour plain_colour(Theme theme) {
  return ramp(*find_palette("PuBu"), 5, theme)[2];
}

}  // namespace riskmap
