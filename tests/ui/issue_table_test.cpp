// The problem table as a person meets it.
#include "viewer/panels/issue_table.h"

#include <doctest/doctest.h>

#include "layers/text/format.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/issue_words.h"

namespace riskmap::ui {
namespace {

struct Table {
  explicit Table(const DeskOptions& options = {}) : desk{options} {
    desk.apply(TogglePanel{TogglePanel::Panel::table});
    show();
  }
  void show() {
    desk.show([this](const Layout& layout) { return issue_table(desk.session, state, layout); });
  }
  [[nodiscard]] Issue issue(std::size_t line) const {
    return desk.session.snapshot()->issues[desk.session.derived().table[line]];
  }
  [[nodiscard]] std::string row(std::size_t line) const { return "table.row." + issue(line).reg_no; }

  Desk desk;
  IssueTableState state;
};

TEST_CASE("the table counts what the filter leaves, and each row says its next step") {
  Table table;
  const auto total = format_integer(table.desk.session.derived().total_count);
  CHECK(table.desk.driver.text("table.count") == total);
  const auto& first = table.issue(0);
  const auto& title = table.desk.driver.widget(table.row(0) + ".title");
  CHECK(title.text == first.title);
  const Row row = table.desk.session.derived().table[0];
  const auto step =
      next_step_line(*table.desk.session.snapshot(), first, table.desk.session.derived().facts.facts[row]);
  CHECK(title.value == step.to_be_cut());
  FilterState filter;
  filter.is_overdue = true;
  table.desk.apply(SetFilter{filter});
  table.desk.driver.frames(2);
  CHECK(table.desk.driver.text("table.count") ==
        format_integer(table.desk.session.derived().selected_count) + " / " + total);
}

TEST_CASE("a row's next step begins with its deadline, which a narrow column cuts last") {
  Table table{{.language = Language::ru, .width = 1366, .height = 768}};
  const auto& snapshot = *table.desk.session.snapshot();
  std::size_t checked = 0;
  for (std::size_t line = 0; line < 5; ++line) {
    const Row row = table.desk.session.derived().table[line];
    const auto& facts = table.desk.session.derived().facts.facts[row];
    if (facts.next_step == no_row || !table.desk.driver.has(table.row(line) + ".title")) continue;
    const auto deadline = snapshot.measures[facts.next_step].deadline();
    REQUIRE(deadline);
    CHECK(table.desk.driver.value(table.row(line) + ".title").starts_with(deadline_words(*deadline)));
    ++checked;
  }
  CHECK(checked > 0);
}

TEST_CASE("a long name of a responsible stands in two lines; what is cut even there is told by the pointer") {
  Table table{{.language = Language::ru, .width = 1366, .height = 768}};
  table.desk.apply(SetWorkspace{Workspace::register_table});
  table.desk.driver.frames(3);
  std::size_t whole = 0;
  for (std::size_t line = 0; line < 6; ++line) {
    const auto name = table.row(line) + ".responsible";
    if (!table.desk.driver.has(name)) continue;
    const auto& cell = table.desk.driver.widget(name);
    const bool is_whole = cell.text_width <= cell.text_room;
    whole += is_whole ? 1 : 0;
    if (is_whole) continue;
    table.desk.driver.hover(name);
    table.desk.driver.wait(0.5);
    CHECK(table.desk.driver.text("tooltip") == table.desk.driver.text(name));
  }
  CHECK(whole >= 1);  // in one line none is
}

TEST_CASE("a wide table gives its spare width to the responsible and the category before the title") {
  Table table{{.language = Language::ru, .scale = 0.8F, .width = 2400, .height = 1350}};
  for (std::size_t line = 0; line < 4; ++line)
    for (const auto* column : {".responsible", ".category"}) {
      const auto& cell = table.desk.driver.widget(table.row(line) + column);
      CAPTURE(cell.text);
      CHECK(cell.text_width <= cell.text_room);
    }
}

TEST_CASE("words typed into the table's search become its filter") {
  Table table;
  table.desk.driver.click("table.search");
  table.desk.driver.type("жол");
  table.desk.driver.frames(2);
  CHECK(table.desk.session.view().filter.text == "жол");
  CHECK(table.desk.session.derived().selected_count < table.desk.session.derived().total_count);
  CHECK(table.desk.session.derived().selected_count > 0);
}

TEST_CASE("the table's search finds a settlement in any spelling, a category and who answers") {
  Table table;
  const auto found = [&](const std::string& words) {
    FilterState filter;
    filter.text = words;
    table.desk.apply(SetFilter{filter});
    return table.desk.session.derived().selected_count;
  };
  const auto& snapshot = *table.desk.session.snapshot();
  const auto lenger = found("Ленгер");
  CHECK(lenger > 0);
  CHECK(found("Lenger") == lenger);
  CHECK(found("леңгір") == lenger);
  int in_category = 0, of_party = 0;
  const auto category = snapshot.issues[0].category, party = table.issue(0).responsible;
  REQUIRE(party != no_row);
  for (Row row = 0; row < snapshot.issues.size(); ++row) {
    const auto& issue = snapshot.issues[row];
    in_category += issue.id && issue.category == category ? 1 : 0;
    of_party += issue.id && issue.responsible == party ? 1 : 0;
  }
  CHECK(static_cast<int>(found(snapshot.categories[category].names.ru)) >= in_category);
  CHECK(static_cast<int>(found(snapshot.parties[party].names.kk)) >= of_party);
}

TEST_CASE("a filter that leaves nothing says so and can be cleared there") {
  Table table;
  FilterState filter;
  filter.text = "жоқ сөз жоқ";
  table.desk.apply(SetFilter{filter});
  table.desk.driver.frames(3);
  REQUIRE(table.desk.driver.has("table.empty"));
  table.desk.driver.click("table.empty.action");
  CHECK(table.desk.session.view().filter.is_empty());
}

TEST_CASE("a press on a header sorts by it, a second press turns the order") {
  Table table;
  table.desk.driver.click("table.header.number");
  CHECK(table.desk.session.view().table == riskmap::TableState{IssueColumn::number, true, {}});
  table.desk.driver.frames(2);
  const auto smallest = table.issue(0).reg_no;
  table.desk.driver.click("table.header.number");
  CHECK(table.desk.session.view().table == riskmap::TableState{IssueColumn::number, false, {}});
  table.desk.driver.frames(2);
  CHECK(table.issue(0).reg_no > smallest);
  CHECK(table.desk.driver.value("table.header.number") == "descending");
}

TEST_CASE("a click selects, a double click opens the form of that problem") {
  Table table;
  table.desk.driver.click(table.row(1));
  CHECK(table.desk.session.view().issue == table.desk.session.derived().table[1]);
  CHECK(table.desk.driver.value(table.row(1)) == "on");
  table.desk.driver.double_click(table.row(2));
  const auto* opened = table.desk.last<OpenDialog>();
  REQUIRE(opened != nullptr);
  CHECK(opened->dialog == Dialog::issue_form);
  CHECK(opened->row == table.desk.session.derived().table[2]);
}

TEST_CASE("a selection made elsewhere is brought into sight") {
  Table table;
  const Row last = table.desk.session.derived().table.back();
  const auto name = "table.row." + table.desk.session.snapshot()->issues[last].reg_no;
  CHECK_FALSE(table.desk.driver.has(name));
  table.desk.apply(SelectIssue{last, false});
  table.desk.driver.frames(4);
  CHECK(table.desk.driver.has(name));
}

TEST_CASE("the context menu acts on the row it was opened on") {
  Table table;
  const Row row = table.desk.session.derived().table[2];
  for (const auto& [item, dialog] : {std::pair{"table.menu.edit", Dialog::issue_form},
                                     {"table.menu.status", Dialog::status_change},
                                     {"table.menu.delete", Dialog::delete_issue}}) {
    CAPTURE(item);
    table.desk.driver.right_click(table.row(2));
    table.desk.driver.frames(2);
    table.desk.driver.click(item);
    CHECK(table.desk.session.view().dialog == dialog);
    CHECK(table.desk.session.view().dialog_row == row);
    CHECK(table.desk.session.view().issue == row);
    table.desk.apply(CloseDialog{});
  }
  table.desk.driver.right_click(table.row(2));
  table.desk.driver.frames(2);
  table.desk.driver.click("table.menu.measure");
  CHECK(table.desk.session.view().dialog == Dialog::measure_form);
  CHECK(table.desk.session.view().dialog_row == no_row);
  CHECK(table.desk.session.view().dialog_text == table.desk.session.snapshot()->issues[row].uuid);
}

TEST_CASE("columns are hidden and shown again from the columns menu") {
  Table table;
  table.desk.driver.click("table.columns");
  table.desk.driver.frames(2);
  table.desk.driver.click("table.columns.status");
  table.desk.driver.frames(3);
  CHECK(table.desk.session.view().table.hidden == std::set{IssueColumn::status});
  CHECK_FALSE(table.desk.driver.has("table.header.status"));
  table.desk.driver.click("table.columns");
  table.desk.driver.frames(2);
  table.desk.driver.click("table.columns.status");
  table.desk.driver.frames(3);
  CHECK(table.desk.session.view().table.hidden.empty());
  CHECK(table.desk.driver.has("table.header.status"));
}

TEST_CASE("a narrow table keeps the sense and drops words, not rows") {
  Table wide{{.width = 1920}};
  CHECK(wide.desk.driver.has("table.header.responsible"));
  CHECK(wide.desk.driver.text(wide.row(0) + ".category") != "");
  Table narrow{{.width = 1280}};
  narrow.desk.apply(SelectIssue{narrow.desk.session.derived().table[0], false});  // opens the inspector beside it
  narrow.desk.driver.frames(3);
  CHECK_FALSE(narrow.desk.driver.has("table.header.responsible"));
  CHECK(narrow.desk.driver.widget(narrow.row(0) + ".settlement").value.find(narrow.issue(0).reg_no) !=
        std::string::npos);
  const auto& title = narrow.desk.driver.widget(narrow.row(0) + ".title");
  CHECK(title.rect.width() >= 150);
}

TEST_CASE("one of two places with the same name carries its rural district") {
  Table table;
  const auto& snapshot = *table.desk.session.snapshot();
  std::size_t twins = 0;
  for (std::size_t line = 0; line < table.desk.session.derived().table.size(); ++line) {
    const auto& issue = table.issue(line);
    if (issue.settlement == no_row || !snapshot.settlements[issue.settlement].shares_name) continue;
    ++twins;
    table.desk.apply(SelectIssue{table.desk.session.derived().table[line], false});
    table.desk.driver.frames(4);
    const auto& cell = table.desk.driver.widget(table.row(line) + ".settlement");
    CHECK(cell.value.find(rural_district_label(snapshot, snapshot.settlements[issue.settlement])) != std::string::npos);
    if (twins == 2) break;
  }
  CHECK(twins == 2);
}

TEST_CASE("the primary button opens an empty form, the button beside it the export") {
  Table table;
  table.desk.driver.click("table.export");
  CHECK(table.desk.session.view().dialog == Dialog::export_file);
  table.desk.apply(CloseDialog{});
  table.desk.driver.click("table.new");
  CHECK(table.desk.session.view().dialog == Dialog::issue_form);
  CHECK(table.desk.session.view().dialog_row == no_row);
}

TEST_CASE("nothing in the table is cut in any language at any scale") {
  in_every_look([](Desk& desk) {
    IssueTableState state;
    desk.apply(TogglePanel{TogglePanel::Panel::table});
    desk.show([&](const Layout& layout) { return issue_table(desk.session, state, layout); });
    CHECK(joined(desk.driver.cut_texts()) == "");
    CHECK(joined(desk.driver.probe().duplicates()) == "");
    desk.apply(SelectIssue{desk.session.derived().table[0], false});
    desk.driver.frames(4);
    CHECK(joined(desk.driver.cut_texts()) == "");
  });
}

}  // namespace
}  // namespace riskmap::ui
