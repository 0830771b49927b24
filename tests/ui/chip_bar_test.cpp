// What filters can be seen to filter.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/bars.h"

namespace riskmap::ui {
namespace {

constexpr std::array kinds = {"filter.status", "filter.category",    "filter.severity",
                              "filter.place",  "filter.responsible", "filter.period"};

struct BarDesk {
  explicit BarDesk(float width, Language language = Language::ru, float scale = 1)
      : desk{{.language = language, .scale = scale, .width = width, .height = 768}} {
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

TEST_CASE("the chip of an expression shows it, and says in words when it cannot be read") {
  BarDesk bar{1366};
  FilterState filter;
  filter.expression = "severity>=4";
  REQUIRE(bar.shows(filter, "filter.expression"));
  CHECK(bar.desk.driver.text("filter.expression") == "Выражение: severity>=4");
  filter.expression = "severity>=4 and (registered_on>=today-90d or overdue)";
  REQUIRE(bar.shows(filter, "filter.expression"));
  CHECK(bar.desk.driver.text("filter.expression").starts_with("Выражение: severity>=4 and"));
  CHECK(bar.desk.driver.text("filter.expression").ends_with("…"));
  filter.expression = "severity>=";
  REQUIRE(bar.shows(filter, "filter.expression"));
  CHECK(bar.desk.driver.text("filter.expression") == "Выражение: ошибка");
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

TEST_CASE("what finds no room in the bar can be set in the menu of all other filters") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const auto& [width, scale] : {std::pair{683.0F, 2.0F}, {1366.0F, 1.0F}, {1440.0F, 1.0F}})
      for (const auto workspace : {Workspace::map, Workspace::clusters}) {
        CAPTURE(std::string{code_of(language)});
        CAPTURE(width);
        BarDesk bar{width, language, scale};
        bar.desk.apply(SetWorkspace{workspace});
        bar.desk.apply(SelectIssue{0, false});
        bar.desk.driver.frames(3);
        bar.desk.driver.click("filter.more");
        for (const auto* kind : kinds) {
          CAPTURE(kind);
          CHECK(bar.desk.driver.has(kind));
        }
        CHECK(joined(bar.desk.driver.cut_texts()) == "");
      }
}

// The widest bar that has no room for this chip: fonts differ from release to release.
std::unique_ptr<BarDesk> bar_without(const char* chip) {
  for (float width = 1366; width > 600; width -= 22) {
    auto bar = std::make_unique<BarDesk>(width);
    bar->desk.apply(SetWorkspace{Workspace::clusters});
    bar->desk.apply(SelectIssue{0, false});
    bar->desk.driver.frames(3);
    if (!bar->desk.driver.has(chip)) return bar;
  }
  FAIL("the chip finds room in every bar");
  return nullptr;
}

TEST_CASE("a filter set in the menu of all others stays there until the menu is shut, then has its chip") {
  const auto found = bar_without("filter.place");
  auto& bar = *found;
  const auto& area = bar.desk.session.snapshot()->areas;
  const auto district = std::ranges::find(area, AreaLevel::rural_district, &Area::level);
  bar.desk.driver.click("filter.more");
  bar.desk.driver.click("filter.place");
  bar.desk.driver.frames(3);
  CHECK(bar.desk.driver.focused() == "filter.place.search");
  bar.desk.driver.click("filter.place." + district->code);
  CHECK(bar.desk.session.view().filter.rural_districts.contains(district->code));
  CHECK(bar.desk.driver.has("filter.place." + district->code));
  bar.desk.driver.click("filter.more");
  bar.desk.driver.frames(3);
  CHECK_FALSE(bar.desk.driver.has("filter.place." + district->code));
  CHECK(bar.desk.driver.has("filter.place"));
}

TEST_CASE("a menu with a search box hears what is typed from the moment it opens") {
  BarDesk bar{1920};
  auto& driver = bar.desk.driver;
  for (const std::string chip : {"filter.category", "filter.place", "filter.responsible"}) {
    CAPTURE(chip);
    bar.desk.press({"Escape"});
    driver.click(chip);
    driver.frames(3);
    CHECK(driver.focused() == chip + ".search");
    driver.type("ауыз");
    driver.frames(2);
    CHECK(driver.value(chip + ".search") == "ауыз");
    bar.desk.press({"Escape", "Escape"});
  }
}

TEST_CASE("what is searched for in the table stands in the bar too, and goes from there") {
  for (const auto language : {Language::kk, Language::ru, Language::en}) {
    BarDesk bar{1366, language};
    FilterState filter;
    filter.text = "Ленгер";
    REQUIRE(bar.shows(filter, "filter.text"));
    CHECK(bar.desk.driver.text("filter.text") == "«Ленгер»");
    CHECK(joined(bar.desk.driver.cut_texts()) == "");
    bar.desk.driver.click("filter.text.remove");
    bar.desk.driver.frames(2);
    CHECK(bar.desk.session.view().filter.text.empty());
    CHECK_FALSE(bar.desk.driver.has("filter.text"));
  }
}

}  // namespace
}  // namespace riskmap::ui
