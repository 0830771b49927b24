// What floats over the map: nothing covers data, the legend is a switchboard, messages find a free place.
#include "viewer/panels/map_panel.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <set>
#include <tuple>

#include "layers/mesh/label_placement.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/bars.h"

namespace riskmap::ui {
namespace {

struct MapDesk {
  explicit MapDesk(const DeskOptions& options = {}) : desk{options} {
    desk.show([this](const Layout& layout) {
      shown = layout;
      if (layout.map.height() <= 0) return Intents{};
      overlays = map_overlays(desk.session, layout);
      return map_panel(desk.session, state, layout);
    });
    desk.settle();
  }
  void set_mode(MapMode mode, AreaLevel level = AreaLevel::settlement) {
    auto layer = desk.session.view().layer;
    layer.mode = mode, layer.level = level;
    desk.apply(SetLayer{layer});
    desk.settle();
  }
  // The map's labels as the window places them.
  [[nodiscard]] std::vector<PlacedLabel> labels() const {
    const auto& camera = desk.session.view().camera;
    std::vector<LabelRequest> requests;
    for (const auto& label : desk.session.derived().scene.labels) requests.push_back(label.request);
    LabelPainter painter;
    return place_labels(requests, {},
                        {camera.metres_per_pixel, label_region(camera.visible(), camera.metres_per_pixel)}, painter);
  }
  [[nodiscard]] Rect on_window(const Box& box) const {
    const auto& camera = desk.session.view().camera;
    const auto from = camera.screen_from_map({box.min_x, box.max_y}),
               to = camera.screen_from_map({box.max_x, box.min_y});
    return {shown.map.left + static_cast<float>(from.x), shown.map.top + static_cast<float>(from.y),
            shown.map.left + static_cast<float>(to.x), shown.map.top + static_cast<float>(to.y)};
  }
  MapPanelState state;
  Layout shown;
  MapOverlays overlays;
  Desk desk;
};

bool overlap(const Rect& a, const Rect& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

struct Size {
  float width, height;
};

TEST_CASE("every tile shows its name and its figure, and nothing floats over one") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const auto [width, height] : {Size{1366, 768}, Size{1440, 900}, Size{1920, 1080}}) {
      CAPTURE(std::string{code_of(language)});
      CAPTURE(width);
      MapDesk map{{.language = language, .width = width, .height = height}};
      map.set_mode(MapMode::tiles);
      const auto& tiles = map.desk.session.document().reg->layers->tiles;
      for (const Box& box : tiles.geometry->boxes) {
        const auto tile = map.on_window(box);
        CHECK(tile.left >= map.shown.map.left);
        CHECK(tile.bottom <= map.shown.map.bottom);
        for (const auto& overlay : {map.overlays.modes, map.overlays.levels, map.overlays.tools, map.overlays.legend})
          CHECK_FALSE(overlap(tile, overlay));
      }
      const auto labels = map.labels();
      CHECK(labels.size() == tiles.rows.size());
      for (const auto& label : labels) {
        const auto& wanted = map.desk.session.derived().scene.labels[label.request].request.text;
        CAPTURE(wanted.name);
        CHECK(label.image->lines.size() >= 2);
        CHECK(label.image->lines.back().text == wanted.value);
      }
    }
}

TEST_CASE("a name that occurs twice carries its rural district in every mode") {
  MapDesk map;
  const auto& snapshot = *map.desk.session.snapshot();
  std::set<std::string> twins;
  for (const auto& settlement : snapshot.settlements)
    if (settlement.shares_name) twins.insert(settlement.names.kk);
  REQUIRE_FALSE(twins.empty());
  for (const auto mode : {MapMode::areas, MapMode::tiles, MapMode::symbols, MapMode::ways_to_solve}) {
    map.set_mode(mode);
    std::set<std::string> names;
    for (const auto& label : map.desk.session.derived().scene.labels) {
      const auto& name = label.request.text.name;
      CHECK_FALSE(twins.contains(name));
      CHECK(names.insert(name).second);
    }
  }
}

TEST_CASE("tiles and ways to solve say that the boundaries are schematic") {
  MapDesk map;
  for (const auto mode : {MapMode::areas, MapMode::tiles, MapMode::symbols, MapMode::ways_to_solve}) {
    map.set_mode(mode);
    CHECK(map.desk.session.derived().scene.legend.notes.size() == 1);
  }
}

TEST_CASE("the legend of schematic cells shows the tint of the map, and the slider works inside it") {
  for (const auto theme : {riskmap::Theme::light, riskmap::Theme::dark})
    for (const auto level : {AreaLevel::settlement, AreaLevel::rural_district}) {
      MapDesk map;
      map.desk.apply(SetTheme{theme});
      map.set_mode(MapMode::areas, level);
      const auto& scene = map.desk.session.derived().scene;
      const auto land = map_colours(theme).tint_land;
      const auto is_tint = [&](Colour fill, int most) {
        return std::abs(fill.r - land.r) <= most && std::abs(fill.g - land.g) <= most &&
               std::abs(fill.b - land.b) <= most;
      };
      std::set<std::tuple<int, int, int>> on_map, in_legend;
      for (const auto fill : scene.style->fill) {
        CHECK(is_tint(fill, 51));  // a fifth of 255
        const auto shown = blended(fill, scene.ground);
        on_map.insert({shown.r, shown.g, shown.b});
      }
      for (const auto& row : scene.legend.rows) in_legend.insert({row.colour.r, row.colour.g, row.colour.b});
      CHECK(std::ranges::includes(in_legend, on_map));
      auto layer = map.desk.session.view().layer;
      layer.opacity = opacity_of_tint(0.1);
      map.desk.apply(SetLayer{layer});
      map.desk.settle();
      for (const auto fill : map.desk.session.derived().scene.style->fill) CHECK(is_tint(fill, 26));
    }
}

constexpr std::array tools = {"map.zoom_in",       "map.zoom_out", "map.fit",
                              "map.fit_selection", "map.distance", "map.area"};

TEST_CASE("the switches and every tool of the map stand whole and apart in small maps and at large scales") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const auto workspace : {Workspace::map, Workspace::register_table, Workspace::clusters})
      for (auto options :
           {DeskOptions{.scale = 2, .width = 683, .height = 384}, DeskOptions{.scale = 2, .width = 960, .height = 540},
            DeskOptions{.scale = 1.5F, .width = 1280, .height = 720},
            DeskOptions{.scale = 1, .width = 1366, .height = 768}}) {
        options.language = language;
        CAPTURE(std::string{code_of(language)});
        CAPTURE(static_cast<int>(workspace));
        CAPTURE(options.width);
        MapDesk map{options};
        map.desk.apply(SetWorkspace{workspace});
        map.desk.driver.frames(3);
        if (workspace == Workspace::register_table && options.height < 600) {
          CHECK(map.shown.map.height() == 0);  // the register has taken its place
          continue;
        }
        for (const auto* name : tools) {
          CAPTURE(name);
          const auto& tool = map.desk.driver.widget(name);
          CHECK(tool.visible.height() >= tool.rect.height() - 1);
          CHECK_FALSE(overlap(tool.rect, map.overlays.modes));
          CHECK_FALSE(overlap(tool.rect, map.overlays.levels));
        }
        for (const auto* name : {"map.mode", "map.level"}) {
          CAPTURE(name);
          const auto& place = map.desk.driver.widget(name);
          CHECK(place.visible.width() >= place.rect.width() - 1);
        }
        CHECK(joined(map.desk.driver.cut_texts()) == "");
      }
}

