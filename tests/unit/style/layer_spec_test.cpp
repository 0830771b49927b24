#include "layers/style/layer_spec.h"

#include <doctest/doctest.h>

#include <cmath>

namespace riskmap {

namespace {
Indicator indicator_of_kind(IndicatorKind kind) {
  Indicator indicator;
  indicator.id = "x";
  indicator.kind = kind;
  indicator.scheme = Scheme::equal;
  indicator.palette = "PuBu";
  return indicator;
}
using Numbers = std::vector<double>;
}  // namespace

TEST_CASE("the spec's scheme and palette win over the indicator's own") {
  const auto indicator = indicator_of_kind(IndicatorKind::count);
  LayerSpec spec;
  spec.class_count = 2;
  CHECK(classes_of(spec, indicator, Numbers{0, 1, 10}).breaks == Numbers{0, 5, 10});
  CHECK(palette_of(spec, indicator).id == "PuBu");
  spec.scheme = Scheme::quantile;
  spec.palette = "cividis";
  CHECK(classes_of(spec, indicator, Numbers{0, 1, 10}).breaks == Numbers{0, 1, 10});
  CHECK(palette_of(spec, indicator).id == "cividis");
  spec.breaks.inner = {3};
  CHECK(classes_of(spec, indicator, Numbers{0, 1, 10}).breaks == Numbers{0, 3, 10});
}

TEST_CASE("risk levels always have their five classes, and no problem is drawn as land") {
  const auto indicator = indicator_of_kind(IndicatorKind::level);
  const auto classes = classes_of({}, indicator, Numbers{0, 2, 2, NAN});
  CHECK(classes.counts == std::vector<std::int64_t>{1, 0, 2, 0, 0});
  CHECK(classes.missing == 1);
  const auto colours = class_colours(classes, indicator, *find_palette("YlOrRd"), Theme::light);
  REQUIRE(colours.size() == 5);
  CHECK(colours[0] == map_colours(Theme::light).land);
  CHECK(colours[4] == rgb(0xBD0026));
  CHECK(classes.class_of(0) == 0);
  CHECK(classes.class_of(4) == 4);
}

TEST_CASE("where nothing is found anywhere the whole map has the colour of the lowest class") {
  const auto indicator = indicator_of_kind(IndicatorKind::count);
  for (const Theme theme : {Theme::light, Theme::dark}) {
    const auto colours_of_all = [&](double value) {
      return class_colours(classes_of({}, indicator, Numbers{value, value}), indicator, palette_of({}, indicator),
                           theme);
    };
    const auto five = ramp(*find_palette("PuBu"), 5, theme);
    CHECK(colours_of_all(0) == std::vector{five.front()});
    CHECK(colours_of_all(3) == std::vector{five[2]});
  }
}

TEST_CASE("a missing value is drawn as no data, an uncertain one hatched in its class") {
  const auto indicator = indicator_of_kind(IndicatorKind::rate);
  const IndicatorValues values{{1, NAN, 9}, {0, 0, 1}};
  const auto classes = classify(values.values, Scheme::equal, 2);
  const std::vector<Colour> two{rgb(0x111111), rgb(0x222222)};
  const auto colours = colours_of(values, classes, two, Theme::light, 0.5);
  CHECK(colours.fill[0] == rgb(0x111111, 128));
  CHECK(colours.mark[0] == FillMark::none);
  CHECK(colours.mark[1] == FillMark::no_data);
  CHECK(colours.fill[2] == rgb(0x222222, 128));
  CHECK(colours.mark[2] == FillMark::too_few);
}

TEST_CASE("a map without any value is drawn as no data throughout") {
  const IndicatorValues values{{NAN, NAN}, {0, 0}};
  const auto colours = colours_of(values, classify(values.values, Scheme::fisher, 5), {}, Theme::dark);
  CHECK(colours.mark == std::vector{FillMark::no_data, FillMark::no_data});
}

TEST_CASE("a mode is found by its name") {
  for (const MapMode mode : {MapMode::areas, MapMode::tiles, MapMode::symbols, MapMode::ways_to_solve})
    CHECK(map_mode_named(name_of(mode)) == mode);
  CHECK_FALSE(map_mode_named("globe"));
}

}  // namespace riskmap
