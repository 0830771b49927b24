#include "layers/style/palette.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "layers/core/colour.h"

namespace riskmap {

namespace {
constexpr std::array themes = {Theme::light, Theme::dark};

bool is_sequential(const Palette& palette) {
  return palette.kind == PaletteKind::sequential;
}
}  // namespace

TEST_CASE("a sequential ramp gets darker on light paper and brighter on a dark ground") {
  for (const Palette& palette : all_palettes()) {
    if (!is_sequential(palette)) continue;
    CAPTURE(palette.id);
    for (std::size_t classes = 2; classes <= 9; ++classes) {
      const auto light = ramp(palette, classes, Theme::light), dark = ramp(palette, classes, Theme::dark);
      REQUIRE(light.size() == classes);
      for (std::size_t i = 1; i < classes; ++i) {
        CHECK(relative_luminance(light[i]) < relative_luminance(light[i - 1]));
        const Colour ground = map_colours(Theme::dark).ground;
        CHECK(contrast(dark[i], ground) > contrast(dark[i - 1], ground));
      }
    }
  }
}

TEST_CASE("on light paper the ground outside is darker than the first class of the default ramps") {
  const double ground = relative_luminance(map_colours(Theme::light).ground);
  for (const char* id : {"YlOrRd", "OrRd", "YlGnBu", "PuBu", "BuPu"})
    CHECK(relative_luminance(ramp(*find_palette(id), 5, Theme::light)[0]) > ground);
}

TEST_CASE("the last class of a dark ramp stands out from the ground by ten to one") {
  for (const Palette& palette : all_palettes())
    if (is_sequential(palette))
      CHECK(contrast(ramp(palette, 5, Theme::dark).back(), map_colours(Theme::dark).ground) > 10);
}

TEST_CASE("five classes are the palette's own colours") {
  CHECK(ramp(*find_palette("YlOrRd"), 5, Theme::light)[4] == rgb(0xBD0026));
  CHECK(ramp(*find_palette("YlOrRd"), 5, Theme::dark)[0] == rgb(0x5A2A55));
  CHECK(ramp(*find_palette("RdBu"), 5, Theme::light)[4] == rgb(0xCA0020));
}

TEST_CASE("any number of classes gets that many different colours") {
  for (const Palette& palette : all_palettes())
    for (const Theme theme : themes)
      for (std::size_t classes = 0; classes <= 12; ++classes) {
        const auto colours = ramp(palette, classes, theme);
        CHECK(colours.size() == classes);
        for (std::size_t i = 1; i < classes; ++i) CHECK_FALSE(colours[i] == colours[i - 1]);
      }
}

TEST_CASE("both ends of a diverging ramp stand out more than its middle") {
  for (const Palette& palette : all_palettes()) {
    if (is_sequential(palette)) continue;
    for (const Theme theme : themes) {
      const auto colours = ramp(palette, 5, theme);
      const double middle = relative_luminance(colours[2]);
      const bool is_light = theme == Theme::light;
      for (const std::size_t end : {std::size_t{0}, std::size_t{4}})
        CHECK((is_light ? relative_luminance(colours[end]) < middle : relative_luminance(colours[end]) > middle));
    }
  }
}

TEST_CASE("a palette is found whatever the case of its name") {
  CHECK(find_palette("ylorrd") == find_palette("YlOrRd"));
  CHECK(find_palette("YlOrRd")->id == "YlOrRd");
  CHECK(find_palette("nonsense") == nullptr);
  std::set<std::string_view> ids;
  for (const Palette& palette : all_palettes()) CHECK(ids.insert(palette.id).second);
}

TEST_CASE("dark hotspot classes get brighter with the confidence, around the agreed centre") {
  CHECK(colour_of(HotspotClass::not_significant, Theme::dark) == rgb(0x3A4651));
  using enum HotspotClass;
  for (const auto& side :
       {std::array{not_significant, hot_90, hot_95, hot_99}, std::array{not_significant, cold_90, cold_95, cold_99}})
    for (std::size_t i = 1; i < side.size(); ++i) {
      CHECK(relative_luminance(colour_of(side[i], Theme::dark)) >
            relative_luminance(colour_of(side[i - 1], Theme::dark)));
      CHECK(relative_luminance(colour_of(side[i], Theme::light)) <
            relative_luminance(colour_of(side[i - 1], Theme::light)));
    }
}

TEST_CASE("a symbol's shape and its number can be read") {
  for (const Theme theme : themes)
    for (int level = 0; level < 5; ++level) {
      const auto symbol = symbol_of(static_cast<RiskLevel>(level), theme);
      CHECK(contrast(symbol.number, symbol.fill) >= 4.5);
      // On light land the stroke carries the shape; on dark land the fill does.
      const Colour land = map_colours(theme).land;
      CHECK(std::max(contrast(symbol.stroke, land), contrast(symbol.fill, land)) >= 3);
    }
}

TEST_CASE("the district outline stands out from the ground") {
  for (const Theme theme : themes) CHECK(contrast(map_colours(theme).outline, map_colours(theme).ground) >= 7);
}

TEST_CASE("a theme is found by its name") {
  for (const Theme theme : themes) CHECK(theme_named(name_of(theme)) == theme);
  CHECK_FALSE(theme_named("sepia"));
}

}  // namespace riskmap
