// The layer list: eyes that do something, and only those.
#include "viewer/panels/layers_panel.h"

#include <doctest/doctest.h>

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
  for (const auto level : {AreaLevel::settlement, AreaLevel::rural_district})
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

}  // namespace
}  // namespace riskmap::ui
