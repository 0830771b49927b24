// The forms as a clerk fills them in: by keyboard, and told what is missing where it is missing.
#include <doctest/doctest.h>

#include "layers/text/messages.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/shell.h"

namespace riskmap::ui {
namespace {

struct Window {
  explicit Window(const DeskOptions& options = {}) : desk{options} {
    desk.show([this, options](const Layout&) { return shell.build(desk.session, options.width, options.height); });
  }
  void press(std::initializer_list<const char*> chords) {
    for (const auto* chord : chords) {
      desk.driver.key(chord);
      desk.settle();
    }
  }
  void open(Dialog dialog, Row row) {
    desk.apply(OpenDialog{dialog, row, {}});
    desk.driver.frames(5);
  }
  [[nodiscard]] const RegisterSnapshot& snapshot() const { return *desk.session.snapshot(); }
  [[nodiscard]] Row issue_in(Status status, bool has_measures) const {
    for (Row row = 0; row < snapshot().issues.size(); ++row)
      if (snapshot().issues[row].id && snapshot().issues[row].status == status &&
          !snapshot().measures_of(row).empty() == has_measures)
        return row;
    return no_row;
  }

  Shell shell;
  Desk desk;
};

TEST_CASE("a new problem is typed without the mouse: Enter ends a field and goes to the next") {
  Window window;
  auto& driver = window.desk.driver;
  window.press({"Ctrl+N"});
  REQUIRE(driver.focused() == "issue_form.settlement");
  driver.type("Зертас");
  window.press({"Enter"});
  CHECK_FALSE(driver.value("issue_form.settlement").empty());
  CHECK(driver.focused() == "issue_form.category");
  const auto settlement = driver.value("issue_form.settlement");
  driver.type("су");
  window.press({"Enter"});
  CHECK_FALSE(driver.value("issue_form.category").empty());
  CHECK(driver.value("issue_form.settlement") == settlement);
  CHECK(driver.focused() == "issue_form.title");
  driver.type("Ауыз су жоқ");
  window.press({"Enter", "4"});
  CHECK(driver.focused() == "issue_form.severity.4");
}

TEST_CASE("after save and new the next form says which problem was saved, and only that form") {
  Window window;
  auto& driver = window.desk.driver;
  window.press({"Ctrl+N"});
  CHECK_FALSE(driver.has("issue_form.done"));
  driver.type("Зертас");
  window.press({"Enter"});
  driver.type("су");
  window.press({"Enter"});
  driver.type("Құбыр жарылды");
  driver.click("issue_form.severity.2");
  window.press({"Ctrl+Enter"});
  driver.frames(3);
  REQUIRE(driver.has("issue_form.done"));
  const auto& newest = window.snapshot().issues[window.snapshot().issues.size() - 1];
  CHECK(newest.title == "Құбыр жарылды");
  CHECK(driver.text("issue_form.done").find(newest.reg_no) != std::string::npos);
  CHECK(driver.value("issue_form.title").empty());
  window.press({"Escape", "Escape"});
  CHECK_FALSE(driver.has("issue_form.done"));
  window.press({"Ctrl+N"});
  CHECK_FALSE(driver.has("issue_form.done"));
}

TEST_CASE("the form opens at its first field's label, in a low window too") {
  Window window{{.width = 1366, .height = 768}};
  for (int opening = 0; opening < 2; ++opening) {  // the second time its height is known from the first
    window.press({"Ctrl+N"});
    window.desk.driver.frames(5);
    const auto& field = window.desk.driver.widget("issue_form.settlement");
    CHECK(field.rect.top - window.desk.driver.widget("issue_form").rect.top > 95);
    window.press({"Escape"});
  }
}

TEST_CASE("the five steps of severity are one stop of Tab, chosen by arrows or digits") {
  Window window;
  auto& driver = window.desk.driver;
  window.press({"Ctrl+N"});
  driver.click("issue_form.title");
  window.press({"Tab"});
  CHECK(driver.focused() == "issue_form.severity.1");
  CHECK(driver.value("issue_form.severity.1") == "off");
  window.press({"4"});
  CHECK(driver.value("issue_form.severity.4") == "on");
  CHECK(driver.focused() == "issue_form.severity.4");
  window.press({"Up"});
  CHECK(driver.value("issue_form.severity.3") == "on");
  window.press({"Tab"});
  CHECK(driver.focused() == "issue_form.channel");
  window.press({"Shift+Tab"});
  CHECK(driver.focused() == "issue_form.severity.3");
  window.press({"Enter"});
  CHECK(driver.focused() == "issue_form.channel");
}

TEST_CASE("the states are one stop of Tab, chosen by arrows, and no arrow leads to the cross") {
  Window window;
  auto& driver = window.desk.driver;
  window.open(Dialog::status_change, window.issue_in(Status::confirmed, false));
  window.press({"Tab"});
  if (!driver.focused().starts_with("status_form.to.")) window.press({"Tab"});
  const auto first = driver.focused();
  REQUIRE(first.starts_with("status_form.to."));
  window.press({"Down"});
  const auto second = driver.focused();
  CHECK(second != first);
  CHECK(driver.value(second) == "on");
  for (int i = 0; i < 12; ++i) {
    window.press({"Down"});
    CHECK(driver.focused() != "status_form.close");
  }
  driver.click(first);
  window.press({"Tab"});
  CHECK_FALSE(driver.focused().starts_with("status_form.to."));
}

TEST_CASE("after a refusal the keyboard stands in the first field that is wrong") {
  Window window;
  auto& driver = window.desk.driver;
  window.press({"Ctrl+N"});
  driver.click("issue_form.description");
  window.press({"Ctrl+Enter"});
  CHECK(driver.focused() == "issue_form.settlement");
  driver.type("Зертас");
  window.press({"Enter"});
  driver.type("су");
  window.press({"Enter"});
  driver.type("Көпір жоқ");
  window.press({"Ctrl+Enter"});
  REQUIRE(driver.has("issue_form.severity.error"));
  CHECK(driver.focused() == "issue_form.severity.1");
  window.press({"4"});
  CHECK(driver.value("issue_form.severity.4") == "on");
}

TEST_CASE("a likely duplicate is gone to only once what was typed may be thrown away") {
  Window window;
  auto& driver = window.desk.driver;
  const auto& open = window.snapshot().issues[window.issue_in(Status::registered, false)];
  window.desk.apply(SelectPlace{Place{AreaLevel::settlement, open.settlement}, false});
  for (const auto* answer : {"issue_form.discard.no", "issue_form.discard.yes"}) {
    window.open(Dialog::issue_form, no_row);
    driver.type(window.snapshot().categories[open.category].names.kk);
    window.press({"Enter"});
    driver.type("Құбыр жарылды");
    driver.click("issue_form.duplicate." + open.uuid);
    driver.frames(3);
    REQUIRE(driver.has(answer));
    driver.click(answer);
    driver.frames(3);
    const bool is_left = std::string_view{answer}.ends_with("yes");
    CHECK(driver.has("issue_form.title") != is_left);
    CHECK((window.desk.session.view().issue == window.snapshot().find_issue(open.uuid)) == is_left);
    if (is_left) continue;
    CHECK(driver.value("issue_form.title") == "Құбыр жарылды");
    window.desk.apply(CloseDialog{});
  }
}

TEST_CASE("likely duplicates are no obstacle between the title and the severity") {
  Window window;
  auto& driver = window.desk.driver;
  const auto& open = window.snapshot().issues[window.issue_in(Status::registered, false)];
  window.desk.apply(SelectPlace{Place{AreaLevel::settlement, open.settlement}, false});
  window.open(Dialog::issue_form, no_row);
  driver.type(window.snapshot().categories[open.category].names.kk);
  window.press({"Enter"});
  REQUIRE(driver.has("issue_form.duplicates"));
  CHECK(driver.widget("issue_form.duplicates").rect.bottom < driver.widget("issue_form.severity.1").rect.top);
  CHECK(driver.focused() == "issue_form.title");
  window.press({"Tab", "3"});
  CHECK(driver.value("issue_form.severity.3") == "on");
  driver.click("issue_form.description");
  window.press({"Tab"});
  CHECK(driver.focused().starts_with("issue_form.duplicate."));
  window.press({"Tab"});
  CHECK(driver.focused() == "issue_form.cancel");
}

TEST_CASE("open problems of the same place and category are shown in the form of a new one") {
  Window window;
  const auto& open = window.snapshot().issues[window.issue_in(Status::registered, false)];
  REQUIRE(open.settlement != no_row);
  window.desk.apply(SelectPlace{Place{AreaLevel::settlement, open.settlement}, false});
  window.open(Dialog::issue_form, no_row);
  CHECK_FALSE(window.desk.driver.has("issue_form.duplicates"));
  window.desk.driver.type(window.snapshot().categories[open.category].names.kk);
  window.press({"Enter"});
  CHECK(window.desk.driver.value("issue_form.category") == window.snapshot().categories[open.category].code);
  CHECK(window.desk.driver.has("issue_form.duplicates"));
}

TEST_CASE("a state that cannot be reached is named in the person's words, below the states") {
  Window window;
  const Row row = window.issue_in(Status::confirmed, false);
  REQUIRE(row != no_row);
  window.open(Dialog::status_change, row);
  window.desk.driver.click("status_form.to.planned");
  window.desk.driver.click("status_form.save");
  window.desk.settle();
  const auto said = window.desk.driver.text("status_form.to.error");
  CHECK(said.find("planned") == std::string::npos);
  CHECK(said.find(status_label(Status::planned)) != std::string::npos);
  CHECK(said.find(error_message({ErrorCode::measure_required, {}, {}, {}})) != std::string::npos);
  CHECK_FALSE(window.desk.driver.has("status_form.error"));
  const auto foot = window.desk.driver.widget("status_form").rect.bottom - 64;
  CHECK(window.desk.driver.widget("status_form.to.error").rect.bottom + 20 <= foot + 1);
}

TEST_CASE("the date at which a problem on hold is looked at again is marked as required") {
  Window window;
  window.open(Dialog::status_change, window.issue_in(Status::confirmed, false));
  window.desk.driver.click("status_form.to.on_hold");
  window.desk.driver.frames(3);
  CHECK(window.desk.driver.has("status_form.review_on"));
  window.desk.driver.click("status_form.save");
  window.desk.settle();
  CHECK(window.desk.driver.has("status_form.review_on.error"));
}

}  // namespace
}  // namespace riskmap::ui
