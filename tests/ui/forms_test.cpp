// Forms of records: what is typed belongs to the form it was typed in, and what is wrong is never saved.
#include <doctest/doctest.h>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/dialogs.h"

namespace riskmap::ui {
namespace {

// A desk with the dialogs on it.
struct Forms {
  Forms() : desk{{.language = Language::en}} {
    desk.show([this](const Layout&) { return dialogs(desk.session, *state); });
  }
  Forms(const Forms&) = delete;
  Forms& operator=(const Forms&) = delete;

  void open(Dialog dialog, Row row, std::string text = {}) {
    desk.apply(OpenDialog{dialog, row, std::move(text)});
    desk.driver.frames(4);
  }
  // Replaces what stands in a field and leaves it.
  void fill_in(const char* field, const char* text) {
    desk.driver.click(field);
    desk.driver.key("Ctrl+A");
    desk.driver.type(text);
    desk.driver.key("Tab");
  }
  [[nodiscard]] const Issue& issue(const std::string& number) const {
    return desk.session.snapshot()->issues[desk.issue_named(number)];
  }
  // The nth measure that has a budget.
  [[nodiscard]] Row measure_with_budget(int n) const {
    const auto& measures = desk.session.snapshot()->measures;
    for (Row row = 0; row < measures.size(); ++row)
      if (measures[row].budget_kzt && n-- == 0) return row;
    return no_row;
  }

  Desk desk;
  Dialogs state = make_dialogs();
};

TEST_CASE("what was typed into a cancelled form is not there in the next one") {
  Forms forms;
  auto& driver = forms.desk.driver;
  const Row first = forms.measure_with_budget(0), second = forms.measure_with_budget(1);
  REQUIRE(second != no_row);
  forms.open(Dialog::measure_form, second);
  const auto budget = driver.value("measure_form.budget_kzt"), due = driver.value("measure_form.due_on");
  forms.desk.apply(CloseDialog{});
  forms.open(Dialog::measure_form, first);
  forms.fill_in("measure_form.due_on", "31.06.2026");
  forms.fill_in("measure_form.budget_kzt", "abc");
  forms.desk.apply(CloseDialog{});
  driver.frames(2);
  forms.open(Dialog::measure_form, second);
  CHECK(driver.value("measure_form.budget_kzt") == budget);
  CHECK(driver.value("measure_form.due_on") == due);
  CHECK_FALSE(driver.has("measure_form.budget_kzt.error"));
}

}  // namespace
}  // namespace riskmap::ui
