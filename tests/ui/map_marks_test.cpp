// What is marked, aimed at, snapped to and listed on the map.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/ui/map_desk.h"

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

}  // namespace
}  // namespace riskmap::ui