TEST_CASE("the lit mode is the one that is drawn: of rural districts there are no tiles") {
  MapDesk map{{.language = Language::ru}};
  map.set_mode(MapMode::tiles, AreaLevel::rural_district);
  CHECK(map.desk.driver.value("map.mode") == "areas");
  CHECK_FALSE(map.desk.driver.is_enabled("map.mode.tiles"));
  map.desk.driver.click("map.level.settlement");
  map.desk.settle();
  CHECK(map.desk.driver.value("map.mode") == "tiles");
  CHECK(map.desk.driver.is_enabled("map.mode.tiles"));
}

TEST_CASE("a note of the legend is written whole, in as many lines as it needs") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const auto& [width, scale] : {std::pair{1366.0F, 1.0F}, {1280.0F, 1.5F}}) {
      CAPTURE(std::string{code_of(language)});
      CAPTURE(width);
      MapDesk map{{.language = language, .scale = scale, .width = width, .height = 800}};
      FilterState filter;
      filter.text = "жоқ сөз жоқ";  // every value is zero then: fewer classes than asked
      map.desk.apply(SetFilter{filter});
      map.desk.settle();
      REQUIRE(map.desk.session.derived().scene.legend.notes.size() == 2);
      for (const auto* note : {"legend.note.0", "legend.note.1"}) {
        const auto& line = map.desk.driver.widget(note);
        CHECK_FALSE(line.is_cut());
        CHECK(line.rect.bottom <= map.overlays.legend.bottom);
      }
    }
}

