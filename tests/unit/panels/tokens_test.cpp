// The colour tables keep their promises.
#include "viewer/panels/tokens.h"

#include <doctest/doctest.h>

#include <set>

#include "viewer/panels/icons.h"

namespace riskmap::ui {

TEST_CASE("every pair of colours the interface draws has the contrast it promises, in every theme") {
  for (const Theme theme : {Theme::light, Theme::dark, Theme::high_contrast})
    for (const ContrastPair& pair : contrast_pairs(theme)) {
      CAPTURE(static_cast<int>(theme));
      CAPTURE(pair.name);
      CHECK(contrast(pair.foreground, pair.background) >= pair.least);
    }
}

TEST_CASE("the contrast figures are those of the design's table") {
  const Tokens& light = tokens_of(Theme::light);
  const Tokens& dark = tokens_of(Theme::dark);
  CHECK(contrast(light.text, light.surface) == doctest::Approx(16.5).epsilon(0.01));
  CHECK(contrast(light.accent, light.accent_soft) == doctest::Approx(4.9).epsilon(0.01));
  CHECK(contrast(dark.text3, dark.surface3) == doctest::Approx(4.6).epsilon(0.01));
  CHECK(contrast(dark.map.outline, dark.map.background) == doctest::Approx(11.4).epsilon(0.01));
}

TEST_CASE("a colour mixed with another by nothing stays itself, by all becomes the other") {
  const Colour a = rgb(0x102030), b = rgb(0xF0E0D0);
  CHECK(mixed(a, b, 0) == a);
  CHECK(mixed(a, b, 1) == b);
  CHECK(mixed(a, b, 0.5) == rgb(0x808080));
}

TEST_CASE("the list of icons holds no empty one") {
  for (const Icon icon : all_icons()) CHECK(icon != Icon::none);
  CHECK(all_icons().size() > 100);
}

}  // namespace riskmap::ui
