// Keeping a part of the map: by a box, by what is measured, by what is in view.
#include "viewer/panels/map_region.h"

#include <doctest/doctest.h>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/bars.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/map_panel.h"
#include "viewer/panels/shortcuts.h"

namespace riskmap::ui {
namespace {

struct RegionDesk {
  RegionDesk() {
    desk.show([this](const Layout& layout) {
      map = layout.map;
      auto intents = chip_bar(desk.session, chips, layout);
      for (auto& intent : map_panel(desk.session, state, layout)) intents.push_back(std::move(intent));
      for (auto& intent : shortcuts(desk.session)) intents.push_back(std::move(intent));
      return intents;
    });
    auto layer = desk.session.view().layer;
    layer.mode = MapMode::areas;
    desk.apply(SetLayer{layer});
    desk.settle();
  }
  [[nodiscard]] std::int64_t kept() const { return desk.session.derived().selected_count; }
  [[nodiscard]] std::int64_t all() const { return desk.session.derived().total_count; }
  // From and to shares of the map's width and height.
  void drag(ScreenPoint from, ScreenPoint to) {
    const auto move_to = [this](ScreenPoint share) {
      desk.driver.move_to(map.left + map.width() * static_cast<float>(share.x),
                          map.top + map.height() * static_cast<float>(share.y));
    };
    move_to(from);
    feed_mouse_button(0, true);
    desk.driver.frames(1);
    move_to(to);
    feed_mouse_button(0, false);
    desk.driver.frames(2);
  }
  Rect map{};
  ChipBarState chips;
  MapPanelState state;
  Desk desk;
};

TEST_CASE("a box dragged with Shift keeps what lies in it and moves nothing; its chip gives everything back") {
  RegionDesk window;
  const auto before = window.desk.session.view().camera.centre;
  feed_modifiers(false, true, false);
  window.drag({0.45, 0.4}, {0.65, 0.6});
  feed_modifiers(false, false, false);
  window.desk.settle();
  CHECK(window.desk.session.view().camera.centre == before);
  REQUIRE_FALSE(window.desk.session.view().filter.within.empty());
  CHECK(window.kept() > 0);
  CHECK(window.kept() < window.all());
  CHECK(window.desk.session.view().place == std::nullopt);
  REQUIRE(window.desk.driver.has("filter.within"));
  window.desk.driver.click("filter.within.remove");
  window.desk.settle();
  CHECK(window.kept() == window.all());
}

TEST_CASE("what is measured can be kept: the inside of an area, a circle around the first point of a distance") {
  for (const auto tool : {Tool::area, Tool::distance}) {
    RegionDesk window;
    window.desk.apply(SetTool{tool});
    const double width = window.map.width(), height = window.map.height();
    CHECK_FALSE(window.desk.driver.has("map.keep"));
    window.desk.apply(ClickAt{{width * 0.45, height * 0.45}});
    window.desk.apply(ClickAt{{width * 0.6, height * 0.5}});
    if (tool == Tool::area) window.desk.apply(ClickAt{{width * 0.5, height * 0.65}});
    window.desk.settle();
    window.desk.driver.click("map.keep");
    window.desk.settle();
    CHECK(window.kept() > 0);
    CHECK(window.kept() < window.all());
    CHECK(region_from(window.desk.session.view().filter.within)->ring.size() == (tool == Tool::area ? 3 : 1));
    CHECK(window.desk.session.view().tool == Tool::select);
    CHECK_FALSE(window.desk.driver.has("map.keep"));
  }
}

TEST_CASE("the keyboard keeps what is in view, and does nothing where the picture has no true places") {
  RegionDesk window;
  window.desk.apply(ZoomBy{6, {}});
  window.desk.settle();
  window.desk.driver.key("Ctrl+Shift+A");
  window.desk.settle();
  CHECK(window.kept() > 0);
  CHECK(window.kept() < window.all());
  auto layer = window.desk.session.view().layer;
  layer.mode = MapMode::tiles;
  window.desk.apply(SetLayer{layer});
  window.desk.apply(SetFilter{});
  window.desk.settle();
  window.desk.driver.key("Ctrl+Shift+A");
  window.desk.settle();
  CHECK(window.desk.session.view().filter.within.empty());
}

}  // namespace
}  // namespace riskmap::ui