TEST_CASE("under a switch, a tool or the legend nothing of the map is pointed at") {
  MapDesk map{{.language = Language::ru}};
  map.set_mode(MapMode::areas);
  map.desk.apply(ZoomBy{8, {}});
  map.desk.settle();
  map.desk.driver.move_to(map.shown.map.centre_x(), map.shown.map.centre_y());
  CHECK(map.state.pointer.has_value());
  for (const auto* name : {"map.level.settlement", "map.fit", "legend.title"}) {
    CAPTURE(name);
    map.desk.driver.hover(name);
    CHECK_FALSE(map.state.pointer.has_value());
    CHECK_FALSE(map.desk.session.view().hovered.has_value());
    CHECK_FALSE(map.desk.driver.has("map.hover_card"));
  }
}

TEST_CASE("the card of a tile covers no other tile while a corner is free") {
  for (const auto& [width, height] : {Size{1440, 900}, Size{1920, 1080}}) {
    CAPTURE(width);
    MapDesk map{{.language = Language::ru, .width = width, .height = height}};
    map.set_mode(MapMode::tiles);
    const auto& boxes = map.desk.session.document().reg->layers->tiles.geometry->boxes;
    for (const Box& hovered : boxes) {
      const auto tile = map.on_window(hovered);
      map.desk.driver.move_to(tile.centre_x(), tile.centre_y());
      map.desk.settle();
      REQUIRE(map.desk.driver.has("map.hover_card"));
      const auto card = map.desk.driver.widget("map.hover_card").rect;
      for (const Box& box : boxes) CHECK_FALSE(overlap(card, map.on_window(box)));
    }
  }
}

TEST_CASE("no tile's name is parted at 1440 x 900") {
  MapDesk map;
  map.set_mode(MapMode::tiles);
  for (const auto& label : map.labels()) CHECK_FALSE(label.image->lines.front().text.ends_with('-'));
}

TEST_CASE("a press on a class keeps its places, again shows all, by mouse and by keyboard") {
  MapDesk map;
  map.set_mode(MapMode::tiles);
  auto& desk = map.desk;
  const auto count = desk.driver.value("legend.row.0");
  desk.driver.click("legend.row.0");
  desk.settle();
  CHECK(desk.driver.value("legend.row.0") == "on");
  CHECK(desk.session.derived().selected_count < desk.session.derived().total_count);
  desk.driver.click("legend.row.0");
  desk.settle();
  CHECK(desk.driver.value("legend.row.0") == count);
  CHECK(desk.session.derived().selected_count == desk.session.derived().total_count);
  for (int i = 0; i < 40 && desk.driver.focused() != "legend.row.1"; ++i) desk.driver.key("Tab");
  REQUIRE(desk.driver.focused() == "legend.row.1");
  desk.driver.key("Enter");
  desk.settle();
  CHECK(desk.driver.value("legend.row.1") == "on");
  desk.driver.key("Space");
  desk.settle();
  CHECK(desk.session.view().filter.map_classes.empty());
}

TEST_CASE("where the map has no room for the legend its button opens it over the map, by keyboard too") {
  MapDesk map{{.language = Language::ru, .scale = 2, .width = 683, .height = 384}};
  map.desk.apply(TellShown{{.layers = false}});
  map.desk.apply(TogglePanel{TogglePanel::Panel::layers});
  map.set_mode(MapMode::areas);
  auto& driver = map.desk.driver;
  REQUIRE(driver.has("legend.show"));
  CHECK(driver.is_enabled("legend.show"));
  CHECK_FALSE(driver.has("legend.row.0"));
  driver.click("legend.show");
  driver.frames(3);
  REQUIRE(driver.has("legend.row.0"));
  CHECK(joined(driver.cut_texts()).empty());
  driver.click("legend.row.0");
  map.desk.settle();
  CHECK(driver.value("legend.row.0") == "on");
  CHECK(map.desk.session.view().filter.map_classes.size() == 1);
  driver.click("legend.hide");
  driver.frames(3);
  CHECK_FALSE(driver.has("legend.row.0"));
  driver.key("Tab");  // from the click on it has the keyboard unseen
  for (int i = 0; i < 40 && driver.focused() != "legend.show"; ++i) driver.key("Tab");
  REQUIRE(driver.focused() == "legend.show");
  driver.key("Enter");
  driver.frames(3);
  CHECK(driver.has("legend.row.0"));
  driver.key("Escape");
  driver.frames(3);
  CHECK_FALSE(driver.has("legend.row.0"));
}

