// The overdue logic of `domain.md` §4.
#include "layers/model/facts.h"

#include <doctest/doctest.h>

#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

namespace {
// A problem of 1 June 2025 with this deadline, seen on `on`.
IssueFacts seen(const char* due, Date on, Fields step = {}) {
  Office office;
  auto issue = office.issue("s1");
  if (due != nullptr) issue.with("due_on", due);
  if (!step.empty()) issue.with_step(std::move(step));
  return facts_of(office.snapshot, issue.row(), on);
}
}  // namespace

TEST_CASE("due today is not overdue, due yesterday is") {
  CHECK(seen("2025-06-16", today).lateness == Lateness::due_soon);
  CHECK(seen("2025-06-16", today).days_over == 0);
  CHECK(seen("2025-06-15", today).lateness == Lateness::overdue);
  CHECK(seen("2025-06-15", today).days_over == 1);
}

TEST_CASE("due soon counts three working days over a weekend") {
  const auto friday = day(2025, 6, 13);
  CHECK(seen("2025-06-18", friday).lateness == Lateness::due_soon);  // Wednesday
  CHECK(seen("2025-06-19", friday).lateness == Lateness::on_time);
}

TEST_CASE("badly overdue begins when three times the planned time has passed") {
  // Planned: 10 days from 1 June; 30 days have passed on 1 July.
  CHECK(seen("2025-06-11", day(2025, 6, 30)).lateness == Lateness::overdue);
  CHECK(seen("2025-06-11", day(2025, 7, 1)).lateness == Lateness::badly_overdue);
  CHECK(seen("2025-06-11", day(2025, 7, 1)).days_over == 20);
}

TEST_CASE("a reopened problem is late by the clock of its reopening") {
  Office office;
  const auto issue = office.issue("s1", day(2025, 1, 1)).with("reopened_on", "2025-06-01").with("due_on", "2025-06-11");
  CHECK(facts_of(office.snapshot, issue.row(), day(2025, 6, 20)).lateness == Lateness::overdue);
}

TEST_CASE("a late measure makes its problem late, an extended or finished one does not") {
  const Fields late = {{"due_on", text("2025-06-10")}};
  CHECK(seen("2025-12-01", today, late).lateness == Lateness::overdue);
  CHECK(seen("2025-12-01", today, late).days_over == 6);
  CHECK(seen("2025-12-01", today, late).due == day(2025, 6, 10));
  const Fields extended = {{"due_on", text("2025-06-10")}, {"due_extended_on", text("2025-08-10")}};
  CHECK(seen("2025-12-01", today, extended).lateness == Lateness::on_time);
  const Fields done = {{"due_on", text("2025-06-10")}, {"status", text("DONE")}, {"done_on", text("2025-06-12")}};
  CHECK(seen("2025-12-01", today, done).lateness == Lateness::on_time);
  const Fields cancelled = {{"due_on", text("2025-06-10")}, {"status", text("CANCELLED")}};
  CHECK(seen("2025-12-01", today, cancelled).lateness == Lateness::on_time);
}

TEST_CASE("without a date there is nothing to be late for") {
  CHECK(seen(nullptr, today).lateness == Lateness::none);
  CHECK_FALSE(seen(nullptr, today).due);
}

TEST_CASE("a problem that is not open is neither late nor without a plan") {
  Office office;
  const auto issue = office.issue("s1", day(2025, 1, 1)).with("due_on", "2025-02-01").with("status", "closed");
  const auto facts = facts_of(office.snapshot, issue.row(), today);
  CHECK_FALSE(facts.is_open);
  CHECK(facts.lateness == Lateness::none);
  CHECK(facts.days_over == 0);
  CHECK_FALSE(facts.no_plan);
  CHECK_FALSE(facts.no_responsible);
  CHECK_FALSE(facts.is_stale);
}

TEST_CASE("no plan begins after ten working days without a measure that stands") {
  Office office;
  auto issue = office.issue("s1", day(2025, 6, 2));  // Monday; the tenth working day after it is Monday 16 June
  CHECK_FALSE(facts_of(office.snapshot, issue.row(), day(2025, 6, 16)).no_plan);
  CHECK(facts_of(office.snapshot, issue.row(), day(2025, 6, 17)).no_plan);
  issue.with_step({{"status", text("CANCELLED")}});
  CHECK(facts_of(office.snapshot, issue.row(), day(2025, 6, 17)).no_plan);
  issue.with_step({});
  CHECK_FALSE(facts_of(office.snapshot, issue.row(), day(2025, 6, 17)).no_plan);
}

TEST_CASE("stale begins thirty days after the newest history row") {
  Office office;
  const auto issue = office.issue("s1", day(2025, 1, 1)).with("touched_on", "2025-05-17");
  CHECK(facts_of(office.snapshot, issue.row(), day(2025, 6, 16)).is_stale);
  CHECK_FALSE(facts_of(office.snapshot, issue.row(), day(2025, 6, 15)).is_stale);
}

TEST_CASE("the next step is the first pending one, progress is weighted, cancelled steps count for nothing") {
  Office office;
  auto issue = office.issue("s1");
  issue.with_step(
      {{"status", text("DONE")}, {"done_on", text("2025-06-02")}, {"progress", number(100)}, {"weight", 3.0}});
  issue.with_step({{"status", text("CANCELLED")}, {"progress", number(90)}, {"weight", 50.0}});
  issue.with_step({{"progress", number(20)}, {"funding", text("NOT_FOUND")}});
  const auto facts = facts_of(office.snapshot, issue.row(), today);
  CHECK(facts.progress == 80);
  REQUIRE(facts.next_step != no_row);
  CHECK(office.snapshot.measures[facts.next_step].step_no == 3);
  CHECK(facts.lacks_money);
  CHECK(facts.no_responsible);
}

TEST_CASE("each problem stands in one stage of its way to a solution") {
  const auto stage = [](const char* status, std::vector<Fields> steps, const char* resolved_on = nullptr) {
    Office office;
    auto issue = office.issue("s1").with("status", status);
    if (resolved_on != nullptr) issue.with("resolved_on", resolved_on);
    for (auto& step : steps) issue.with_step(std::move(step));
    return stage_of(office.snapshot, issue.row(), today);
  };
  CHECK(stage("registered", {}) == SolveStage::no_plan);
  CHECK(stage("registered", {{{"status", text("CANCELLED")}}}) == SolveStage::no_plan);
  CHECK(stage("planned", {{{"funding", text("NOT_FOUND")}}}) == SolveStage::planned_without_money);
  CHECK(stage("planned", {{{"funding", text("DISTRICT_BUDGET")}}, {{"funding", text("NOT_FOUND")}}}) ==
        SolveStage::planned_without_money);
  CHECK(stage("planned", {{{"funding", text("DISTRICT_BUDGET")}}}) == SolveStage::money_found);
  CHECK(stage("planned", {{{"status", text("IN_PROGRESS")}}}) == SolveStage::works_going);
  CHECK(stage("in_progress", {{{"funding", text("DISTRICT_BUDGET")}}}) == SolveStage::works_going);
  CHECK(stage("resolved", {}, "2025-04-01") == SolveStage::done_this_quarter);
  CHECK(stage("closed", {}, "2025-03-31") == SolveStage::not_counted);
  CHECK(stage("rejected", {}, "2025-06-01") == SolveStage::not_counted);
  CHECK(stage("draft", {}) == SolveStage::not_counted);
}

}  // namespace riskmap
