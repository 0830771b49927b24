// Breaks that a person set or locked: what lasts, and what they do to the values of another day.
#include <algorithm>

#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;

TEST_CASE("locked breaks and their indicator are there again the next time, of this map alone") {
  const RegisterFile office, other;
  auto options = plain_options();
  options.settings_file = other.folder.file("settings.toml");
  const FixedBreaks kept{.inner = {0.5, 2, 12.25}, .is_hand_made = true, .is_locked = true};
  {
    Window window{options};
    window.open_whole(office.file);
    auto layer = with_indicator(window.view().layer, "per_1000_smoothed");
    layer.breaks = kept;
    window.tell(SetLayer{layer});
  }
  Window window{options};
  window.open_whole(office.file);
  CHECK(window.view().layer.indicator == "per_1000_smoothed");
  CHECK(window.view().layer.breaks == kept);
  window.open_whole(other.file);
  CHECK(window.view().layer.indicator == "open");
  CHECK(window.view().layer.breaks.is_empty());
  window.open_whole(office.file);
  auto layer = window.view().layer;
  layer.breaks = {};
  window.tell(SetLayer{layer});
  CHECK(window.session.settings().classes.empty());
}

TEST_CASE_FIXTURE(Office, "a filter takes values out of locked classes and moves no break") {
  auto layer = view().layer;
  layer.breaks = locked({}, derived().scene.legend.breaks.inner);
  tell(SetLayer{layer});
  const auto inner = derived().scene.legend.breaks.inner;
  const auto counts = derived().values.classes.counts;
  FilterState filter;
  filter.expression = "severity>=5";
  tell(SetFilter{filter});
  CHECK(derived().scene.legend.breaks.inner == inner);
  CHECK(derived().values.classes.counts.front() > counts.front());
  CHECK(derived().values.classes.size() == counts.size());
}

TEST_CASE_FIXTURE(Office, "the uncertain places of a rate are a class to keep by itself") {
  tell(SetLayer{with_indicator(view().layer, "per_1000")});
  const auto& rows = derived().scene.legend.rows;
  const auto row = std::ranges::find(rows, doubtful_class, &LegendRow::class_index);
  REQUIRE(row != rows.end());
  const auto count = row->count;
  FilterState filter;
  filter.map_classes = {doubtful_class};
  tell(SetFilter{filter});
  const auto& kept = derived().values.values.is_uncertain;
  CHECK(std::ranges::count(kept, 1) == count);
  for (const Row issue : derived().table) {
    const auto& one = snapshot().issues[issue];
    auto places = one.also_settlements;
    if (one.settlement != no_row) places.push_back(one.settlement);
    CHECK(std::ranges::any_of(places, [&](Row place) { return kept[place] == 1; }));
  }
}
