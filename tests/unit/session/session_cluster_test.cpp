// Points that crowd at a scale, in the session: what a click on their circle does.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

#include <fmt/format.h>

#include "layers/exchange/symbol_size.h"
#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {

void show_clusters(Window& window) {
  auto layer = window.view().layer;
  layer.mode = MapMode::areas, layer.points = PointLook::clusters;
  window.tell(SetLayer{layer});
}

// The largest first.
std::vector<SceneSymbol> clusters_in(const Window& window) {
  std::vector<SceneSymbol> found;
  for (const auto& symbol : window.session.shown_scene().symbols)
    if (symbol.role == SymbolRole::cluster) found.push_back(symbol);
  return found;
}

void click(Window& window, const SceneSymbol& symbol) {
  window.tell(ClickAt{window.camera().screen_from_map(symbol.symbol.place)});
}

bool is_in_one_place(const SceneSymbol& symbol) {
  return symbol.members.width() == 0 && symbol.members.height() == 0;
}

}  // namespace

TEST_CASE_FIXTURE(Office, "a click on a cluster comes closer until its members part") {
  show_clusters(*this);
  REQUIRE(clusters_in(*this).size() > 3);
  CHECK(derived().scene.symbols.size() < session.shown_scene().symbols.size());
  const auto largest = clusters_in(*this).front();
  const double before = camera().metres_per_pixel;
  tell(PanBy{40, 30});
  CHECK(clusters_in(*this).front().symbol.place == largest.symbol.place);
  click(*this, largest);
  CHECK(camera().metres_per_pixel < before / 2);
  CHECK(camera().visible().contains(largest.symbol.place.x, largest.symbol.place.y));
  CHECK_FALSE(view().place);
  for (const auto& cluster : clusters_in(*this)) CHECK(cluster.symbol.amount < largest.symbol.amount);
}

TEST_CASE_FIXTURE(Office, "a cluster in one place keeps its problems in the filter and lists them") {
  show_clusters(*this);
  std::vector<Row> placed;
  for (Row row = 0; row < snapshot().issues.size() && placed.size() < 2; ++row)
    if (snapshot().issues[row].point && derived().facts.facts[row].is_open) placed.push_back(row);
  REQUIRE(placed.size() == 2);
  const auto place = snapshot().issues[placed[0]].point.value();
  tell(CommitChange{change_of(placed[1], {{"geom", Value{point_text(place)}}})});
  tell(FlyTo{place, 0.1});
  const auto clusters = clusters_in(*this);
  const auto found = std::ranges::find_if(clusters, is_in_one_place);
  REQUIRE(found != clusters.end());
  click(*this, *found);
  CHECK(view().is_table_open);
  CHECK(derived().selected_count >= 2);
  CHECK(derived().selected_count < derived().total_count);
  CHECK_FALSE(view().filter.within.empty());
}

TEST_CASE("a cluster of a plain file's points in one place is listed too") {
  const TemporaryFolder folder;
  const auto file = folder.file("wells.geojson");
  std::ofstream out{file};
  out << R"({"type":"FeatureCollection","features":[)";
  for (int i = 0; i < 40; ++i)
    out << (i == 0 ? "" : ",")
        << fmt::format(
               R"({{"type":"Feature","properties":{{"n":{}}},"geometry":{{"type":"Point","coordinates":[{},42.2]}}}})",
               i, i < 12 ? 69.9 : 69.9 + 0.01 * i);
  out << "]}";
  out.close();
  Window window;
  window.open_whole(file);
  show_clusters(window);
  REQUIRE(window.derived().gathered);
  CHECK(window.derived().gathered->used == 40);
  window.tell(FlyTo{{69.9, 42.2}, 0.5});
  const auto clusters = clusters_in(window);
  const auto found = std::ranges::find_if(clusters, is_in_one_place);
  REQUIRE(found != clusters.end());
  CHECK(found->number == "12");
  click(window, *found);
  CHECK(window.view().is_table_open);
  CHECK(window.derived().selected_count == 12);
}
