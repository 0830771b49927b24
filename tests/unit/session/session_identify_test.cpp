// What lies under a point, one above the other; and the point that a problem is placed at.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>

#include <fmt/format.h>

#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;
namespace fs = std::filesystem;

namespace {
fs::path written(const fs::path& file, std::string_view features) {
  std::ofstream{file} << R"({"type":"FeatureCollection","features":[)" << features << "]}";
  return file;
}
constexpr auto road = R"({"type":"Feature","properties":{"name":"Trakt"},"geometry":{"type":"LineString",
"coordinates":[[69.80,42.2012],[69.96,42.2012]]}})";
constexpr auto water = R"({"type":"Feature","properties":{"name":"Lake"},"geometry":{"type":"Polygon",
"coordinates":[[[69.8,42.1],[70,42.1],[70,42.3],[69.8,42.3],[69.8,42.1]]]}})";

// A road above the areas, a lake below them.
struct Layered : Office {
  LonLat spot{69.8831, 42.2012};
  Layered() {
    auto layer = view().layer;
    layer.mode = MapMode::areas;
    tell(SetLayer{layer}, FlyTo{spot, 4});
    tell(OpenPath{written(folder.file("water.geojson"), water), FileUse::context});
    tell(OpenPath{written(folder.file("road.geojson"), road), FileUse::context});
    auto below = session.document().context->at(1).layer.style;
    below.side = ContextSide::below;
    tell(SetContextStyle{1, below});
    tell(ToggleLayer{LayerKind::issue_points}, ToggleLayer{LayerKind::settlements});
  }
  [[nodiscard]] ScreenPoint at() const { return *session.screen_of(spot); }
  void click(ScreenPoint point) { tell(ClickAt{point}); }
};
}  // namespace

TEST_CASE_FIXTURE(Layered, "everything under a point is named, the uppermost first") {
  const auto hits = session.hits_at(at());
  REQUIRE(hits.size() == 3);
  CHECK(hits[0].feature == ContextFeature{0, 0});
  CHECK(hits[1].place.has_value());
  CHECK(hits[2].feature == ContextFeature{1, 0});
  auto hidden = session.document().context->at(0).layer.style;
  hidden.is_visible = false;
  tell(SetContextStyle{0, hidden});
  CHECK(session.hits_at(at()).size() == 2);
}

TEST_CASE_FIXTURE(Layered, "a press takes the uppermost, a further one on the same spot the next, and round again") {
  const auto hits = session.hits_at(at());
  for (const auto i : {0, 1, 2, 0}) {
    click(at());
    CHECK(view().feature == hits[static_cast<std::size_t>(i)].feature);
    CHECK(view().place == hits[static_cast<std::size_t>(i)].place);
    CHECK(view().is_inspector_open);
  }
  click(at());
  click({at().x, at().y + 100});  // elsewhere one begins anew, and there is no road
  CHECK(view().place.has_value());
  CHECK_FALSE(view().feature);
  click(at());
  CHECK(view().feature == hits[0].feature);
  tell(SelectPlace{});
  CHECK_FALSE(view().feature);
  click(at());
  CHECK(view().feature == hits[0].feature);
}

TEST_CASE_FIXTURE(Layered, "one of those listed is chosen; the choice goes with its layer") {
  tell(ListHits{at()});
  CHECK(view().listed_serial == 1);
  CHECK(view().listed_at == at());
  tell(SelectHit{session.hits_at(at())[2]});
  REQUIRE(view().feature == ContextFeature{1, 0});
  const auto* content = session.content_of(*view().feature);
  REQUIRE(content != nullptr);
  CHECK(content->name_of(0, Language::en) == "Lake");
  tell(FitSelection{});
  CHECK(camera().metres_per_pixel > 10);
  tell(RemoveContext{0});
  CHECK_FALSE(view().feature);
}

TEST_CASE_FIXTURE(Layered,
                  "a picked point goes to the settlement, corner or line that it nearly meets, unless told not to") {
  tell(SetTool{Tool::pick_point});
  const ScreenPoint beside{at().x, at().y + 6};
  tell(ClickAt{beside});
  REQUIRE(view().measured.size() == 1);
  CHECK(std::abs(view().measured[0].lat - spot.lat) < 6e-5);  // the road is straight on the map
  CHECK(session.snap_at(beside) == view().measured[0]);
  tell(ClickAt{beside, Snap::off});
  CHECK(view().measured[0].lat < spot.lat - 1e-4);
  CHECK(view().measured[0] == *session.lonlat_at(beside));
  const Row town = settlement("615820100");
  const auto point = *snapshot().settlements[town].point;
  tell(FlyTo{point, 1});
  const auto centre = *session.screen_of(point);
  tell(ClickAt{{centre.x + 5, centre.y - 5}});
  CHECK(view().measured[0].lon == doctest::Approx(point.lon).epsilon(1e-9));
  CHECK(view().measured[0].lat == doctest::Approx(point.lat).epsilon(1e-9));
}

TEST_CASE_FIXTURE(Layered, "coordinates gone to leave a mark, other flights none") {
  tell(FlyTo{spot, 4});
  CHECK_FALSE(view().marked);
  tell(FlyTo{{69.9, 42.1}, 4, true});
  CHECK(view().marked == LonLat{69.9, 42.1});
  tell(PanBy{30, 0}, FlyTo{spot, 4});
  CHECK(view().marked == LonLat{69.9, 42.1});
  tell(ClearMark{});
  CHECK_FALSE(view().marked);
}

namespace {
// Five thousand points, more than symbols show; the first one apart from the others.
struct Crowded : Window {
  TemporaryFolder folder;
  Crowded() {
    std::string features =
        R"({"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[69,42.5]}})";
    for (int i = 1; i < 5000; ++i)
      features += fmt::format(
          R"(,{{"type":"Feature","properties":{{"n":{}}},"geometry":{{"type":"Point","coordinates":[{:.4f},{:.4f}]}}}})",
          i % 7, 69.5 + i % 100 * 0.005, 42.2 + i / 100 * 0.005);
    open(written(folder.file("many.geojson"), features));
    REQUIRE(derived().scene.swarm);
  }
};
}  // namespace

TEST_CASE_FIXTURE(Crowded, "one of many points is found under the pointer, chosen and marked, without a new scene") {
  const auto at = *session.screen_of({69, 42.5});
  REQUIRE(session.hits_at(at).size() == 1);
  CHECK(session.hits_at(at)[0].place == Place{AreaLevel::settlement, 0});
  const auto swarm = derived().scene.swarm;
  tell(HoverAt{at});
  tell(ClickAt{at});
  CHECK(view().place == Place{AreaLevel::settlement, 0});
  CHECK(derived().scene.swarm == swarm);
  const auto& symbols = derived().scene.symbols;
  REQUIRE(symbols.size() == 1);
  CHECK(symbols[0].role == SymbolRole::mark);
  CHECK(session.hits_at({at.x + 40, at.y}).empty());
}

TEST_CASE_FIXTURE(Crowded, "what a filter hides of many points is not found, and a few that are left are symbols") {
  FilterState filter;
  filter.expression = "n>=1 and n<=5";
  tell(SetFilter{filter});
  REQUIRE_FALSE(derived().scene.swarm);
  CHECK(derived().scene.symbols.size() == static_cast<std::size_t>(derived().selected_count));
  filter.expression = "n!=1";
  tell(SetFilter{filter});
  REQUIRE(derived().scene.swarm);
  CHECK(session.hits_at(*session.screen_of({69, 42.5})).empty());
}
