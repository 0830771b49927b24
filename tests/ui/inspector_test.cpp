// The panel at the right: a place, a problem, and what can be done from there.
#include "viewer/panels/inspector.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "layers/analysis/trend.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/inspector_pages.h"

namespace riskmap::ui {
namespace {

struct Panel {
  explicit Panel(const DeskOptions& options = {}) : desk{options} {
    desk.show([this](const Layout& layout) {
      return layout.inspector.width() > 0 ? inspector(desk.session, state, layout) : Intents{};
    });
  }
  [[nodiscard]] const RegisterSnapshot& snapshot() const { return *desk.session.snapshot(); }
  [[nodiscard]] const Derived& derived() const { return desk.session.derived(); }
  // The settlement with the most open problems.
  [[nodiscard]] Place busiest() const {
    const auto& all = derived().settlements;
    const auto most = std::ranges::max_element(all, {}, &PlaceSummary::open);
    return {AreaLevel::settlement, static_cast<Row>(most - all.begin())};
  }
  // A problem for which `wanted` holds.
  template <typename Wanted>
  [[nodiscard]] Row find(Wanted wanted) const {
    for (Row row = 0; row < snapshot().issues.size(); ++row)
      if (snapshot().issues[row].id && wanted(row)) return row;
    return no_row;
  }
  void select(Row issue) {
    desk.apply(SelectIssue{issue, false});
    desk.driver.frames(3);
  }
  void select(const Place& place) {
    desk.apply(SelectPlace{place, false});
    desk.driver.frames(3);
  }

