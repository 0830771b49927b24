// The passport table as a clerk fills it in: by keyboard, by pasting, and kept when the program stops.
#include <doctest/doctest.h>

#include <algorithm>

#include "layers/exchange/passport_grid.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/shell.h"

namespace riskmap::ui {
namespace {

struct Window {
  Window() {
    desk.show([this](const Layout&) { return shell.build(desk.session, 1440, 900); });
    desk.apply(SelectPlace{Place{AreaLevel::settlement, snapshot().find_settlement("615820100")}});
    open();
  }
  void open() {
    desk.apply(OpenDialog{Dialog::passport, no_row, {}});
    desk.driver.frames(6);
  }
  void press(std::initializer_list<const char*> chords) {
    for (const auto* chord : chords) {
      desk.driver.key(chord);
      desk.settle();
    }
  }
  [[nodiscard]] const RegisterSnapshot& snapshot() const { return *desk.session.snapshot(); }
  // The newest figure of Lenger.
  [[nodiscard]] double figure(std::string_view indicator) const {
    const auto grid = passport_grid(snapshot(), desk.session.today(), Language::kk);
    const auto row = std::ranges::find(grid.places, snapshot().find_settlement("615820100"));
    const auto column = std::ranges::find(grid.columns, indicator, &PassportColumn::indicator);
    const PassportCell cell{static_cast<std::size_t>(row - grid.places.begin()),
                            static_cast<std::size_t>(column - grid.columns.begin())};
    const auto& figure = grid.of_day[grid.index(cell)] ? grid.of_day[grid.index(cell)] : grid.earlier[grid.index(cell)];
    return figure ? figure->value : -1;
  }

  Shell shell;
  Desk desk{{.width = 1440, .height = 900}};
};

constexpr auto lenger = "passport.cell.615820100.population";

TEST_CASE("the selected settlement's first cell has the keyboard, the last figure stands in it as a ghost") {
  Window window;
  CHECK(window.desk.driver.focused() == lenger);
  CHECK(window.desk.driver.value(lenger).empty());
}

TEST_CASE("a figure is typed, saved with Ctrl+Enter as one edit, and undone as one") {
  Window window;
  auto& driver = window.desk.driver;
  driver.type("34 100");
  window.press({"Tab"});
  CHECK(driver.focused() == "passport.cell.615820100.low_income_percent");
  driver.type("5,5");
  window.press({"Ctrl+Enter"});
  CHECK(window.desk.session.view().dialog == Dialog::none);
  CHECK(window.figure("population") == 34100);
  CHECK(window.figure("low_income_percent") == 5.5);
  window.press({"Ctrl+Z"});
  CHECK(window.figure("population") == 33841);
  CHECK(window.figure("low_income_percent") == 4.7);
}

TEST_CASE("Enter and the arrows go from row to row") {
  Window window;
  auto& driver = window.desk.driver;
  window.press({"Enter"});
  const auto below = driver.focused();
  CHECK(below.starts_with("passport.cell."));
  CHECK(below.ends_with(".population"));
  CHECK(below != lenger);
  window.press({"Up"});
  CHECK(driver.focused() == lenger);
  window.press({"Down"});
  CHECK(driver.focused() == below);
}

TEST_CASE("a copied block fills the cells from the one that has the keyboard") {
  Window window;
  auto& driver = window.desk.driver;
  driver.set_clipboard("34 200\t6,1\r\n");
  window.press({"Ctrl+V"});
  CHECK(driver.value(lenger) == "34 200");
  CHECK(driver.value("passport.cell.615820100.low_income_percent") == "6,1");
  CHECK(driver.focused() == lenger);
}

TEST_CASE("a single copied figure goes where the caret is") {
  Window window;
  window.desk.driver.set_clipboard("34 300");
  window.press({"Ctrl+V"});
  CHECK(window.desk.driver.value(lenger) == "34 300");
}

TEST_CASE("names that the register does not know are listed, and nothing is guessed for them") {
  Window window;
  window.desk.driver.set_clipboard("Атлантида\t5\nЛеңгір\t34 400");
  window.press({"Ctrl+V"});
  REQUIRE(window.desk.driver.has("passport.unknown"));
  CHECK(window.desk.driver.text("passport.unknown").find("Атлантида") != std::string::npos);
  CHECK(window.desk.driver.value(lenger) == "34 400");
}

TEST_CASE("a cell that holds no figure keeps the table open and gets the keyboard") {
  Window window;
  auto& driver = window.desk.driver;
  driver.type("көп");
  window.press({"Enter", "Ctrl+Enter"});
  CHECK(window.desk.session.view().dialog == Dialog::passport);
  CHECK(driver.has("passport.error"));
  CHECK(driver.focused() == lenger);
}

TEST_CASE("what is typed and not saved is there after a crash, with its day") {
  Window window;
  auto& session = window.desk.session;
  window.desk.driver.type("34 500");
  window.desk.settle();
  REQUIRE(session.drafts().all().size() == 1);
  const auto draft = session.drafts().all().front();
  CHECK(field(draft.parts.front(), "as_of") == Value{iso_date(session.today())});
  window.desk.apply(CloseDialog{});
  window.desk.driver.frames(3);
  CHECK(session.drafts().all().empty());
  session.apply(KeepDraft{draft});
  window.open();
  CHECK(window.desk.driver.value(lenger) == "34 500");
}

TEST_CASE("a day that is still to come is not saved") {
  Window window;
  window.desk.driver.type("34 600");
  window.press({"Shift+Tab"});
  window.desk.driver.click("passport.day");
  window.press({"Ctrl+A"});
  window.desk.driver.type("01.01.2031");
  window.press({"Tab"});
  CHECK_FALSE(window.desk.driver.is_enabled("passport.save"));
}

}  // namespace
}  // namespace riskmap::ui
