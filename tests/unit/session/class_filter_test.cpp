// Classes chosen in the legend: the map, the table, the counts and the export keep the same.
#include "viewer/session/class_filter.h"

#include <algorithm>
#include <fstream>

#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {

struct Legends : Office {
  void choose(std::set<int> classes) {
    auto filter = view().filter;
    filter.map_classes = std::move(classes);
    tell(SetFilter{filter});
  }
  void set_mode(MapMode mode, AreaLevel level = AreaLevel::settlement) {
    auto layer = view().layer;
    layer.mode = mode, layer.level = level;
    tell(SetLayer{layer});
  }
  [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> rows() const {
    std::vector<std::pair<std::string, std::int64_t>> out;
    for (const auto& row : derived().scene.legend.rows) out.emplace_back(row.label, row.count);
    return out;
  }
  // Every shown problem concerns a place that is kept.
  void check_places() const {
    const auto kept = places_of_classes(view().filter.map_classes, view().layer, derived().values);
    REQUIRE(std::ranges::count(kept, 1) > 0);
    int expected = 0;
    std::vector<unsigned char> shown(snapshot().issues.size());
    for (Row place = 0; place < kept.size(); ++place)
      if (kept[place] != 0)
        for (const Row issue : issues_of_place(snapshot(), view().layer.level, place, derived().unpicked))
          expected += std::exchange(shown[issue], 1) == 0 ? 1 : 0;
    CHECK(derived().selected_count == expected);
    for (const Row issue : derived().table) CHECK(shown[issue] == 1);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Legends, "a chosen class keeps the problems of its places and leaves the legend as it is") {
  for (const auto mode : {MapMode::tiles, MapMode::symbols, MapMode::areas})
    for (const auto level : {AreaLevel::settlement, AreaLevel::rural_district}) {
      CAPTURE(name_of(mode));
      set_mode(mode, level);
      const auto before = rows();
      const auto& legend = derived().scene.legend.rows;
      const auto row = std::ranges::find_if(legend, [](const LegendRow& r) { return r.count > 0; });
      REQUIRE(row != legend.end());
      REQUIRE(row->class_index != no_class);
      const int chosen = row->class_index;
      choose({chosen});
      CHECK(rows() == before);
      check_places();
      CHECK(derived().selected_count < derived().total_count);
      choose({});
      CHECK(derived().selected_count == derived().total_count);
    }
}

TEST_CASE_FIXTURE(Legends, "places of other classes fade and stay") {
  const auto& tiles = session.document().reg->layers->tiles;
  const auto before = *derived().scene.style;
  const int chosen = derived().scene.legend.rows.front().class_index;
  choose({chosen});
  const auto kept = places_of_classes({chosen}, view().layer, derived().values);
  for (std::size_t feature = 0; feature < tiles.rows.size(); ++feature) {
    const auto now = derived().scene.style->fill[feature];
    if (kept[tiles.rows[feature]] != 0)
      CHECK(now == before.fill[feature]);
    else
      CHECK(now.a < before.fill[feature].a / 4);
  }
  CHECK(derived().scene.labels.size() == tiles.rows.size());
}

TEST_CASE_FIXTURE(Legends, "a chosen stage keeps the problems that stand there") {
  set_mode(MapMode::ways_to_solve);
  const auto rows = derived().scene.legend.rows;  // the scene is made anew with every choice
  for (const auto& row : rows) {
    choose({row.class_index});
    CHECK(derived().selected_count == row.count);
    for (const Row issue : derived().table)
      CHECK(derived().facts.stages[issue] == static_cast<SolveStage>(row.class_index));
  }
}

TEST_CASE_FIXTURE(Legends, "a class and the chips hold together, in the window and in the export") {
  FilterState filter;
  filter.groups = {StatusGroup::open, StatusGroup::active};
  tell(SetFilter{filter});
  choose({derived().scene.legend.rows.front().class_index});
  check_places();
  CHECK(chip_count(view().filter) == 2);
  const auto expected = derived().selected_count;
  CHECK(expected > 0);
  tell(ExportTo{folder.file("out.geojsonl"), "issues", {}, false});
  REQUIRE_FALSE(has_problem());
  std::ifstream in{folder.file("out.geojsonl")};
  std::string line;
  int lines = 0;
  while (std::getline(in, line)) lines += line.empty() ? 0 : 1;
  CHECK(lines == expected);
}

TEST_CASE_FIXTURE(Legends, "a choice ends with the classes it was made among, not with their colours") {
  choose({0});
  auto layer = view().layer;
  layer.palette = "PuBu", layer.opacity = 0.5;
  tell(SetLayer{layer});
  CHECK(view().filter.map_classes.size() == 1);
  layer.indicator = "overdue";
  tell(SetLayer{layer});
  CHECK(view().filter.map_classes.empty());
  CHECK(derived().selected_count == derived().total_count);
}

TEST_CASE_FIXTURE(Legends, "a class that has become empty keeps nothing") {
  choose({0, 1, 2, 3, 4});
  auto filter = view().filter;
  filter.map_classes = {8};
  tell(SetFilter{filter});
  CHECK(derived().selected_count == 0);
  CHECK(derived().table.empty());
}