  Desk desk;
  InspectorState state;
};

TEST_CASE("a place shows its name, its figures and twelve months") {
  Panel panel;
  const auto place = panel.busiest();
  panel.select(place);
  const auto& summary = panel.derived().settlements[place.row];
  CHECK(panel.desk.driver.text("inspector.title") == panel.snapshot().settlement_label(place.row, Language::kk));
  CHECK(panel.desk.driver.value("inspector.open") == format_integer(summary.open));
  CHECK(panel.desk.driver.value("inspector.overdue") == format_integer(summary.overdue));
  CHECK(panel.desk.driver.value("inspector.done") == format_integer(summary.done_this_year));
  CHECK(panel.desk.driver.value("inspector.months.11") ==
        std::to_string(summary.registered_by_month[11]) + "/" + std::to_string(summary.resolved_by_month[11]));
  CHECK(panel.desk.driver.text("inspector.months.11") == format_month(panel.desk.session.today()));
}

TEST_CASE("one sentence below the chart says whether problems rise or fall, for a place and for the district") {
  Panel panel;
  const auto sentence = [&](const Place& place, const PlaceSummary& summary, double level) {
    panel.select(place);
    CHECK(panel.derived().quarters_told == 12);
    CHECK(panel.desk.driver.text("inspector.trend") == sentence_of(trend_of(summary.registered_by_quarter), level));
  };
  const auto place = panel.busiest();
  sentence(place, panel.derived().settlements[place.row], trend_level_of_place);
  const Row district = panel.snapshot().find_area("615800000", AreaLevel::district);
  REQUIRE(district != no_row);
  sentence({AreaLevel::district, district}, panel.derived().total, trend_level_of_all);
}

TEST_CASE("the facts of a place say how many appeals would be expected, or that nothing was collected") {
  Panel panel{{.language = Language::en}};
  bool has_collected = false, has_not = false;
  for (Row row = 0; row < panel.derived().settlements.size() && !(has_collected && has_not); ++row) {
    if (panel.derived().settlements[row].heard.hearing == Hearing::at_office) continue;
    const bool is_visited = panel.derived().settlements[row].visits > 0;
    if (is_visited ? has_collected : has_not) continue;
    (is_visited ? has_collected : has_not) = true;
    panel.select(Place{AreaLevel::settlement, row});
    panel.desk.driver.click("inspector.tab.facts");
    panel.desk.driver.frames(2);
    const auto words = panel.desk.driver.text("inspector.fact.expected_appeals");
    CHECK(words.starts_with(is_visited ? "about " : "not collected"));
  }
  CHECK((has_collected && has_not));
}

TEST_CASE("the facts of a place give its passport, with day and source, and no appeals nobody asked for") {
  Panel panel{{.language = Language::en}};
  const auto facts_of = [&](const Place& place) {
    panel.select(place);
    panel.desk.driver.click("inspector.tab.facts");
    panel.desk.driver.frames(2);
  };
  const auto fact = [&](const std::string& name) { return panel.desk.driver.text("inspector.fact." + name); };
  FilterState march;
  march.registered_from = *parse_iso_date("2026-03-01");
  panel.desk.apply(SetFilter{march});
  panel.desk.settle();
  const auto unheard = std::ranges::find(panel.derived().settlements, false, &PlaceSummary::is_asked);
  REQUIRE(unheard != panel.derived().settlements.end());
  facts_of({AreaLevel::settlement, static_cast<Row>(unheard - panel.derived().settlements.begin())});
  CHECK(fact("appeals") == "Not collected");
  CHECK(fact("population").ends_with(format_date(*parse_iso_date("2023-01-01"))));
  CHECK(fact("passport_centre_km")
            .ends_with(joined_with_dots({"km", format_date(*parse_iso_date("2023-01-01")), "үлгі деректер"})));
  panel.desk.apply(SetFilter{});
  facts_of({AreaLevel::district, panel.snapshot().find_area("615800000", AreaLevel::district)});
  CHECK(fact("aid_families") == format_integer(12'464));
  CHECK(fact("passport_disabled_percent").ends_with("%"));
  CHECK(panel.desk.driver.text("inspector.risk_index.completeness").starts_with("data 98"));
}

TEST_CASE("a pressed figure shows exactly the problems it counted") {
  for (const auto* card : {"inspector.open", "inspector.overdue", "inspector.done"}) {
    CAPTURE(card);
    Panel panel;
    panel.select(panel.busiest());
    const auto counted = panel.desk.driver.value(card);
    panel.desk.driver.click(card);
    CHECK(panel.desk.session.view().is_table_open);
    CHECK_FALSE(panel.derived().filter_error.has_value());
    CHECK(format_integer(panel.derived().selected_count) == counted);
  }
}

TEST_CASE("a rural district's figures and the problems they show agree too") {
  Panel panel;
  const auto& all = panel.derived().rural_districts;
  const auto most = static_cast<Row>(std::ranges::max_element(all, {}, &PlaceSummary::open) - all.begin());
  panel.select(Place{AreaLevel::rural_district, most});
  const auto counted = panel.desk.driver.value("inspector.open");
  panel.desk.driver.click("inspector.open");
  CHECK(format_integer(panel.derived().selected_count) == counted);
}

TEST_CASE("the cards of a place are its open problems, the latest first, and a press opens one") {
  Panel panel;
  const auto place = panel.busiest();
  panel.select(place);
  const auto rows = pressing_issues(panel.desk.session, place);
  REQUIRE(rows.size() > 1);
  CHECK(panel.derived().facts.facts[rows[0]].days_over >= panel.derived().facts.facts[rows[1]].days_over);
  const auto name = "inspector.issue." + panel.snapshot().issues[rows[0]].reg_no;
  CHECK(panel.desk.driver.text(name + ".title") == panel.snapshot().issues[rows[0]].title);
  CHECK(panel.desk.driver.text(name + ".next_step") ==
        next_step_line(panel.snapshot(), panel.snapshot().issues[rows[0]], panel.derived().facts.facts[rows[0]]).text);
  panel.desk.driver.click(name);
  CHECK(panel.desk.session.view().issue == rows[0]);
}

TEST_CASE("the ways to solve of a place add up to its open problems and this quarter's solved ones") {
  Panel panel;
  const auto place = panel.busiest();
  panel.select(place);
  panel.desk.driver.click("inspector.tab.ways");
  panel.desk.driver.frames(2);
  int sum = 0;
  for (std::size_t stage = 0; stage + 1 < solve_stage_count; ++stage)
    sum += std::stoi(panel.desk.driver.value("inspector.stage." + std::to_string(stage)));
  CHECK(sum == panel.derived().settlements[place.row].open);
}

TEST_CASE("the facts of a settlement give its code and its names in three languages") {
  Panel panel;
  const auto place = panel.busiest();
  panel.select(place);
  panel.desk.driver.click("inspector.tab.facts");
  panel.desk.driver.frames(2);
  const auto& settlement = panel.snapshot().settlements[place.row];
  CHECK(panel.desk.driver.text("inspector.fact.kato") == settlement.kato);
  CHECK(panel.desk.driver.text("inspector.fact.name_kk") == settlement.names.kk);
  CHECK(panel.desk.driver.text("inspector.fact.name_ru") == settlement.names.ru);
  CHECK(panel.desk.driver.text("inspector.fact.name_en") == settlement.names.en);
}

TEST_CASE("a late problem carries its mark, and its place leads back to the place") {
  Panel panel;
  const Row late = panel.find([&](Row row) { return panel.derived().facts.facts[row].days_over > 0; });
  REQUIRE(late != no_row);
  panel.select(late);
  const auto& issue = panel.snapshot().issues[late];
  CHECK(panel.desk.driver.text("inspector.title") == issue.title);
  CHECK(panel.desk.driver.text("inspector.late") == late_words(panel.derived().facts.facts[late].days_over));
  CHECK(panel.desk.driver.text("inspector.status") == group_chip_label(group_of(issue.status)));
  panel.desk.driver.click("inspector.place");
  CHECK(panel.desk.session.view().issue == no_row);
  CHECK(panel.desk.session.view().place == place_of(panel.snapshot(), issue));
}

TEST_CASE("the timeline lists every measure, and a pending one is marked as done today") {
  Panel panel;
  const Row row = panel.find([&](Row candidate) {
    const auto& facts = panel.derived().facts.facts[candidate];
    return facts.next_step != no_row && panel.snapshot().issues[candidate].status == Status::in_progress;
  });
  REQUIRE(row != no_row);
  panel.select(row);
  for (const Row step : panel.snapshot().measures_of(row))
    CHECK(panel.desk.driver.text("inspector.measure." + panel.snapshot().measures[step].uuid) ==
          panel.snapshot().measures[step].text);
  const auto uuid = panel.snapshot().measures[panel.derived().facts.facts[row].next_step].uuid;
  panel.desk.driver.click("inspector.measure." + uuid + ".done");
  panel.desk.settle();
  const auto& measure = panel.snapshot().measures[panel.snapshot().find_measure(uuid)];
  CHECK(measure.status == MeasureStatus::done);
  CHECK(measure.done_on == panel.desk.session.today());
  CHECK(measure.progress == 100);
  CHECK(panel.desk.driver.value("inspector.measure." + uuid) == measure_status_label(MeasureStatus::done));
}

TEST_CASE("nobody edits before they have said who they are") {
  Panel panel;
  panel.desk.apply(SetAuthor{"", ""});
  const Row row = panel.find([&](Row candidate) {  // its next step has begun: a step may not be done before its start
    const auto& facts = panel.derived().facts.facts[candidate];
    return facts.next_step != no_row && panel.snapshot().issues[candidate].status == Status::in_progress;
  });
  panel.select(row);
  const auto uuid = panel.snapshot().measures[panel.derived().facts.facts[row].next_step].uuid;
  panel.desk.driver.click("inspector.measure." + uuid + ".done");
  panel.desk.settle();
  CHECK(panel.desk.session.view().asks_author);
  CHECK(panel.snapshot().measures[panel.snapshot().find_measure(uuid)].status != MeasureStatus::done);
  panel.desk.apply(SetAuthor{"Аян Серік", "бас маман"});
  CHECK(panel.snapshot().measures[panel.snapshot().find_measure(uuid)].status == MeasureStatus::done);
}

TEST_CASE("the buttons of a problem and of its measures open the right dialogs") {
  Panel panel;
  const Row row = panel.find([&](Row candidate) {
    return panel.derived().facts.facts[candidate].next_step != no_row && panel.derived().facts.facts[candidate].is_open;
  });
  panel.select(row);
  const Row measure = panel.derived().facts.facts[row].next_step;
  const auto uuid = panel.snapshot().measures[measure].uuid;
  struct Expected {
    std::string button;
    Dialog dialog;
    Row row;
    std::string text;
  };
  for (const auto& expected :
       {Expected{"inspector.edit", Dialog::issue_form, row, {}},
        Expected{"inspector.change_status", Dialog::status_change, row, {}},
        Expected{"inspector.delete", Dialog::delete_issue, row, {}},
        Expected{"inspector.measure." + uuid + ".edit", Dialog::measure_form, measure, {}},
        Expected{"inspector.add_measure", Dialog::measure_form, no_row, panel.snapshot().issues[row].uuid}}) {
    CAPTURE(expected.button);
    if (!panel.desk.driver.has(expected.button)) panel.desk.driver.scroll("inspector", -100);
    panel.desk.driver.click(expected.button);
    CHECK(panel.desk.session.view().dialog == expected.dialog);
    CHECK(panel.desk.session.view().dialog_row == expected.row);
    CHECK(panel.desk.session.view().dialog_text == expected.text);
    panel.desk.apply(CloseDialog{});
  }
}

TEST_CASE("a problem is placed by a press on the map and saved as an exact point") {
  Panel panel;
  const Row row = panel.find([&](Row candidate) {
    return !panel.snapshot().issues[candidate].point && panel.snapshot().issues[candidate].settlement != no_row;
  });
  REQUIRE(row != no_row);
  panel.select(row);
  Box free;
  free.include(0, 0);
  free.include(800, 600);
  panel.desk.apply(ResizeMap{{800, 600}, free});
  panel.desk.apply(FitAll{});
  panel.desk.driver.click("inspector.place_point");
  CHECK(panel.desk.session.view().tool == Tool::pick_point);
  panel.desk.driver.frames(2);
  CHECK_FALSE(panel.desk.driver.is_enabled("inspector.save_point"));
  panel.desk.apply(ClickAt{{400, 300}});
  panel.desk.driver.frames(2);
  const auto picked = panel.desk.session.view().measured.front();
  panel.desk.driver.click("inspector.save_point");
  panel.desk.settle();
  const auto& issue = panel.snapshot().issues[row];
  REQUIRE(issue.point.has_value());
  CHECK(issue.point->lon == doctest::Approx(picked.lon).epsilon(1e-9));
  CHECK(issue.point->lat == doctest::Approx(picked.lat).epsilon(1e-9));
  CHECK(issue.accuracy == "EXACT");
  CHECK(panel.desk.session.view().tool == Tool::select);
}

TEST_CASE("a point far from its settlement is warned of while it is picked, and kept") {
  Panel panel;
  const Row row = panel.find([&](Row candidate) {
    const auto& issue = panel.snapshot().issues[candidate];
    return !issue.point && issue.settlement != no_row && panel.snapshot().settlements[issue.settlement].point;
  });
  REQUIRE(row != no_row);
  panel.select(row);
  const auto home = *panel.snapshot().settlements[panel.snapshot().issues[row].settlement].point;
  panel.desk.apply(ResizeMap{{800, 600}, Box{0, 0, 800, 600}});
  panel.desk.apply(SetTool{Tool::pick_point});
  panel.desk.apply(FlyTo{home, 20});
  panel.desk.apply(ClickAt{{400, 300}});
  panel.desk.driver.frames(2);
  CHECK_FALSE(panel.desk.driver.has("inspector.picked_far"));
  panel.desk.apply(ClickAt{{700, 300}});  // 6 km to the east
  panel.desk.driver.frames(2);
  CHECK(panel.desk.driver.has("inspector.picked_far"));
  panel.desk.driver.click("inspector.save_point");
  panel.desk.settle();
  CHECK(panel.snapshot().issues[row].point);
  CHECK(panel.desk.driver.has("inspector.far"));
}

TEST_CASE("the history tells in words who changed what from what to what") {
  Panel panel;
  const Row row =
      panel.find([&](Row candidate) { return panel.snapshot().issues[candidate].status == Status::registered; });
  REQUIRE(row != no_row);
  panel.select(row);
  const auto& issue = panel.snapshot().issues[row];
  const auto before = issue.severity;
  Change change{.kind = ChangeKind::set,
                .entity = Entity::issue,
                .uuid = issue.uuid,
                .version = issue.version,
                .before = {},
                .after = {}};
  change.after = {{"severity", Value{std::int64_t{before == 5 ? 4 : 5}}}};
  panel.desk.apply(CommitChange{change});
  panel.desk.driver.click("inspector.tab.history");
  panel.desk.settle();
  CHECK(panel.desk.driver.text("inspector.history.0").find("Аян Серік") != std::string::npos);
  CHECK(panel.desk.driver.text("inspector.history.0.severity") ==
        severity_label(before) + " → " + severity_label(before == 5 ? 4 : 5));
}

TEST_CASE("what was done within one second stands in the history in its order, newest first") {
  Panel panel;
  const Row row =
      panel.find([&](Row candidate) { return panel.snapshot().issues[candidate].status == Status::registered; });
  REQUIRE(row != no_row);
  panel.select(row);
  const auto& issue = panel.snapshot().issues[row];
  Change change{.kind = ChangeKind::set,
                .entity = Entity::issue,
                .uuid = issue.uuid,
                .version = issue.version,
                .before = {},
                .after = {}};
  change.after = {{"severity", Value{std::int64_t{issue.severity == 5 ? 4 : 5}}}};
  panel.desk.apply(CommitChange{change});
  panel.desk.apply(Undo{});
  panel.desk.apply(Redo{});
  panel.desk.driver.click("inspector.tab.history");
  panel.desk.settle();
  CHECK(panel.desk.driver.text("inspector.history.0").starts_with(tr("Done again")));
  CHECK(panel.desk.driver.text("inspector.history.1").starts_with(tr("Undone")));
  CHECK(panel.desk.driver.text("inspector.history.2").starts_with(trc("history", "Changed")));
}

TEST_CASE("another selection starts at its top") {
  Panel panel;
  panel.select(panel.busiest());
  panel.desk.driver.scroll("inspector", -30);
  CHECK(panel.desk.driver.widget("inspector.title").rect.top < 0);
  panel.select(pressing_issues(panel.desk.session, panel.busiest()).front());
  CHECK(panel.desk.driver.widget("inspector.title").rect.top > 0);
}

TEST_CASE("nothing in the inspector is cut in any language at any scale") {
  in_every_look([](Desk& desk) {
    InspectorState state;
    desk.show([&](const Layout& layout) {
      return layout.inspector.width() > 0 ? inspector(desk.session, state, layout) : Intents{};
    });
    const auto& all = desk.session.derived().settlements;
    const auto busiest = static_cast<Row>(std::ranges::max_element(all, {}, &PlaceSummary::open) - all.begin());
    for (std::size_t tab = 0; tab < 3; ++tab) {
      CAPTURE(tab);
      state.place_tab = state.issue_tab = tab;
      desk.apply(SelectPlace{Place{AreaLevel::settlement, busiest}, false});
      desk.driver.frames(3);
      CHECK(joined(desk.driver.cut_texts()) == "");
      CHECK(joined(desk.driver.probe().duplicates()) == "");
      desk.apply(SelectIssue{pressing_issues(desk.session, {AreaLevel::settlement, busiest}).front(), false});
      desk.driver.frames(3);
      CHECK(joined(desk.driver.cut_texts()) == "");
      CHECK(joined(desk.driver.probe().duplicates()) == "");
    }
  });
}

}  // namespace
}  // namespace riskmap::ui
