// Moving the map and pointing at it.
#include <cmath>

#include "layers/geo/geodesic.h"
#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {

// The sample in one mode, at the level of settlements.
struct InMode : Office {
  explicit InMode(MapMode mode) {
    auto layer = view().layer;
    layer.mode = mode;
    tell(SetLayer{layer});
  }
};

ScreenPoint middle_of(const Camera& camera, const Box& box) {
  return camera.screen_from_map({box.centre_x(), box.centre_y()});
}

double distance(MapPoint a, MapPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

}  // namespace

TEST_CASE_FIXTURE(Office, "zooming keeps the place under the pointer") {
  const ScreenPoint pointer{317, 541};
  for (const double factor : {1.2, 0.5, 8.0, 1 / 3.0}) {
    const auto before = camera().map_from_screen(pointer);
    const auto scale = camera().metres_per_pixel;
    tell(ZoomBy{factor, pointer});
    CHECK(distance(camera().map_from_screen(pointer), before) < 1e-6 * scale);
    CHECK(camera().metres_per_pixel == doctest::Approx(scale / factor));
  }
}

TEST_CASE_FIXTURE(Office, "zooming without a pointer goes about the middle of the free map") {
  tell(ResizeMap{{1200, 800}, Box{300, 0, 1200, 800}});
  const ScreenPoint middle{750, 400};
  const auto before = camera().map_from_screen(middle);
  tell(ZoomBy{2, std::nullopt});
  CHECK(distance(camera().map_from_screen(middle), before) < 1e-6);
}

