// The table walked by keyboard in the whole window, where choosing a row opens the inspector beside it.
#include <doctest/doctest.h>

#include <set>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/shell.h"

namespace riskmap::ui {
namespace {

struct Window {
  explicit Window(const DeskOptions& options = {}) : desk{options} {
    desk.apply(SetWorkspace{Workspace::register_table});
    if (desk.session.view().is_inspector_open) desk.apply(TogglePanel{TogglePanel::Panel::inspector});
    desk.show([this, options](const Layout&) { return shell.build(desk.session, options.width, options.height); });
  }
  void press(std::initializer_list<const char*> chords) {
    for (const auto* chord : chords) {
      desk.driver.key(chord);
      desk.settle();
    }
  }
  [[nodiscard]] std::string row_name(std::size_t line) const {
    const auto& snapshot = *desk.session.snapshot();
    return "table.row." + snapshot.issues[desk.session.derived().table[line]].reg_no;
  }
  [[nodiscard]] std::size_t selected_line() const {
    const auto& rows = desk.session.derived().table;
    return static_cast<std::size_t>(std::ranges::find(rows, desk.session.view().issue) - rows.begin());
  }

  Shell shell;
  Desk desk;
};

// Down, End, Home and the pages from a row that was just chosen; Enter opens its form.
void walk_from(Window& window, std::size_t line) {
  const auto last = window.desk.session.derived().table.size() - 1;
  CHECK(window.selected_line() == line);
  window.press({"Down"});
  CHECK(window.selected_line() == line + 1);
  CHECK(window.desk.driver.focused() == window.row_name(line + 1));
  window.press({"Up"});
  CHECK(window.selected_line() == line);
  window.press({"End"});
  CHECK(window.selected_line() == last);
  window.press({"PageUp"});
  const auto above = window.selected_line();
  CHECK(above < last);
  window.press({"Home"});
  CHECK(window.selected_line() == 0);
  window.press({"PageDown"});
  CHECK(window.selected_line() > 1);
  window.press({"Enter"});
  CHECK(window.desk.session.view().dialog == Dialog::issue_form);
}

TEST_CASE("Tab into the table chooses a row, and the keyboard stays on it when the inspector opens") {
  for (const float width : {1280.0F, 1440.0F, 1920.0F}) {
    CAPTURE(width);
    Window window{{.width = width}};
    window.desk.driver.click("table.search");
    for (int i = 0; i < 8 && window.desk.session.view().issue == no_row; ++i) window.press({"Tab"});
    CHECK(window.desk.session.view().is_inspector_open);
    walk_from(window, 0);
  }
}

TEST_CASE("a click on a row leaves the keyboard there when the inspector opens") {
  for (const float width : {1280.0F, 1440.0F, 1920.0F}) {
    CAPTURE(width);
    Window window{{.width = width}};
    window.desk.driver.click(window.row_name(2));
    CHECK(window.desk.session.view().is_inspector_open);
    walk_from(window, 2);
  }
}

TEST_CASE("a row far down stays where it was on the screen when the inspector opens") {
  Window window{{.width = 1280}};
  window.desk.driver.scroll(window.row_name(1), -4);
  std::size_t line = 0;
  while (!window.desk.driver.has(window.row_name(line))) ++line;
  line += 2;
  const float before = window.desk.driver.widget(window.row_name(line)).rect.top;
  REQUIRE(line > 3);
  window.desk.driver.click(window.row_name(line));
  window.desk.settle();
  REQUIRE(window.desk.driver.has(window.row_name(line)));
  CHECK(window.desk.driver.widget(window.row_name(line)).rect.top == doctest::Approx(before).epsilon(0.001));
}

TEST_CASE("the first Tab marks a widget, each further one the next") {
  for (const auto workspace : {Workspace::map, Workspace::register_table, Workspace::clusters}) {
    CAPTURE(static_cast<int>(workspace));
    Window window;
    window.desk.apply(SetWorkspace{workspace});
    window.desk.driver.frames(5);
    std::set<std::string> way;
    for (int i = 0; i < 5; ++i) {
      window.press({"Tab"});
      const auto focused = window.desk.driver.focused();
      CAPTURE(focused);
      REQUIRE_FALSE(focused.empty());
      CHECK(is_highlight_visible());
      CHECK(window.desk.driver.has(focused));
      way.insert(focused);
    }
    CHECK(way.size() == 5);
  }
}

TEST_CASE("one Escape shuts a chip's menu, whatever was ticked in it") {
  Window window;
  auto& driver = window.desk.driver;
  for (const auto& [chip, box] : {std::pair{"filter.status", "filter.status.OPEN"},
                                  {"filter.severity", "filter.severity.4"},
                                  {"filter.category", "filter.category.utilities"}}) {
    CAPTURE(chip);
    driver.click(chip);
    REQUIRE(driver.has(box));
    driver.click(box);
    REQUIRE(driver.has(box));
    window.press({"Escape"});
    CHECK_FALSE(driver.has(box));
    CHECK_FALSE(window.desk.session.view().filter.is_empty());
  }
}

TEST_CASE("with nothing open there are no empty panels and no scale of nothing") {
  Session session{options_for(Language::ru)};
  Driver driver{Look{.language = Language::ru, .has_motion = false}, 1366, 768};
  Shell shell;
  driver.show_panels([&] { (void)shell.build(session, 1366, 768); });
  CHECK(shell.layout().map.width() == 1366);
  CHECK(driver.has("map.empty.action"));
  for (const auto* name : {"layers", "filter", "status.scale", "status.crs", "legend.title"}) {
    CAPTURE(name);
    CHECK_FALSE(driver.has(name));
  }
  set_language(Language::en);
}

}  // namespace
}  // namespace riskmap::ui
