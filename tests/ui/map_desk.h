// The whole window on the map of areas, close to a spot of the district.
#pragma once
#include <fstream>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/shell.h"

namespace riskmap::ui {

inline constexpr LonLat spot{69.8831, 42.2012};

struct MapDesk {
  explicit MapDesk(const DeskOptions& options = {}, std::function<double()> clock = {})
      : desk{options, std::move(clock)} {
    desk.show([this, options](const Layout& layout) {
      map = layout.map;
      return shell.build(desk.session, options.width * options.scale, options.height * options.scale);
    });
    auto layer = desk.session.view().layer;
    layer.mode = MapMode::areas;
    desk.apply(SetLayer{layer});
    desk.apply(FlyTo{spot, 4});
    desk.settle();
  }
  ~MapDesk() {
    std::error_code ignored;
    std::filesystem::remove(road, ignored);
  }
  MapDesk(const MapDesk&) = delete;
  MapDesk& operator=(const MapDesk&) = delete;
  void add_road() {
    std::ofstream{road} << R"({"type":"FeatureCollection","features":[{"type":"Feature",
"properties":{"name":"Тас жол","lanes":2},"geometry":{"type":"LineString","coordinates":[[69.80,42.2012],[69.96,42.2012]]}}]})";
    desk.apply(OpenPath{road, FileUse::context});
    desk.settle();
  }
  void move_to(LonLat place, float below = 0) {
    const auto point = *desk.session.screen_of(place);
    desk.driver.move_to(map.left + static_cast<float>(point.x), map.top + static_cast<float>(point.y) + below);
    desk.driver.frames(2);
  }
  void press(int button = 0) {
    feed_mouse_button(button, true);
    desk.driver.frames(1);
    feed_mouse_button(button, false);
    desk.driver.frames(3);
    desk.settle();
  }
  std::filesystem::path road = std::filesystem::temp_directory_path() / (new_uuid() + ".geojson");
  Rect map{};
  Shell shell;
  Desk desk;
};

}  // namespace riskmap::ui
