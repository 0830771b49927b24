// The lists at the left: what needs attention, and the day's work.
#include "viewer/panels/lists.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "layers/text/format.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/dialogs.h"
#include "viewer/panels/issue_words.h"

namespace riskmap::ui {
namespace {

struct Attention {
  explicit Attention(const DeskOptions& options = {}) : desk{options} {
    desk.apply(SetWorkspace{Workspace::clusters});
    desk.show([this](const Layout& layout) { return attention_panel(desk.session, state, layout); });
  }
  [[nodiscard]] const std::vector<AttentionLine>& lines() const { return desk.session.derived().attention; }
  [[nodiscard]] static std::string name(const AttentionLine& line) {
    return "attention." + std::string{code_of(line.reason)} + "." + line.subject;
  }
  Desk desk;
  ListsState state;
};

TEST_CASE("each line says why, where and how grave, the most pressing first") {
  Attention attention;
  REQUIRE(attention.lines().size() > 5);
  CHECK(attention.desk.driver.text("attention.count") ==
        format_integer(attention.desk.session.derived().attention_open));
  const auto& first = attention.lines().front();
  const auto name = Attention::name(first);
  CHECK(attention.desk.driver.text(name + ".reason").starts_with(title_of(first.reason)));
  CHECK(attention.desk.driver.text(name + ".sentence") ==
        sentence_of(*attention.desk.session.snapshot(), first, attention.desk.session.today()));
  CHECK(
      attention.desk.driver.text(name + ".place").find(place_label(*attention.desk.session.snapshot(), first.place)) !=
      std::string::npos);
  CHECK(attention.desk.driver.widget(name).rect.top <
        attention.desk.driver.widget(Attention::name(attention.lines()[1])).rect.top);
}

TEST_CASE("a pressed line selects its problem and flies there") {
  Attention attention;
  const auto line = attention.lines().front();
  REQUIRE(line.reason != AttentionReason::many_new);
  attention.desk.driver.click(Attention::name(line) + ".title");
  CHECK(attention.desk.session.view().issue == line.issues.front());
  const auto* asked = attention.desk.last<SelectIssue>();
  REQUIRE(asked != nullptr);
  CHECK(asked->fly_there);
}

TEST_CASE("a reviewed line leaves the list and waits below with its note") {
  Attention attention;
  const auto line = attention.lines().front();
  const auto name = Attention::name(line);
  attention.desk.driver.click(name + ".review");
  CHECK(attention.desk.session.view().dialog == Dialog::review_note);
  CHECK(attention.desk.session.view().dialog_text == line.subject + "|" + std::string{code_of(line.reason)});
  attention.desk.apply(CloseDialog{});
  const auto open_before = attention.desk.session.derived().attention_open;
  attention.desk.apply(MarkReviewed{line.subject, std::string{code_of(line.reason)}, "Әкіммен келісілді"});
  attention.desk.settle();
  CHECK(attention.desk.session.derived().attention_open == open_before - 1);
  CHECK_FALSE(attention.desk.driver.has(name));
  attention.state.shows_reviewed = true;
  attention.desk.driver.frames(2);
  CHECK(attention.desk.driver.text(name + ".note") == "Әкіммен келісілді");
  CHECK(attention.desk.driver.text(name + ".reviewed").find("Аян Серік") != std::string::npos);
}

TEST_CASE("chips above the list say how many lines have each reason, and show those of one alone") {
  Attention attention;
  auto& driver = attention.desk.driver;
  const auto count_of = [&](AttentionReason reason) {
    return std::ranges::count(attention.lines(), reason, &AttentionLine::reason);
  };
  REQUIRE(count_of(AttentionReason::silent) > 0);
  REQUIRE(count_of(AttentionReason::badly_overdue) > 0);
  const auto silent = std::ranges::find(attention.lines(), AttentionReason::silent, &AttentionLine::reason);
  CHECK(driver.value("attention.only.silent") == "off");
  CHECK(driver.widget("attention.only.silent").rect.bottom <
        driver.widget(Attention::name(attention.lines().front())).rect.top);
  driver.click("attention.only.silent");
  CHECK(driver.has(Attention::name(*silent)));
  CHECK_FALSE(driver.has(Attention::name(attention.lines().front())));
  driver.click("attention.only.silent");
  CHECK(driver.has(Attention::name(attention.lines().front())));
}

TEST_CASE("a chip shows every line that has its reason, also as a further one") {
  Attention attention;
  auto& driver = attention.desk.driver;
  const auto& lines = attention.lines();
  const auto has = [](const AttentionLine& line, AttentionReason reason) {
    return line.reason == reason || std::ranges::find(line.also, reason) != line.also.end();
  };
  const auto two = std::ranges::find_if(lines, [](const AttentionLine& line) { return !line.also.empty(); });
  REQUIRE(two != lines.end());
  REQUIRE(static_cast<int>(lines.size()) == attention.desk.session.derived().attention_open);
  attention.state.attention_lines = lines.size();
  for (const auto reason : {two->reason, two->also.front()}) {
    const auto chip = "attention.only." + std::string{code_of(reason)};
    driver.click(chip);
    driver.frames(2);
    CHECK(driver.has(Attention::name(*two)));
    for (const auto& line : lines) CHECK((has(line, reason) || !driver.has(Attention::name(line))));
    driver.click(chip);
  }
}

TEST_CASE("by the keyboard Up and Down lead from line to line, and a reviewed line hands it on to the next") {
  Attention attention;
  auto& driver = attention.desk.driver;
  const auto& lines = attention.lines();
  const auto first = Attention::name(lines[0]), second = Attention::name(lines[1]), third = Attention::name(lines[2]);
  for (int i = 0; i < 20 && driver.focused() != first + ".review"; ++i) driver.key("Tab");
  REQUIRE(driver.focused() == first + ".review");
  attention.desk.press({"Down", "Down"});
  CHECK(driver.focused() == third + ".review");
  attention.desk.press({"Up"});
  REQUIRE(driver.focused() == second + ".review");
  attention.desk.apply(MarkReviewed{lines[1].subject, std::string{code_of(lines[1].reason)}, {}});
  attention.desk.settle();
  CHECK_FALSE(driver.has(second));
  CHECK(driver.focused() == third + ".review");
  attention.desk.press({"Tab"});
  CHECK(driver.focused() == third + ".give");
}

TEST_CASE("a line reviewed by keyboard in its dialog leaves the ring on the next, and Tab goes on from there") {
  Attention attention;
  auto& [desk, state] = attention;
  auto& driver = desk.driver;
  auto open = make_dialogs();
  desk.show([&](const Layout& layout) {
    auto intents = attention_panel(desk.session, state, layout);
    for (auto& intent : dialogs(desk.session, *open)) intents.push_back(std::move(intent));
    return intents;
  });
  const auto first = Attention::name(attention.lines()[0]), second = Attention::name(attention.lines()[1]);
  for (int i = 0; i < 20 && driver.focused() != first + ".review"; ++i) driver.key("Tab");
  REQUIRE(driver.focused() == first + ".review");
  desk.press({"Enter"});
  REQUIRE(driver.is_focused("review.note"));
  driver.type("Келісілді");
  desk.press({"Ctrl+Enter"});
  REQUIRE_FALSE(driver.has(first));
  CHECK(driver.is_focused(second + ".review"));
  desk.press({"Tab"});
  CHECK(driver.focused() == second + ".give");
}

TEST_CASE("many new problems at a place become a measure for the place as a whole") {
  Attention attention;
  const auto many = std::ranges::find(attention.lines(), AttentionReason::many_new, &AttentionLine::reason);
  REQUIRE(many != attention.lines().end());
  const auto subject = many->subject, name = Attention::name(*many);
  attention.desk.driver.click("attention.only.many_new");
  attention.desk.driver.click(name + ".task");
  CHECK(attention.desk.session.view().dialog == Dialog::measure_form);
  CHECK(attention.desk.session.view().dialog_text == subject);
}

TEST_CASE("an empty list says honestly whether the filter is the cause") {
  Attention attention;
  FilterState filter;
  filter.text = "жоқ сөз жоқ";
  attention.desk.apply(SetFilter{filter});
  attention.desk.driver.frames(2);
  CHECK(attention.desk.driver.text("attention.count") == "0");
  CHECK(attention.desk.driver.has("attention.nothing"));
}

struct Day {
  explicit Day(const DeskOptions& options = {}) : desk{options} {
    desk.apply(SetWorkspace{Workspace::today});
    desk.show([this](const Layout& layout) { return today_panel(desk.session, state, layout); });
  }
  Desk desk;
  ListsState state;
};

TEST_CASE("the day's sections count what is late, due soon and new") {
  Day day;
  const auto& derived = day.desk.session.derived();
  const auto& issues = day.desk.session.snapshot()->issues;
  int late = 0, soon = 0, fresh = 0;
  for (Row row = 0; row < issues.size(); ++row) {
    late += derived.facts.facts[row].lateness >= Lateness::overdue ? 1 : 0;
    soon += derived.facts.facts[row].lateness == Lateness::due_soon ? 1 : 0;
    const auto& registered = issues[row].registered_on;
    fresh +=
        registered && *registered <= day.desk.session.today() && days_between(*registered, day.desk.session.today()) < 7
            ? 1
            : 0;
  }
  CHECK(late == derived.total.overdue);
  CHECK(day.desk.driver.has("today.late"));
  day.state.is_section_open = {false, false, false};
  day.desk.driver.frames(2);
  CHECK(day.desk.driver.has("today.soon"));
  CHECK(day.desk.driver.has("today.new"));
  day.desk.driver.click("today.new");
  day.desk.driver.frames(2);
  const auto cards = std::ranges::count_if(day.desk.driver.names(), [](const std::string& name) {
    return name.starts_with("today.new.issue.") && std::ranges::count(name, '.') == 3;
  });
  CHECK(cards == std::min(fresh, 25));
}

TEST_CASE("a pressed card selects its problem and flies there") {
  Day day;
  std::string pressed;
  for (const auto& name : day.desk.driver.names())
    if (name.starts_with("today.late.issue.") && name.ends_with(".title")) {
      pressed = name;
      break;
    }
  REQUIRE(pressed != "");
  day.desk.driver.click(pressed);
  const auto* asked = day.desk.last<SelectIssue>();
  REQUIRE(asked != nullptr);
  CHECK(asked->fly_there);
  CHECK(day.desk.session.view().issue == asked->issue);
}

TEST_CASE("the rest of a long section is shown in the table") {
  Day day;
  const auto late = day.desk.session.derived().total.overdue;
  REQUIRE(late > 25);
  while (!day.desk.driver.has("today.late.all")) day.desk.driver.scroll("today", -20);
  day.desk.driver.click("today.late.all");
  CHECK(day.desk.session.view().is_table_open);
  CHECK(day.desk.session.derived().selected_count == late);
}

TEST_CASE("nothing in the lists is cut in any language at any scale") {
  in_every_look([](Desk& desk) {
    ListsState state;
    desk.apply(SetWorkspace{Workspace::clusters});
    desk.show([&](const Layout& layout) { return attention_panel(desk.session, state, layout); });
    CHECK(joined(desk.driver.cut_texts()) == "");
    CHECK(joined(desk.driver.probe().duplicates()) == "");
    desk.apply(SetWorkspace{Workspace::today});
    desk.show([&](const Layout& layout) { return today_panel(desk.session, state, layout); });
    CHECK(joined(desk.driver.cut_texts()) == "");
    CHECK(joined(desk.driver.probe().duplicates()) == "");
  });
}

}  // namespace
}  // namespace riskmap::ui