TEST_CASE_FIXTURE(Office, "zooming ends before the numbers do") {
  for (int i = 0; i < 60; ++i) tell(ZoomBy{2, ScreenPoint{10, 10}});
  CHECK(camera().metres_per_pixel == doctest::Approx(0.05));
  for (int i = 0; i < 60; ++i) tell(ZoomBy{0.5, ScreenPoint{10, 10}});
  CHECK(camera().metres_per_pixel == doctest::Approx(60'000));
  CHECK(std::isfinite(camera().centre.x));
}

TEST_CASE("a map that has no size yet keeps its camera whole") {
  Session session{plain_options()};
  for (const Intent& intent :
       {Intent{ZoomBy{2, std::nullopt}}, Intent{FlyTo{{69.9, 42.2}, 10}}, Intent{FitAll{}}, Intent{PanBy{5, 5}},
        Intent{FitSelection{}}, Intent{HoverAt{ScreenPoint{1, 1}}}, Intent{ClickAt{{1, 1}}}})
    session.apply(intent);
  session.wait_until_idle();
  CHECK(std::isfinite(session.view().camera.centre.x));
  CHECK(std::isfinite(session.view().camera.centre.y));
  CHECK(session.view().camera.metres_per_pixel > 0);
}

TEST_CASE_FIXTURE(Office, "the map follows the hand that drags it") {
  const ScreenPoint start{400, 300};
  const auto grabbed = camera().map_from_screen(start);
  tell(PanBy{120, -45});
  CHECK(distance(camera().map_from_screen({520, 255}), grabbed) < 1e-6);
}

TEST_CASE_FIXTURE(Office, "everything is fitted into what panels leave free, and stays so when they open") {
  tell(FitAll{}, ResizeMap{{1200, 800}, Box{300, 60, 1200, 560}});
  const auto& extent = derived().scene.extent;
  for (const MapPoint corner : {MapPoint{extent.min_x, extent.min_y}, MapPoint{extent.max_x, extent.max_y}}) {
    const auto screen = camera().screen_from_map(corner);
    CHECK(Box{300, 60, 1200, 560}.contains(screen.x, screen.y));
  }
}

TEST_CASE_FIXTURE(Office, "a map that was moved is left where it is when panels open") {
  tell(ZoomBy{3, ScreenPoint{600, 400}});
  const auto centre = camera().centre;
  tell(ResizeMap{{1200, 800}, Box{300, 60, 1200, 560}});
  CHECK(camera().centre == centre);
}

// A window of 1480 × 900 with a map between `left` and `right`.
ResizeMap between(double left, double right) {
  return {{static_cast<int>(right - left), 800}, Box{0, 0, right - left, 800}, {}, {left, 94}, {1480, 900}};
}

TEST_CASE("what lies under the pointer stays there when a panel opens or shuts beside the map") {
  InMode office{MapMode::areas};
  office.tell(between(280, 1480), FitAll{});
  const auto place_at = [&](double window_x, double left) {
    return office.camera().map_from_screen({window_x - left, 400});
  };
  for (const double zoom : {1.0, 3.0}) {
    if (zoom > 1) office.tell(ZoomBy{zoom, ScreenPoint{600, 400}});
    const auto before = place_at(700, 280);
    const double scale = office.camera().metres_per_pixel;
    office.tell(between(280, 1128));
    CHECK(distance(place_at(700, 280), before) < 1e-6 * scale);
    CHECK(office.camera().metres_per_pixel == scale);
    office.tell(between(0, 1128));
    CHECK(distance(place_at(700, 0), before) < 1e-6 * scale);
    auto with_other_legend = between(0, 1128);
    with_other_legend.covers[0].push_back({10, 10, 100, 100});
    office.tell(with_other_legend);
    CHECK(distance(place_at(700, 0), before) < 1e-6 * scale);
    office.tell(between(280, 1480));
    CHECK(distance(place_at(700, 280), before) < 1e-6 * scale);
    CHECK(office.camera().metres_per_pixel == scale);
  }
}

TEST_CASE("a chosen place comes out from under the panel that opens over it, at the same scale") {
  InMode office{MapMode::symbols};
  office.tell(between(280, 1480));
  const auto place = office.snapshot().settlements[office.settlement("615820100")].point.value();
  office.tell(FlyTo{place, 20}, PanBy{500, 0});
  const auto before = office.session.screen_of(place).value();
  REQUIRE(before.x > 1000);
  office.tell(ClickAt{before}, between(280, 1128));
  CHECK(office.camera().metres_per_pixel == 20);
  const auto after = office.session.screen_of(place).value();
  CHECK(after.x == doctest::Approx(1128 - 280 - 72).epsilon(0.001));
  CHECK(after.y == doctest::Approx(before.y));
}

TEST_CASE("a flight that opens the inspector ends in the middle of what it leaves") {
  InMode office{MapMode::symbols};
  office.tell(between(280, 1480), SelectPlace{Place{AreaLevel::settlement, office.settlement("615820100")}, true},
              between(280, 1128));
  const auto place = office.snapshot().settlements[office.settlement("615820100")].point.value();
  CHECK(office.session.screen_of(place)->x == doctest::Approx(424).epsilon(0.01));
}

TEST_CASE("a map that shows everything shows it in another window and another workspace too") {
  InMode office{MapMode::areas};
  office.tell(between(280, 1480), FitAll{});
  const auto is_whole = [&](double width) {
    const auto& extent = office.derived().scene.extent;
    return office.camera().screen_from_map({extent.min_x, extent.max_y}).x >= 0 &&
           office.camera().screen_from_map({extent.max_x, extent.min_y}).x <= width;
  };
  office.tell(SetWorkspace{Workspace::clusters}, between(400, 1000));
  CHECK(is_whole(600));
  auto smaller = between(400, 900);
  smaller.window = {1300, 900};
  office.tell(smaller);
  CHECK(is_whole(500));
}

TEST_CASE("a flight brings the place to the middle of the free map") {
  InMode office{MapMode::areas};
  office.tell(ResizeMap{{1200, 800}, Box{300, 0, 1200, 800}});
  const LonLat place{69.95, 42.2};
  office.tell(FlyTo{place, 12});
  CHECK(office.camera().metres_per_pixel == 12);
  const auto screen = office.session.screen_of(place);
  REQUIRE(screen);
  CHECK(screen->x == doctest::Approx(750).epsilon(1e-6));
  CHECK(screen->y == doctest::Approx(400).epsilon(1e-6));
}

TEST_CASE("degrees and pixels are two ways to say one place") {
  InMode office{MapMode::areas};
  const ScreenPoint point{123, 456};
  const auto place = office.session.lonlat_at(point);
  REQUIRE(place);
  const auto back = office.session.screen_of(*place);
  REQUIRE(back);
  CHECK(back->x == doctest::Approx(point.x).epsilon(1e-9));
  CHECK(back->y == doctest::Approx(point.y).epsilon(1e-9));
}

TEST_CASE("the scale is true on the ground") {
  InMode office{MapMode::areas};
  const auto left = office.session.lonlat_at({100, 400}), right = office.session.lonlat_at({1100, 400});
  CHECK(office.session.metres_per_pixel() == doctest::Approx(geodesic_metres(*left, *right) / 1000).epsilon(1e-3));
}

TEST_CASE("a tile is hit anywhere inside it, hovered and clicked") {
  InMode office{MapMode::tiles};
  const auto& tiles = office.session.document().reg->layers->tiles;
  for (const char* kato : {"615820100", "615835100", "615853000"}) {
    if (office.snapshot().find_settlement(kato) == no_row) continue;
    const Row row = office.settlement(kato);
    const auto point = middle_of(office.camera(), tiles.geometry->boxes[tiles.features[row]]);
    office.tell(HoverAt{point});
    CHECK(office.view().hovered == Place{AreaLevel::settlement, row});
    office.tell(ClickAt{point});
    CHECK(office.view().place == Place{AreaLevel::settlement, row});
  }
  office.tell(HoverAt{std::nullopt});
  CHECK_FALSE(office.view().hovered);
  office.tell(ClickAt{{1, 1}});
  CHECK_FALSE(office.view().place);
}

TEST_CASE("every tile answers with its own settlement") {
  InMode office{MapMode::tiles};
  const auto& tiles = office.session.document().reg->layers->tiles;
  for (std::uint32_t feature = 0; feature < tiles.geometry->size(); ++feature) {
    office.tell(HoverAt{middle_of(office.camera(), tiles.geometry->boxes[feature])});
    CHECK(office.view().hovered == Place{AreaLevel::settlement, tiles.rows[feature]});
  }
}

TEST_CASE("an area is hit where no symbol stands") {
  InMode office{MapMode::areas};
  auto layer = office.view().layer;
  layer.level = AreaLevel::rural_district;
  office.tell(SetLayer{layer}, ToggleLayer{LayerKind::settlements}, ToggleLayer{LayerKind::issue_points});
  const auto& shapes = *office.session.document().reg->layers->layer(AreaLevel::rural_district);
  int hits = 0;
  for (int x = 50; x < 1200; x += 50)
    for (int y = 50; y < 800; y += 50) {
      const ScreenPoint point{static_cast<double>(x), static_cast<double>(y)};
      office.tell(HoverAt{point});
      const auto at = office.camera().map_from_screen(point);
      if (!office.view().hovered) continue;
      ++hits;
      CHECK(office.view().hovered->level == AreaLevel::rural_district);
      CHECK(shapes.geometry->boxes[shapes.features[office.view().hovered->row]].contains(at.x, at.y));
    }
  CHECK(hits > 50);
}

TEST_CASE("a symbol answers for its place wherever a zoom puts it, hovered and clicked") {
  InMode office{MapMode::symbols};
  const Row row = office.settlement("615820100");
  const auto place = office.snapshot().settlements[row].point.value();
  for (const double scale : {100.0, 20.0, 300.0}) {
    office.tell(FlyTo{place, scale});
    office.tell(HoverAt{office.session.screen_of(place)});
    CHECK(office.view().hovered == Place{AreaLevel::settlement, row});
    office.tell(ClickAt{office.session.screen_of(place).value()});
    CHECK(office.view().place == Place{AreaLevel::settlement, row});
  }
}

TEST_CASE("a pointer that rests points at what the zoom has brought under it") {
  InMode office{MapMode::tiles};
  const auto& tiles = office.session.document().reg->layers->tiles;
  const Row row = office.settlement("615820100");
  const auto& box = tiles.geometry->boxes[tiles.features[row]];
  const ScreenPoint pointer = middle_of(office.camera(), box);
  office.tell(HoverAt{pointer});
  REQUIRE(office.view().hovered == Place{AreaLevel::settlement, row});
  const double three_tiles = 3 * box.width() / office.camera().metres_per_pixel;
  office.tell(PanBy{three_tiles, 0});
  CHECK(office.view().hovered != Place{AreaLevel::settlement, row});
  office.tell(PanBy{-three_tiles, 0});
  CHECK(office.view().hovered == Place{AreaLevel::settlement, row});
  office.tell(HoverAt{std::nullopt});
  CHECK_FALSE(office.view().hovered);
}

TEST_CASE("a problem with a point of its own is selected by a click on it") {
  InMode office{MapMode::areas};
  const auto& issues = office.snapshot().issues;
  for (Row row = 0; row < issues.size(); ++row) {
    const auto& issue = issues[row];
    if (!issue.id || !issue.point || !office.derived().facts.facts[row].is_open || issue.accuracy != "EXACT") continue;
    office.tell(FlyTo{*issue.point, 2});
    office.tell(ClickAt{office.session.screen_of(*issue.point).value()});
    REQUIRE(office.view().issue != no_row);
    CHECK(issues[office.view().issue].point == issue.point);
    return;
  }
  FAIL("the sample has exact points");
}

TEST_CASE("hidden layers are not hit") {
  InMode office{MapMode::symbols};
  const Row row = office.settlement("615820100");
  const auto place = office.snapshot().settlements[row].point.value();
  office.tell(FlyTo{place, 20});
  office.tell(ToggleLayer{LayerKind::theme}, ToggleLayer{LayerKind::settlements});
  office.tell(HoverAt{office.session.screen_of(place)});
  for (const auto& symbol : office.derived().scene.symbols) CHECK(symbol.role == SymbolRole::mark);
}

TEST_CASE_FIXTURE(Office, "a double click flies to what it hits") {
  const auto& tiles = session.document().reg->layers->tiles;
  const Row row = settlement("615835100");
  const auto scale = camera().metres_per_pixel;
  tell(DoubleClickAt{middle_of(camera(), tiles.geometry->boxes[tiles.features[row]])});
  CHECK(view().place == Place{AreaLevel::settlement, row});
  CHECK(camera().metres_per_pixel < scale);
}

TEST_CASE_FIXTURE(Office, "fitting the selection shows it whole and its surroundings") {
  const Row row = settlement("615835100");
  tell(SelectPlace{Place{AreaLevel::settlement, row}, false}, FitSelection{});
  const auto& tiles = session.document().reg->layers->tiles;
  const auto& box = tiles.geometry->boxes[tiles.features[row]];
  const auto visible = camera().visible();
  CHECK(visible.contains(box.min_x, box.min_y));
  CHECK(visible.contains(box.max_x, box.max_y));
  CHECK(std::max(visible.width(), visible.height()) >= 9000);
}

TEST_CASE_FIXTURE(Office, "measuring collects points, another tool forgets them") {
  tell(SetTool{Tool::distance}, ClickAt{{300, 300}}, ClickAt{{500, 300}});
  CHECK(view().measured.size() == 2);
  CHECK_FALSE(view().place);
  tell(ClearMeasured{});
  CHECK(view().measured.empty());
  tell(ClickAt{{300, 300}}, SetTool{Tool::pick_point});
  CHECK(view().measured.empty());
  tell(ClickAt{{300, 300}}, ClickAt{{500, 300}});
  CHECK(view().measured.size() == 1);
  CHECK(view().measured.front().lon == doctest::Approx(session.lonlat_at({500, 300})->lon));
}

TEST_CASE_FIXTURE(Office, "nothing is hovered while a tool is in hand") {
  const auto& tiles = session.document().reg->layers->tiles;
  tell(SetTool{Tool::distance}, HoverAt{middle_of(camera(), tiles.geometry->boxes[0])});
  CHECK_FALSE(view().hovered);
}

TEST_CASE("a tool that needs coordinates leaves the tiles for a picture that has them") {
  for (const auto mode : {MapMode::tiles, MapMode::ways_to_solve})
    for (const auto tool : {Tool::distance, Tool::area, Tool::pick_point}) {
      InMode office{mode};
      CHECK_FALSE(office.session.lonlat_at({600, 400}));
      CHECK_FALSE(office.session.screen_of({69.95, 42.2}));
      office.tell(SetTool{tool}, ClickAt{{600, 400}, Snap::off});
      CHECK(office.view().layer.mode == MapMode::areas);
      REQUIRE(office.view().measured.size() == 1);
      CHECK(office.view().measured.front().lon == doctest::Approx(office.session.lonlat_at({600, 400})->lon));
    }
}

TEST_CASE("back to the tiles, the tool and its points are put away") {
  InMode office{MapMode::areas};
  office.tell(SetTool{Tool::distance}, ClickAt{{300, 300}});
  auto layer = office.view().layer;
  layer.mode = MapMode::tiles;
  office.tell(SetLayer{layer});
  CHECK(office.view().tool == Tool::select);
  CHECK(office.view().measured.empty());
}

TEST_CASE_FIXTURE(Window, "without a place on the ground a tool stays in its box and says so") {
  CHECK_FALSE(session.has_ground());
  tell(SetTool{Tool::distance});
  CHECK(view().tool == Tool::select);
  CHECK(message() == "Nothing open has real places to measure or mark.");
}

TEST_CASE_FIXTURE(Office,
                  "however far the map is dragged, a part of what it shows stays in view, and the way back is short") {
  tell(FitAll{});
  const auto is_in_view = [&] { return camera().visible().intersects(derived().scene.extent); };
  for (const auto& [dx, dy] : {std::pair{50'000.0, 0.0}, {-90'000.0, 0.0}, {0.0, 50'000.0}, {0.0, -90'000.0}}) {
    for (int i = 0; i < 3; ++i) tell(PanBy{dx, dy});
    CHECK(is_in_view());
  }
  tell(PanBy{0, 300});
  CHECK(camera().visible().intersects(derived().scene.extent));
  // A flight leads anywhere; from there the hand leads no farther, and back.
  tell(FlyTo{{75, 50}, 20});
  session.apply(PanBy{0, 0});
  const auto far = camera().centre;
  tell(PanBy{-5000, 0});
  CHECK(camera().centre.x <= far.x + 1);
  tell(PanBy{5000, 0});
  CHECK(camera().centre.x < far.x);
}
