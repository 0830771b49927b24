// The state of a problem follows its work, in one step of undo.
#include <doctest/doctest.h>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/dialogs.h"

namespace riskmap::ui {
namespace {

struct Work {
  Work() {
    desk.show([this](const Layout&) { return dialogs(desk.session, *state); });
  }
  [[nodiscard]] const RegisterSnapshot& snapshot() const { return *desk.session.snapshot(); }
  [[nodiscard]] Row problem_in(Status status, std::size_t steps) const {
    for (Row row = 0; row < snapshot().issues.size(); ++row)
      if (snapshot().issues[row].status == status && snapshot().measures_of(row).size() == steps) return row;
    return no_row;
  }
  void choose(const char* field, const char* words) {
    desk.driver.click(field);
    desk.driver.type(words);
    desk.driver.frames(3);
    desk.driver.key("Enter");
    desk.driver.frames(3);
  }
  void save() {
    desk.driver.click("measure_form.save");
    desk.settle();
  }
  Desk desk{{.language = Language::en, .height = 1600}};
  Dialogs state = make_dialogs();
};
}  // namespace

TEST_CASE("a first step with executor and deadline makes the plan, and undo takes both back") {
  Work work;
  const Row row = work.problem_in(Status::registered, 0);
  REQUIRE(row != no_row);
  work.desk.apply(OpenDialog{Dialog::measure_form, no_row, work.snapshot().issues[row].uuid});
  work.desk.driver.frames(4);
  CHECK_FALSE(work.desk.driver.has("measure_form.moves_problem"));
  work.desk.driver.click("measure_form.text");
  work.desk.driver.type("Құбырды ауыстыру");
  work.choose("measure_form.executor", "District akim");
  work.desk.driver.click("measure_form.due_on");
  work.desk.driver.type("01.06.2026");
  work.desk.driver.key("Tab");
  CHECK(work.desk.driver.has("measure_form.moves_problem"));
  work.save();
  CHECK(work.snapshot().issues[row].status == Status::planned);
  CHECK(work.snapshot().measures_of(row).size() == 1);
  work.desk.apply(Undo{});
  CHECK(work.snapshot().issues[row].status == Status::registered);
  CHECK(work.snapshot().measures_of(row).empty());
}

TEST_CASE("the last step finished asks what came of it before it solves the problem") {
  Work work;
  Row problem = no_row, last = no_row;
  for (Row row = 0; row < work.snapshot().issues.size() && last == no_row; ++row) {
    if (work.snapshot().issues[row].status != Status::in_progress) continue;
    Row pending = no_row;
    int count = 0;
    for (const Row step : work.snapshot().measures_of(row))
      if (work.snapshot().measures[step].is_pending()) pending = step, ++count;
    if (count == 1) problem = row, last = pending;
  }
  REQUIRE(last != no_row);
  work.desk.apply(OpenDialog{Dialog::measure_form, last, {}});
  work.desk.driver.frames(4);
  work.choose("measure_form.status", "Done");
  REQUIRE(work.desk.driver.has("measure_form.outcome"));
  work.save();
  CHECK(work.desk.driver.has("measure_form.outcome.error"));
  CHECK(work.snapshot().issues[problem].status == Status::in_progress);
  work.choose("measure_form.outcome", "Solved");
  work.desk.driver.click("measure_form.problem_result");
  work.desk.driver.type("Су берілді");
  work.save();
  CHECK(work.snapshot().issues[problem].status == Status::resolved);
  CHECK(work.snapshot().issues[problem].result == "Су берілді");
  CHECK(work.snapshot().measures[last].status == MeasureStatus::done);
}

TEST_CASE("whoever switches it off keeps the problem as it is") {
  Work work;
  const Row row = work.problem_in(Status::registered, 0);
  work.desk.apply(OpenDialog{Dialog::measure_form, no_row, work.snapshot().issues[row].uuid});
  work.desk.driver.frames(4);
  work.desk.driver.click("measure_form.text");
  work.desk.driver.type("Зерттеп-қарау");
  work.choose("measure_form.status", "In progress");
  work.desk.driver.click("measure_form.moves_problem");
  work.save();
  CHECK(work.snapshot().measures_of(row).size() == 1);
  CHECK(work.snapshot().issues[row].status == Status::registered);
}

}  // namespace riskmap::ui
