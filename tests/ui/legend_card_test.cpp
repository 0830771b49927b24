// The card that the legend stands on, and what it says of the district.
#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/map_panel.h"

namespace riskmap::ui {
namespace {

// How far below its corner the left edge of a card begins, in logical pixels.
float corner_of(const Rect& card, float scale) {
  float highest = card.bottom;
  const auto& drawn = *ImGui::GetDrawData();
  for (int i = 0; i < drawn.CmdListsCount; ++i)
    for (const ImDrawVert& vertex : drawn.CmdLists[i]->VtxBuffer)
      if (vertex.col == packed(tokens().surface) && std::abs(vertex.pos.x - card.left) < 1 &&
          vertex.pos.y > card.top + 1 && vertex.pos.y < card.bottom)
        highest = std::min(highest, vertex.pos.y);
  return (highest - card.top) / scale;
}

TEST_CASE("the corners of a card grow with the window's scale, and no faster") {
  for (const float scale : {1.0F, 2.0F}) {
    Desk desk{{.scale = scale, .width = 1600, .height = 1000}};
    MapPanelState state;
    Rect card;
    desk.show([&](const Layout& layout) {
      card = map_overlays(desk.session, layout).legend;
      return map_panel(desk.session, state, layout);
    });
    LayerSpec layer;
    layer.mode = MapMode::areas;
    desk.apply(SetLayer{layer});
    desk.settle();
    // 8, less what of the arc lies within a pixel of the edge; scaled twice it would be 12 at least.
    const float corner = corner_of(card, scale);
    CHECK(corner > 5);
    CHECK(corner < 9);
  }
}

TEST_CASE("the district is a level of the map, whose legend says how its figure came about") {
  Desk desk{{.language = Language::en}};
  MapPanelState state;
  desk.show([&](const Layout& layout) { return map_panel(desk.session, state, layout); });
  LayerSpec layer;
  layer.indicator = "risk_index";
  desk.apply(SetLayer{layer});
  desk.settle();
  desk.driver.click("map.level.district");
  desk.settle();
  const auto& derived = desk.session.derived();
  CHECK(desk.session.view().layer.level == AreaLevel::district);
  CHECK(std::ranges::count_if(derived.values.values.values, [](double value) { return std::isfinite(value); }) == 1);
  const auto& notes = derived.scene.legend.notes;
  CHECK(std::ranges::find(notes, "Of an area: the mean of its settlements, weighted by residents") != notes.end());
}

}  // namespace
}  // namespace riskmap::ui