TEST_CASE("a layer that the scale hides stands grey in the legend, with the scale it waits for") {
  MapDesk map{{.language = Language::en}};
  map.set_mode(MapMode::areas);
  const auto file = std::filesystem::temp_directory_path() / (new_uuid() + ".geojson");
  std::ofstream{file} << R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[69.4,42],[70.4,42.4]]}}]})";
  map.desk.apply(OpenPath{file, FileUse::context});
  map.desk.settle();
  CHECK(map.desk.driver.value("legend.context.0") == "1");
  auto style = map.desk.session.document().context->front().layer.style;
  style.scales.farthest = 10'000;
  map.desk.apply(SetContextStyle{0, style});
  map.desk.settle();
  CHECK(map.desk.driver.value("legend.context.0") == "From 1 : 10,000 on");
  std::filesystem::remove(file);
}

TEST_CASE("a path that rests at its last point has no segment without length") {
  const std::vector<ScreenPoint> resting{{0, 0}, {100, 0}, {100.4, 0.2}};
  CHECK(without_rests(resting, 2).size() == 2);
  CHECK(without_rests({{0, 0}, {100, 0}, {0, 0}}, 2).size() == 3);
  CHECK(without_rests({}, 2).empty());
}

TEST_CASE("a point that is being picked is marked by a pin whose tip stands on it") {
  MapDesk map;
  map.desk.apply(SetTool{Tool::pick_point});
  map.desk.settle();
  CHECK_FALSE(map.desk.driver.has("map.pin"));
  map.desk.apply(ClickAt{{400, 300}});
  map.desk.driver.frames(2);
  REQUIRE(map.desk.driver.has("map.pin"));
  const auto& pin = map.desk.driver.widget("map.pin").rect;
  CHECK(pin.height() >= 24);
  CHECK(pin.bottom == doctest::Approx(map.shown.map.top + 300).epsilon(0.01));
  CHECK((pin.left + pin.right) / 2 == doctest::Approx(map.shown.map.left + 400).epsilon(0.01));
}

TEST_CASE("messages stand clear of the legend and the scale bar") {
  for (const auto [width, height] : {Size{1366, 768}, Size{1440, 900}, Size{900, 720}})
    for (const auto mode : {MapMode::areas, MapMode::tiles}) {
      CAPTURE(width);
      MapDesk map{{.width = width, .height = height}};
      map.set_mode(mode);
      const auto area = message_area(map.overlays, map.shown);
      CHECK(area.width() >= 420);
      CHECK_FALSE(overlap(area, map.overlays.legend));
      CHECK_FALSE(overlap(area, map.overlays.notes));
    }
}

TEST_CASE("over tiles the status bar names no coordinates") {
  MapDesk map;
  for (const auto mode : {MapMode::areas, MapMode::tiles}) {
    map.set_mode(mode);
    map.desk.show([&](const Layout& layout) {
      auto intents = map_panel(map.desk.session, map.state, layout);
      status_bar(map.desk.session, map.state, layout);
      return intents;
    });
    map.desk.driver.move_to(700, 450);
    map.desk.driver.frames(2);
    CHECK(map.desk.driver.has("status.coordinates") == (mode == MapMode::areas));
    CHECK(map.desk.driver.has("status.crs") == (mode == MapMode::areas));
  }
}

TEST_CASE("the legend and the notes never share a corner, and neither lies under the tools") {
  for (const float height : {560.0F, 640.0F, 720.0F, 900.0F})
    for (const auto mode : {MapMode::areas, MapMode::symbols, MapMode::ways_to_solve}) {
      MapDesk map{{.width = 1280, .height = height}};
      map.set_mode(mode);
      CHECK_FALSE(overlap(map.overlays.legend, map.overlays.notes));
      CHECK_FALSE(overlap(map.overlays.legend, map.overlays.tools));
      CHECK(joined(map.desk.driver.cut_texts()).empty());
    }
}

}  // namespace
}  // namespace riskmap::ui
