// The layer list: eyes that do something, and only those.
#include "viewer/panels/layers_panel.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/ui/panel_fixture.h"

namespace riskmap::ui {
namespace {

// What a switch can change in a picture.
struct Drawn {
  std::size_t outlines, symbols, labels;
  Colour first_fill;
  bool has_degrees;
  friend bool operator==(const Drawn&, const Drawn&) = default;
};

Drawn drawn(const MapScene& scene) {
  return {scene.outlines.size(), scene.symbols.size(), scene.labels.size(),
          scene.style && !scene.style->fill.empty() ? scene.style->fill.front() : Colour{},
          scene.has_graticule && scene.is_to_scale};
}

TEST_CASE("a layer's switch is greyed exactly where it would change nothing") {
  Desk desk;
  LayersPanelState state;
  desk.show([&](const Layout& layout) { return layers_panel(desk.session, state, layout); });
  const std::vector<std::pair<LayerKind, std::string>> switches = {{LayerKind::theme, "theme"},
                                                                   {LayerKind::issue_points, "issue_points"},
                                                                   {LayerKind::settlements, "settlements"},
                                                                   {LayerKind::rural_districts, "rural_districts"},
                                                                   {LayerKind::district, "district"},
                                                                   {LayerKind::labels, "labels"},
                                                                   {LayerKind::graticule, "graticule"}};
  for (const auto level : {AreaLevel::settlement, AreaLevel::rural_district, AreaLevel::district})
    for (const auto mode : {MapMode::areas, MapMode::tiles, MapMode::symbols, MapMode::ways_to_solve}) {
      if (mode == MapMode::tiles && level != AreaLevel::settlement) continue;
      CAPTURE(std::string{name_of(mode)});
      auto layer = desk.session.view().layer;
      layer.mode = mode, layer.level = level;
      desk.apply(SetLayer{layer});
      desk.settle();
      for (const auto& [kind, id] : switches) {
        CAPTURE(id);
        CHECK(desk.driver.widget("layers." + id).is_enabled == is_drawn(layer, kind));
        const auto before = drawn(desk.session.derived().scene);
        desk.apply(ToggleLayer{kind});
        CHECK((drawn(desk.session.derived().scene) != before) == is_drawn(layer, kind));
        desk.apply(ToggleLayer{kind});
      }
    }
}

TEST_CASE("problems are shown as a heat map, with a bandwidth a person chooses") {
  Desk desk{{.language = Language::en}};
  LayersPanelState state;
  desk.show([&](const Layout& layout) { return layers_panel(desk.session, state, layout); });
  CHECK_FALSE(desk.driver.has("layers.points"));  // tiles show no points
  auto layer = desk.session.view().layer;
  layer.mode = MapMode::areas;
  desk.apply(SetLayer{layer});
  desk.settle();
  CHECK_FALSE(desk.driver.has("layers.bandwidth"));
  desk.driver.click("layers.points");
  desk.driver.click("layers.points.heat");
  desk.settle();
  REQUIRE(desk.session.derived().scene.heat);
  CHECK_FALSE(desk.driver.widget("layers.theme").is_enabled);
  CHECK_FALSE(desk.driver.has("indicator.what"));
  CHECK(desk.driver.text("layers.bandwidth").contains("Fitting: 3\u00A0km"));
  desk.driver.click("layers.bandwidth");
  desk.driver.click("layers.bandwidth.2000");
  desk.settle();
  CHECK(desk.session.derived().scene.heat->kernel.bandwidth_m == 2000);
  desk.apply(ToggleLayer{LayerKind::issue_points});
  desk.settle();
  CHECK_FALSE(desk.driver.has("layers.points"));
  CHECK_FALSE(desk.session.derived().scene.heat);
}

TEST_CASE("problems are shown as circles with their number") {
  Desk desk{{.language = Language::en}};
  LayersPanelState state;
  desk.show([&](const Layout& layout) { return layers_panel(desk.session, state, layout); });
  auto layer = desk.session.view().layer;
  layer.mode = MapMode::areas;
  desk.apply(SetLayer{layer});
  desk.settle();
  desk.driver.click("layers.points");
  desk.driver.click("layers.points.clusters");
  desk.settle();
  REQUIRE(desk.session.derived().scene.clusters);
  CHECK(desk.driver.widget("layers.theme").is_enabled);
  CHECK_FALSE(desk.driver.has("layers.bandwidth"));
  CHECK(std::ranges::count(desk.session.shown_scene().symbols, SymbolRole::cluster, &SceneSymbol::role) > 3);
}

TEST_CASE("points, settlements and districts have a look of their own: opacity, scales and order") {
  Desk desk{{.language = Language::en}};
  LayersPanelState state;
  desk.show([&](const Layout& layout) { return layers_panel(desk.session, state, layout); });
  auto layer = desk.session.view().layer;
  layer.mode = MapMode::areas;
  desk.apply(SetLayer{layer});
  desk.settle();
  CHECK_FALSE(desk.driver.has("layers.theme.look"));
  CHECK_FALSE(desk.driver.has("overlay.opacity"));
  desk.driver.click("layers.settlements.look");
  REQUIRE(desk.driver.has("overlay.opacity"));
  desk.driver.click("overlay.scale");
  desk.driver.click("overlay.scale.50000");
  desk.driver.click("overlay.scale_closest");
  desk.driver.click("overlay.scale_closest.10000");
  desk.settle();
  const auto& overlays = desk.session.view().overlays;
  CHECK(overlays.of(Overlay::settlements).scales == ScaleRange{10'000, 50'000});
  CHECK_FALSE(desk.driver.is_enabled("overlay.down"));
  desk.driver.click("overlay.up");
  desk.settle();
  CHECK(overlays.below(Overlay::settlements) == Overlay::issue_points);
  CHECK_FALSE(desk.driver.is_enabled("overlay.up"));
  desk.driver.drag("overlay.opacity", -60, 0);
  desk.settle();
  CHECK(overlays.of(Overlay::settlements).opacity < 1);
  desk.driver.click("layers.settlements.look");
  CHECK_FALSE(desk.driver.has("overlay.opacity"));
  CHECK(desk.driver.cut_texts().empty());
}

TEST_CASE("too few problems for a heat map: the panel says why there is none") {
  Desk desk{{.language = Language::en}};
  LayersPanelState state;
  desk.show([&](const Layout& layout) { return layers_panel(desk.session, state, layout); });
  auto layer = desk.session.view().layer;
  layer.mode = MapMode::areas, layer.points = PointLook::heat;
  desk.apply(SetLayer{layer});
  desk.settle();
  CHECK_FALSE(desk.driver.has("layers.points.why"));
  auto filter = desk.session.view().filter;
  filter.expression = "category=health.*";
  desk.apply(SetFilter{filter});
  desk.settle();
  CHECK_FALSE(desk.session.derived().scene.heat);
  CHECK(desk.driver.text("layers.points.why").contains("Too few points"));
  CHECK(desk.driver.widget("layers.theme").is_enabled);
}

}  // namespace
}  // namespace riskmap::ui
