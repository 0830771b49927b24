// Flights over the map, by hand.
#include <doctest/doctest.h>

#include "tests/ui/map_desk.h"

namespace riskmap::ui {
namespace {

TEST_CASE("a key or a button ends a flight at its end, the pointer on its way does not") {
  double now = 0, step = 1;
  MapDesk window{{}, [&] { return now += step; }};
  auto& session = window.desk.session;
  window.desk.apply(FitAll{});
  window.desk.settle();
  step = 0;
  for (const auto* input : {"key", "button", "wheel"}) {
    CAPTURE(input);
    const auto before = session.view().camera;
    session.apply(FlyTo{spot, 4});
    window.desk.driver.frames(1);
    now += 0.05;
    window.desk.driver.move_to(window.map.centre_x(), window.map.centre_y() + 90);
    REQUIRE(session.is_flying());
    CHECK_FALSE(session.view().camera == before);
    if (input == std::string_view{"key"}) window.desk.driver.key("F6");
    if (input == std::string_view{"button"}) feed_mouse_button(1, true);
    if (input == std::string_view{"wheel"}) feed_mouse_wheel(0, 1);
    window.desk.driver.frames(2);
    CHECK_FALSE(session.is_flying());
    CHECK(session.view().camera.metres_per_pixel <= 4);
    feed_mouse_button(1, false);
    window.desk.driver.key("Escape");
    session.apply(FitAll{});
    session.apply(EndFlight{});
    window.desk.driver.frames(2);
  }
}

TEST_CASE("a double click flies to a place and its second press is no click there") {
  MapDesk window;
  window.desk.apply(ToggleLayer{LayerKind::issue_points});
  window.desk.settle();
  window.move_to(spot, 120);
  window.desk.asked.clear();
  window.press();
  window.press();
  REQUIRE(window.desk.last<DoubleClickAt>() != nullptr);
  int clicks = 0;
  for (const auto& intent : window.desk.asked) clicks += intent.is<ClickAt>();
  CHECK(clicks == 1);
}

}  // namespace
}  // namespace riskmap::ui
