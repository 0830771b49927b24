// What filters can be seen to filter.
#include <doctest/doctest.h>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/bars.h"

namespace riskmap::ui {
namespace {

struct BarDesk {
  explicit BarDesk(float width) : desk{{.language = Language::ru, .width = width, .height = 768}} {
    desk.show([this](const Layout& layout) { return chip_bar(desk.session, state, layout); });
  }
  [[nodiscard]] bool shows(const FilterState& filter, const char* chip) {
    desk.apply(SetFilter{filter});
    desk.driver.frames(3);
    return desk.driver.has(chip);
  }
  ChipBarState state;
  Desk desk;
};

TEST_CASE("an active filter keeps its chip when an inactive one has no room") {
  FilterState overdue, no_plan, stale, period, expression;
  overdue.is_overdue = no_plan.has_no_plan = stale.is_stale = true;
  expression.expression = "severity>=4";
  for (const float width : {1000.0F, 1120.0F, 1366.0F})
    for (const auto workspace : {Workspace::map, Workspace::clusters, Workspace::today}) {
      BarDesk bar{width};
      bar.desk.apply(SetWorkspace{workspace});
      period.registered_from = bar.desk.session.today();
      CHECK(bar.shows(overdue, "filter.overdue"));
      CHECK(bar.shows(no_plan, "filter.no_plan"));
      CHECK(bar.shows(stale, "filter.stale"));
      CHECK(bar.shows(period, "filter.period"));
      CHECK(bar.shows(expression, "filter.expression"));
    }
}

TEST_CASE("beside an open inspector an active filter keeps its chip too") {
  BarDesk bar{1366};
  bar.desk.apply(SetWorkspace{Workspace::clusters});
  bar.desk.apply(SelectPlace{Place{AreaLevel::settlement, 0}, false});
  FilterState filter;
  filter.is_overdue = filter.has_no_plan = true;
  CHECK(bar.shows(filter, "filter.overdue"));
  CHECK(bar.shows(filter, "filter.no_plan"));
}

TEST_CASE("a chip that came out of the last one goes back when it is switched off") {
  BarDesk bar{1366};
  FilterState filter;
  filter.is_stale = true;
  REQUIRE(bar.shows(filter, "filter.stale"));
  bar.desk.driver.click("filter.stale");
  bar.desk.driver.frames(3);
  CHECK_FALSE(bar.desk.session.view().filter.is_stale);
  CHECK_FALSE(bar.desk.driver.has("filter.stale"));
}

}  // namespace
}  // namespace riskmap::ui
