// What is marked, aimed at, snapped to and listed on the map.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/ui/map_desk.h"
#include "viewer/panels/shortcuts.h"

namespace riskmap::ui {
namespace {

TEST_CASE("coordinates gone to stay marked, can be copied, and Escape takes the mark away before the selection") {
  MapDesk window;
  auto& driver = window.desk.driver;
  window.desk.apply(OpenDialog{Dialog::palette, no_row, {}});
  driver.frames(3);
  driver.type("42.18, 69.88");
  driver.key("Enter");
  window.desk.settle();
  REQUIRE(driver.has("map.mark"));
  CHECK(driver.value("map.mark.card") == "42.180000, 69.880000");
  driver.click("map.mark.copy");
  CHECK(driver.clipboard() == "42.180000, 69.880000");
  window.desk.apply(SelectPlace{Place{AreaLevel::settlement, 0}});
  driver.key("Escape");
  window.desk.settle();
  CHECK_FALSE(driver.has("map.mark"));
  CHECK(window.desk.session.view().place.has_value());
  driver.key("Escape");
  window.desk.settle();
  CHECK_FALSE(window.desk.session.view().place.has_value());
}

TEST_CASE("presses on one spot go down through what lies there, and the inspector tells what a road's file says") {
  MapDesk window;
  window.add_road();
  window.desk.apply(ToggleLayer{LayerKind::issue_points});
  window.desk.apply(ToggleLayer{LayerKind::settlements});
  window.desk.settle();
  window.move_to(spot);
  window.press();
  auto& driver = window.desk.driver;
  CHECK(driver.text("inspector.title") == "Тас жол");
  CHECK(driver.text("inspector.kind") == window.road.stem().string());
  window.desk.driver.wait(1);
  window.press();
  CHECK(window.desk.session.view().place.has_value());
  CHECK(driver.text("inspector.title") != "Тас жол");
}

TEST_CASE("the right button and Alt list all that lies under a point, a key what lies in the middle") {
  MapDesk window;
  window.add_road();
  window.desk.apply(ToggleLayer{LayerKind::issue_points});
  window.desk.apply(ToggleLayer{LayerKind::settlements});
  window.desk.settle();
  auto& driver = window.desk.driver;
  for (const auto* way : {"right", "alt", "key"}) {
    CAPTURE(way);
    window.desk.apply(SelectPlace{});
    window.desk.apply(FlyTo{spot, 4});
    window.desk.settle();
    window.move_to(spot);
    if (way == std::string_view{"right"}) window.press(1);
    if (way == std::string_view{"key"}) driver.key("Ctrl+Shift+I");
    if (way == std::string_view{"alt"}) {
      feed_modifiers(false, false, true);
      window.press();
      feed_modifiers(false, false, false);
    }
    driver.frames(3);
    REQUIRE(driver.has("map.hits.0"));
    CHECK(driver.text("map.hits.0") == "Тас жол");
    CHECK(driver.has("map.hits.1"));
    driver.click("map.hits.0");
    window.desk.settle();
    CHECK(window.desk.session.view().feature == ContextFeature{0, 0});
    CHECK_FALSE(driver.has("map.hits.0"));
  }
}

TEST_CASE("what a picked point goes to is shown before the press; Ctrl takes the point as it is") {
  MapDesk window;
  window.add_road();
  window.desk.apply(SetTool{Tool::pick_point});
  window.desk.settle();
  auto& driver = window.desk.driver;
  window.move_to(spot, 6);
  REQUIRE(driver.has("map.snap"));
  window.press();
  REQUIRE(window.desk.session.view().measured.size() == 1);
  CHECK(std::abs(window.desk.session.view().measured[0].lat - spot.lat) < 6e-5);  // straight on the map
  driver.wait(1);                                                                 // two presses, not a double one
  feed_modifiers(true, false, false);
  driver.frames(2);
  CHECK_FALSE(driver.has("map.snap"));
  window.press();
  feed_modifiers(false, false, false);
  REQUIRE(window.desk.session.view().measured.size() == 1);
  CHECK(window.desk.session.view().measured[0].lat < spot.lat - 1e-4);
}

TEST_CASE("the keyboard picks a point: the map moves under the aim, Enter presses there") {
  MapDesk window;
  window.add_road();
  auto& driver = window.desk.driver;
  driver.key("Tab");  // the keyboard steers
  window.desk.apply(SetTool{Tool::pick_point});
  window.desk.settle();
  REQUIRE(driver.has("map.aim"));
  CHECK(driver.has("map.snap"));
  driver.key("Enter");
  window.desk.settle();
  REQUIRE(window.desk.session.view().measured.size() == 1);
  const auto first = window.desk.session.view().measured[0];
  CHECK(std::abs(first.lat - spot.lat) < 6e-5);
  driver.key("Ctrl+Left");
  driver.key("Ctrl+Up");
  CHECK(driver.has("map.aim"));
  CHECK(driver.focused() == "map.canvas");
  driver.key("Enter");
  window.desk.settle();
  REQUIRE(window.desk.session.view().measured.size() == 1);
  CHECK(window.desk.session.view().measured[0].lon < first.lon);
  CHECK(window.desk.session.view().measured[0].lat > first.lat);
}

TEST_CASE("measuring by keyboard alone: arrows aim, Space sets, Backspace takes back, Enter twice ends") {
  MapDesk window;
  auto& driver = window.desk.driver;
  const auto& view = window.desk.session.view();
  driver.key("Tab");
  driver.key("Ctrl+Shift+D");
  window.desk.settle();
  REQUIRE(view.tool == Tool::area);
  REQUIRE(driver.has("map.aim.hint"));
  CHECK_FALSE(driver.has("map.keep"));
  const auto before = view.camera;
  const auto set = [&](std::initializer_list<const char*> keys) {
    for (const char* key : keys) driver.key(key);
    driver.key("Space");
    window.desk.settle();
  };
  set({});
  set({"Shift+Right", "Right"});
  set({"Shift+Down"});
  set({"Left", "Left"});
  REQUIRE(view.measured.size() == 4);
  CHECK(view.camera == before);  // the aim moves, not the map
  CHECK(driver.focused() == "map.canvas");
  const auto first = *window.desk.session.screen_of(view.measured[0]),
             second = *window.desk.session.screen_of(view.measured[1]);
  CHECK(second.x - first.x == doctest::Approx(72).epsilon(0.02));
  driver.key("Backspace");
  window.desk.settle();
  REQUIRE(view.measured.size() == 3);
  CHECK(driver.has("map.measured"));
  CHECK(driver.has("map.keep"));
  SUBCASE("what lies inside is kept by keys too") {
    driver.key("Ctrl+Shift+A");
    window.desk.settle();
    CHECK(region_from(view.filter.within)->ring.size() == 3);
    CHECK(view.tool == Tool::select);
  }
  SUBCASE("a second press on the same place ends it") {
    set({});
    CHECK(view.measured.size() == 4);
    driver.key("Enter");
    window.desk.settle();
    CHECK(view.tool == Tool::select);
    CHECK_FALSE(driver.has("map.aim"));
  }
}

TEST_CASE("at the edge of the map the map moves under the aim, and a circle can be kept by keys") {
  MapDesk window;
  auto& driver = window.desk.driver;
  const auto& view = window.desk.session.view();
  driver.key("Tab");
  driver.key("Ctrl+D");
  window.desk.settle();
  driver.key("Space");
  window.desk.settle();
  const auto before = view.camera.centre;
  for (int i = 0; i < 20; ++i) driver.key("Shift+Right");
  window.desk.settle();
  CHECK(view.camera.centre.x > before.x);
  CHECK(view.camera.centre.y == before.y);
  CHECK(driver.widget("map.aim").rect.right <= window.map.right);
  driver.key("Enter");
  window.desk.settle();
  REQUIRE(view.measured.size() == 2);
  CHECK(view.measured[1].lon > view.measured[0].lon);
  driver.key("Ctrl+Shift+A");
  window.desk.settle();
  CHECK(region_from(view.filter.within)->radius_metres > 0);
}

TEST_CASE("the keys' page names what the map's keys do while something is measured") {
  MapDesk window{{.language = Language::en, .width = 1600, .height = 2000}};
  auto& driver = window.desk.driver;
  window.desk.apply(OpenDialog{Dialog::shortcuts, no_row, {}});
  window.desk.settle();
  const auto first = all_shortcuts().size();
  for (std::size_t i = 0; i < aiming_keys().size(); ++i) {
    const auto name = "shortcuts." + std::to_string(first + i);
    REQUIRE(driver.has(name));
    CHECK(driver.text(name) == aiming_keys()[i].what);
  }
}

}  // namespace
}  // namespace riskmap::ui
