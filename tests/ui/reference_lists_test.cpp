// The reference lists: looked through, renamed, added to, put in another order, and what cannot be changed is said.
#include <doctest/doctest.h>

#include "layers/analysis/status_label.h"
#include "layers/model/reference_lists.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/shell.h"

namespace riskmap::ui {
namespace {

struct Window {
  Window() {
    desk.show([this](const Layout&) { return shell.build(desk.session, 1440, 900); });
  }
  [[nodiscard]] const RegisterSnapshot& snapshot() const { return *desk.session.snapshot(); }
  [[nodiscard]] std::string kk(std::string_view list, std::string_view code) const {
    const auto* entry = snapshot().find_code(list, code);
    return entry == nullptr ? std::string{} : entry->names.kk;
  }
  void open(const std::string& list) {
    desk.apply(OpenDialog{Dialog::reference_lists, no_row, list});
    desk.driver.frames(4);
  }
  // The form of an entry of the list in sight.
  void open_entry(const std::string& code) {
    desk.driver.click("reference_lists.row." + code + ".kk");
    desk.press({"Enter"});
    desk.driver.frames(4);
    REQUIRE(desk.session.view().dialog == Dialog::entry_form);
  }

  Shell shell;
  Desk desk{{.language = Language::en, .width = 1440, .height = 900}};
};

TEST_CASE("an entry is renamed by keyboard, everywhere at once, and the way leads back to its list") {
  Window window;
  window.desk.press({"Ctrl+Shift+L"});
  window.desk.driver.frames(4);
  REQUIRE(window.desk.session.view().dialog == Dialog::reference_lists);
  window.open("channel");
  window.open_entry("PHONE");
  window.desk.press({"Ctrl+A"});
  window.desk.driver.type("Сенім телефоны");
  window.desk.press({"Ctrl+Enter"});
  CHECK(window.kk("channel", "PHONE") == "Сенім телефоны");
  CHECK(window.desk.session.view().dialog == Dialog::reference_lists);
  CHECK(window.desk.driver.text("reference_lists.row.PHONE.kk") == "Сенім телефоны");
  window.desk.press({"Escape", "Ctrl+Z"});
  CHECK(window.kk("channel", "PHONE") != "Сенім телефоны");
}

TEST_CASE("a new entry is added to an open list and can be chosen; a closed list offers none") {
  Window window;
  auto& driver = window.desk.driver;
  window.open("measure_kind");
  window.desk.press({"Insert"});
  driver.frames(4);
  REQUIRE(driver.focused() == "entry_form.kk");
  driver.type("Көпір салу");
  window.desk.press({"Tab"});
  driver.type("Строительство моста");
  window.desk.press({"Tab"});
  driver.type("Building a bridge");
  window.desk.press({"Ctrl+Enter"});
  CHECK(window.kk("measure_kind", "BUILDING_A_BRIDGE") == "Көпір салу");
  driver.frames(4);
  window.desk.press({"Alt+Up"});  // the new one has the cursor
  const auto moved = entries_of(window.snapshot(), "measure_kind");
  CHECK(moved[moved.size() - 2].code == "BUILDING_A_BRIDGE");
  window.open("outcome");
  CHECK(!driver.has("reference_lists.new"));
}

TEST_CASE("words that another entry of the list has already are warned of and may be saved") {
  Window window;
  auto& driver = window.desk.driver;
  window.open("measure_kind");
  window.desk.press({"Insert"});
  driver.frames(4);
  driver.type("жөндеу ");
  driver.frames(2);
  CHECK(driver.has("entry_form.same.kk"));
  CHECK(!driver.has("entry_form.same.ru"));
  window.desk.press({"Tab"});
  driver.type("Ремонт крыш");
  window.desk.press({"Tab"});
  driver.type("Roof repair");
  window.desk.press({"Ctrl+Enter"});
  CHECK(window.kk("measure_kind", "ROOF_REPAIR") == "жөндеу");
}

TEST_CASE("an entry in use is not deleted, and one that the program reckons with not even offered to be") {
  Window window;
  auto& driver = window.desk.driver;
  window.open("channel");
  window.open_entry("OFFSITE");
  CHECK(!driver.has("entry_form.delete"));
  CHECK(!driver.has("entry_form.active"));
  window.desk.press({"Escape"});
  window.open("category");
  const auto& issue = window.snapshot().issues[0];
  window.open_entry(window.snapshot().categories[issue.category].code);
  driver.click("entry_form.delete");
  driver.frames(2);
  driver.click("entry_form.delete_record.yes");
  driver.frames(4);
  CHECK(window.desk.session.view().dialog == Dialog::entry_form);
  CHECK(driver.has("entry_form.error"));
}

TEST_CASE("Alt and an arrow move an entry, and one that is out of use says so") {
  Window window;
  auto& driver = window.desk.driver;
  window.open("measure_kind");
  const auto before = entries_of(window.snapshot(), "measure_kind");
  driver.click("reference_lists.row." + before[1].code + ".kk");
  window.desk.press({"Alt+Up"});
  const auto after = entries_of(window.snapshot(), "measure_kind");
  CHECK(after[0].code == before[1].code);
  CHECK(after[1].code == before[0].code);
  window.open_entry(before[2].code);
  driver.click("entry_form.active");
  window.desk.press({"Ctrl+Enter"});
  CHECK(!window.snapshot().find_code("measure_kind", before[2].code)->is_active);
  driver.frames(4);
  CHECK(driver.has("reference_lists.row." + before[2].code + ".state"));
}

TEST_CASE("a free day is entered by keyboard, counts at once, and is deleted where it was opened") {
  Window window;
  auto& driver = window.desk.driver;
  window.open("calendar_day");
  const auto day = window.snapshot().calendar.next_workday(window.desk.session.today());
  window.desk.press({"Insert"});
  driver.frames(4);
  REQUIRE(driver.focused() == "entry_form.day");
  driver.type(iso_date(day));
  window.desk.press({"Tab"});
  driver.click("entry_form.note");
  driver.type("Ауыстырылған демалыс күні");
  window.desk.press({"Ctrl+Enter"});
  CHECK(!window.snapshot().calendar.is_workday(day));
  driver.frames(4);
  const auto row = "reference_lists.row." + iso_date(day);
  REQUIRE(driver.has(row + ".note"));
  driver.click(row + ".day");
  window.desk.press({"Enter"});
  driver.frames(4);
  REQUIRE(window.desk.session.view().dialog == Dialog::entry_form);
  driver.click("entry_form.delete");
  driver.frames(2);
  driver.click("entry_form.delete_record.yes");
  window.desk.settle();
  CHECK(window.snapshot().calendar.is_workday(day));
}

TEST_CASE("a year of which no day is entered says so") {
  Window window;
  auto& driver = window.desk.driver;
  window.open("calendar_day");
  CHECK(!driver.has("reference_lists.no_days"));
  for (int years = 0; years < 20; ++years) driver.click("reference_lists.year_after");
  driver.frames(2);
  CHECK(driver.has("reference_lists.no_days"));
}

TEST_CASE("a legal term gets another number of days, and what is due follows") {
  Window window;
  auto& driver = window.desk.driver;
  window.open("sla_rule");
  driver.click("reference_lists.row.APPEAL.subject");
  window.desk.press({"Enter"});
  driver.frames(4);
  REQUIRE(driver.focused() == "entry_form.n_days");
  CHECK(!driver.has("entry_form.delete"));
  window.desk.press({"Ctrl+A"});
  driver.type("20");
  window.desk.press({"Ctrl+Enter"});
  CHECK(window.snapshot().terms.answer == 20);
  CHECK(!driver.has("reference_lists.new"));
}

TEST_CASE("arrows choose a cell of the risk matrix, a digit gives it a level, and a level that falls is warned of") {
  Window window;
  auto& driver = window.desk.driver;
  window.open("risk_matrix");
  const auto before = window.snapshot().risk_matrix;
  driver.click("reference_lists.cell.2.3");
  window.desk.press({"Up", "Right"});
  CHECK(driver.focused() == "reference_lists.cell.3.4");
  CHECK(!driver.has("reference_lists.level_falls"));
  window.desk.press({"1"});
  driver.frames(4);
  CHECK(window.snapshot().risk_matrix[2 * 5 + 3] == RiskLevel::low);
  CHECK(driver.has("reference_lists.level_falls"));
  driver.click("reference_lists.level.critical");
  window.desk.settle();
  CHECK(window.snapshot().risk_matrix[2 * 5 + 3] == RiskLevel::critical);
  window.desk.press({"Escape", "Ctrl+Z", "Ctrl+Z"});
  CHECK(window.snapshot().risk_matrix == before);
}

TEST_CASE("a state of a problem is renamed everywhere, and neither added, moved nor deleted") {
  Window window;
  auto& driver = window.desk.driver;
  window.open("status_def");
  CHECK(!driver.has("reference_lists.new"));
  CHECK(!driver.has("reference_lists.up"));
  CHECK(driver.text("reference_lists.row.planned.uses") != "–");
  window.open_entry("planned");
  CHECK(!driver.has("entry_form.delete"));
  CHECK(!driver.has("entry_form.active"));
  driver.click("entry_form.en");
  window.desk.press({"Ctrl+A"});
  driver.type("In the plan");
  window.desk.press({"Ctrl+Enter"});
  CHECK(status_label(window.snapshot(), Status::planned) == "In the plan");
}

TEST_CASE("a half-typed entry survives a crash") {
  Window window;
  window.open("channel");
  window.desk.press({"Insert"});
  window.desk.driver.frames(4);
  window.desk.driver.type("Жар");
  window.desk.driver.frames(4);
  REQUIRE(window.desk.session.drafts().all().size() == 1);
  CHECK(window.desk.session.drafts().all().front().form == Dialog::entry_form);
}

}  // namespace
}  // namespace riskmap::ui
