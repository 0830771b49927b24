// What chance has to do with one place: a line under the pointer, the whole sentence in the inspector.
#include "viewer/panels/place_hotspot.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "layers/analysis/finding_words.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/map_panel.h"

namespace riskmap::ui {
namespace {

// The map of tiles and the inspector; hotspots are not looked at yet.
struct Looked {
  explicit Looked(const DeskOptions& options = {}) : desk{options} {
    desk.show([this](const Layout& layout) {
      shown = layout;
      auto intents = layout.inspector.width() > 0 ? inspector(desk.session, state, layout) : Intents{};
      for (auto& intent : map_panel(desk.session, map, layout)) intents.push_back(std::move(intent));
      return intents;
    });
    auto layer = desk.session.view().layer;
    layer.mode = MapMode::tiles;
    desk.apply(SetLayer{layer});
    desk.settle();
  }
  void look_at_hotspots(double alpha = 0.1) {
    auto layer = desk.session.view().layer;
    layer.shows_hotspots = true;
    layer.hotspots.correction = Correction::none;
    layer.hotspots.alpha = alpha;
    desk.apply(SetLayer{layer});
    desk.settle();
  }
  [[nodiscard]] const HotspotFinding& finding() const { return *desk.session.derived().hotspots; }
  // Some place with the verdict.
  [[nodiscard]] const PlaceHotspot& with(PlaceVerdict verdict) const {
    const auto& places = finding().found.places;
    const auto found = std::ranges::find(places, verdict, [](const auto& place) { return place.statistic.verdict; });
    REQUIRE(found != places.end());
    return *found;
  }
  // The surest place of all.
  [[nodiscard]] const PlaceHotspot& surest() const {
    REQUIRE_FALSE(finding().ranked.empty());
    return finding().found.places[finding().ranked.front()];
  }
  void hover(const PlaceHotspot& place) {
    const auto& tiles = desk.session.document().reg->layers->tiles;
    const auto at = std::ranges::find(tiles.rows, place.row) - tiles.rows.begin();
    const Box& box = tiles.geometry->boxes[static_cast<std::size_t>(at)];
    const auto on_map = desk.session.view().camera.screen_from_map({box.centre_x(), box.centre_y()});
    desk.driver.move_to(shown.map.left + static_cast<float>(on_map.x), shown.map.top + static_cast<float>(on_map.y));
    desk.settle();
  }
  void select(const PlaceHotspot& place) {
    desk.apply(SelectPlace{Place{AreaLevel::settlement, place.row}, false});
    desk.driver.frames(3);
  }
  InspectorState state;
  MapPanelState map;
  Layout shown;
  Desk desk;
};

TEST_CASE("while hotspots are looked at the card under the pointer says what chance has to do with the place") {
  Looked looked;
  looked.look_at_hotspots();
  for (const auto* place : {&looked.surest(), &looked.with(PlaceVerdict::not_significant)}) {
    looked.hover(*place);
    REQUIRE(looked.desk.driver.has("map.hover_card.chance"));
    CHECK(looked.desk.driver.text("map.hover_card.chance") == short_line_of(looked.finding().found, *place));
  }
}

TEST_CASE("the inspector says the place's sentence, and how it was found when asked") {
  Looked looked;
  looked.look_at_hotspots();
  const auto& place = looked.surest();
  looked.select(place);
  const auto& snapshot = *looked.desk.session.snapshot();
  auto& driver = looked.desk.driver;
  CHECK(driver.text("inspector.hotspot.sentence") == sentence_of(snapshot, looked.finding().found, place));
  CHECK_FALSE(driver.has("inspector.hotspot.how.0"));
  driver.click("inspector.hotspot.how");
  driver.frames(2);
  const auto lines = how_found(snapshot, looked.finding().found, place, looked.finding().ground);
  for (std::size_t i = 0; i < lines.size(); ++i)
    CHECK(driver.text("inspector.hotspot.how." + std::to_string(i)) == lines[i]);
  looked.select(looked.with(PlaceVerdict::not_significant));
  CHECK_FALSE(driver.has("inspector.hotspot.how.0"));  // another place starts at its top
}

TEST_CASE("of a scan the place's card tells its circle, and of a place in none that it lies outside") {
  Looked looked;
  looked.look_at_hotspots();
  auto layer = looked.desk.session.view().layer;
  layer.hotspots.method = HotspotMethod::scan;
  layer.hotspots.alpha = 0.99;  // whatever is strongest
  looked.desk.apply(SetLayer{layer});
  looked.desk.settle();
  const auto& snapshot = *looked.desk.session.snapshot();
  for (const auto verdict : {PlaceVerdict::hot, PlaceVerdict::not_significant}) {
    const auto& place = looked.with(verdict);
    looked.hover(place);
    CHECK(looked.desk.driver.text("map.hover_card.chance") == short_line_of(looked.finding(), place));
    looked.select(place);
    CHECK(looked.desk.driver.text("inspector.hotspot.sentence") == sentence_of(snapshot, looked.finding(), place));
  }
}

TEST_CASE("a place that no deal could make significant is said to be untestable, without figures") {
  Looked looked;
  looked.look_at_hotspots(0.00001);
  auto layer = looked.desk.session.view().layer;
  layer.hotspots.weights = "knn:1";
  layer.hotspots.alpha = 0.01;
  looked.desk.apply(SetLayer{layer});
  looked.desk.settle();
  const auto& place = looked.with(PlaceVerdict::untestable);
  looked.hover(place);
  CHECK(looked.desk.driver.text("map.hover_card.chance") == label_of(PlaceVerdict::untestable));
  looked.select(place);
  CHECK(looked.desk.driver.text("inspector.hotspot.verdict") == label_of(PlaceVerdict::untestable));
}

TEST_CASE("where nobody looks at hotspots nothing is said of them, and nothing at another level") {
  Looked looked;
  looked.look_at_hotspots();
  const auto& place = looked.surest();
  const auto& snapshot = *looked.desk.session.snapshot();
  const Row district = snapshot.find_area(snapshot.settlements[place.row].rural_district, AreaLevel::rural_district);
  looked.desk.apply(SelectPlace{Place{AreaLevel::rural_district, district}, false});
  looked.desk.driver.frames(3);
  CHECK_FALSE(looked.desk.driver.has("inspector.hotspot.sentence"));
  looked.select(place);
  CHECK(looked.desk.driver.has("inspector.hotspot.sentence"));
  auto layer = looked.desk.session.view().layer;
  layer.shows_hotspots = false;
  looked.desk.apply(SetLayer{layer});
  looked.desk.settle();
  CHECK_FALSE(looked.desk.driver.has("inspector.hotspot.sentence"));
  looked.desk.apply(SetWorkspace{Workspace::clusters});
  looked.desk.settle();
  CHECK(hotspot_looked_at(looked.desk.session, {AreaLevel::settlement, place.row}) != nullptr);
}

TEST_CASE("no text about a place's chance is cut, in any language, at any size") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const float scale : {1.0F, 2.0F}) {
      CAPTURE(code_of(language));
      CAPTURE(scale);
      Looked looked{{.language = language, .scale = scale}};
      looked.look_at_hotspots();
      const auto& place = looked.surest();
      looked.select(place);
      looked.state.is_hotspot_explained = true;
      looked.hover(place);
      for (const auto& text : looked.desk.driver.cut_texts()) {
        CAPTURE(text);
        CHECK_FALSE(text.starts_with("inspector.hotspot"));
        CHECK_FALSE(text.starts_with("map.hover_card"));
      }
    }
}

}  // namespace
}  // namespace riskmap::ui
