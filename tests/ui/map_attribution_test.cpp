// Whose the pictures of the ground are: told on the map itself, whatever else floats over it.
#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <filesystem>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/map_panel.h"

namespace riskmap::ui {
namespace {
namespace fs = std::filesystem;

bool overlap(const Rect& a, const Rect& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

// The sample's areas over map tiles of a server that nobody asks: nothing is drawn here.
struct GroundDesk {
  explicit GroundDesk(const DeskOptions& options) : desk{options} {
    setenv("XDG_CACHE_HOME", cache.c_str(), 1);
    desk.show([this](const Layout& layout) {
      shown = layout;
      overlays = map_overlays(desk.session, layout);
      return map_panel(desk.session, state, layout);
    });
    auto layer = desk.session.view().layer;
    layer.mode = MapMode::areas;
    desk.apply(SetLayer{layer});
    desk.settle();
  }
  ~GroundDesk() {
    std::error_code ignored;
    fs::remove_all(cache, ignored);
    unsetenv("XDG_CACHE_HOME");
  }
  GroundDesk(const GroundDesk&) = delete;
  GroundDesk& operator=(const GroundDesk&) = delete;

  fs::path cache = fs::temp_directory_path() / ("riskmap-ui-" + new_uuid());
  Layout shown;
  MapOverlays overlays;
  MapPanelState state;
  Desk desk;
};

TEST_CASE("whose the ground is stands on the map, beside what else floats over it") {
  for (const auto& options : std::array{DeskOptions{.scale = 1}, DeskOptions{.language = Language::ru, .scale = 2},
                                        DeskOptions{.scale = 2, .width = 683, .height = 384}}) {
    CAPTURE(options.width);
    GroundDesk ground{options};
    auto& driver = ground.desk.driver;
    CHECK_FALSE(driver.has("map.attribution"));
    ground.desk.apply(OpenPath{"http://127.0.0.1:1/{z}/{x}/{y}.png", FileUse::context});
    ground.desk.settle();
    REQUIRE(driver.has("map.attribution"));
    CHECK(driver.text("map.attribution") == "127.0.0.1");
    const auto place = driver.widget("map.attribution").rect;
    CHECK_FALSE(overlap(place, ground.overlays.notes));
    CHECK_FALSE(overlap(place, ground.overlays.legend));
    CHECK(ground.shown.map.contains(place.left, place.top));
    CHECK(ground.shown.map.contains(place.right, place.bottom));
  }
}

}  // namespace
}  // namespace riskmap::ui
