// From silence to a planned reception, and what is done with a line that needs attention.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "layers/text/format.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/dialogs.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/lists.h"

namespace riskmap::ui {
namespace {

// A list at the left with the dialogs over it, as the window has them.
struct Office {
  explicit Office(Workspace workspace, const DeskOptions& options = {}) : desk{options} {
    desk.apply(SetAuthor{"Аян Серік", "маман"});
    desk.apply(SetWorkspace{workspace});
    state.today_tab = 2;
    desk.show([this, workspace](const Layout& layout) {
      auto intents = workspace == Workspace::today ? today_panel(desk.session, state, layout)
                                                   : attention_panel(desk.session, state, layout);
      for (auto& intent : dialogs(desk.session, *open)) intents.push_back(std::move(intent));
      return intents;
    });
  }
  [[nodiscard]] const Derived& derived() const { return desk.session.derived(); }
  [[nodiscard]] const RegisterSnapshot& snapshot() const { return *desk.session.snapshot(); }
  [[nodiscard]] const AttentionLine& line_of(AttentionReason reason) const {
    return *std::ranges::find(derived().attention, reason, &AttentionLine::reason);
  }
  [[nodiscard]] static std::string name(const AttentionLine& line) {
    return "attention." + std::string{code_of(line.reason)} + "." + line.subject;
  }
  void show_only(AttentionReason reason) {
    desk.driver.frames(2);
    desk.driver.click("attention.only." + std::string{code_of(reason)});
    desk.driver.frames(2);
    const auto wanted = name(line_of(reason)) + ".reason";
    REQUIRE(desk.driver.has(wanted));
  }
  Desk desk;
  ListsState state;
  Dialogs open = make_dialogs();
};

TEST_CASE("the list of next receptions says why, and one press fills the form of a planned one") {
  Office office{Workspace::today};
  office.state.receptions = {};
  office.desk.driver.frames(3);
  REQUIRE_FALSE(office.derived().next_receptions.empty());
  const auto next = office.derived().next_receptions.front();
  const auto& settlement = office.snapshot().settlements[next.settlement];
  const auto name = "receptions.next." + settlement.kato;
  CHECK(office.desk.driver.text(name + ".why") == sentence_of(office.snapshot(), next, office.desk.session.today()));
  office.desk.driver.click(name + ".title");
  office.desk.driver.frames(4);
  REQUIRE(office.desk.session.view().dialog == Dialog::reception_form);
  CHECK(office.desk.session.view().place == Place{AreaLevel::settlement, next.settlement});
  office.desk.driver.key("Ctrl+Enter");
  office.desk.settle();
  const auto& receptions = office.derived().receptions.receptions;
  const auto planned = std::ranges::find_if(receptions, [&](const Reception& one) {
    return one.is_planned() && one.settlement == next.settlement && *one.planned_on > office.desk.session.today();
  });
  REQUIRE(planned != receptions.end());
  CHECK(planned->area_code == settlement.rural_district);
  CHECK(planned->kind == "OFFSITE");
  CHECK(office.snapshot().calendar.is_workday(*planned->planned_on));
  const auto now = std::ranges::find(office.derived().next_receptions, next.settlement, &NextReception::settlement);
  REQUIRE(now != office.derived().next_receptions.end());
  REQUIRE(now->planned_here() != nullptr);
  CHECK(now->planned_here()->uuid == planned->uuid);
  CHECK(office.derived().next_receptions.front().settlement != next.settlement);
  office.desk.apply(Undo{});
  office.desk.settle();
  CHECK(office.derived().next_receptions.front().settlement == next.settlement);
}

TEST_CASE(
    "a line whose reception was planned and not held opens it, and the form says so and whose figures are whose") {
  Office office{Workspace::today, {.language = Language::en}};
  office.state.receptions = {};
  const auto& list = office.derived().next_receptions;
  const auto missed = std::ranges::find_if(list, [](const NextReception& one) {
    return one.overdue_here() != nullptr && one.planned_here() == nullptr && one.late > 0;
  });
  const auto any = std::ranges::find_if(
      list, [](const NextReception& one) { return one.overdue_here() != nullptr && one.planned_here() == nullptr; });
  REQUIRE(any != list.end());
  const auto next = missed == list.end() ? *any : *missed;
  const auto uuid = next.overdue_here()->uuid;
  office.state.next_receptions.cards = list.size();
  office.desk.driver.frames(3);
  const auto name = "receptions.next." + office.snapshot().settlements[next.settlement].kato + ".title";
  for (int turn = 0; turn < 400 && !office.desk.driver.has(name); ++turn) office.desk.driver.scroll("today", -4);
  office.desk.driver.click(name);
  office.desk.driver.frames(4);
  REQUIRE(office.desk.session.view().dialog == Dialog::reception_form);
  CHECK(office.desk.session.view().dialog_text == uuid);
  const auto text = [&](const char* widget) { return office.desk.driver.text(widget); };
  const Place own{AreaLevel::settlement, next.settlement};
  CHECK(text("reception_form.settlement_figures").starts_with(place_label(office.snapshot(), own) + ": "));
  CHECK(text("reception_form.settlement_figures").find(format_integer(next.people) + " residents") !=
        std::string::npos);
  const Row area = office.snapshot().find_area(office.snapshot().settlements[next.settlement].rural_district,
                                               AreaLevel::rural_district);
  const auto people = office.derived().rural_districts[area].population.value();
  CHECK(text("reception_form.area_figures").find(format_integer(people) + " residents") != std::string::npos);
  CHECK(joined(office.desk.driver.cut_texts()) == "");
  bool is_said = false;
  for (int i = 0; i < 4; ++i)
    if (const auto widget = "reception_form.planned." + std::to_string(i); office.desk.driver.has(widget))
      is_said = is_said || office.desk.driver.text(widget).find("neither held nor cancelled") != std::string::npos;
  CHECK(is_said);
}

TEST_CASE("a silent place is a line of the attention list that plans a reception") {
  Office office{Workspace::clusters};
  office.show_only(AttentionReason::silent);
  const auto line = office.line_of(AttentionReason::silent);
  const auto name = Office::name(line);
  CHECK(office.desk.driver.text(name + ".place") == place_label(office.snapshot(), line.place));
  CHECK(office.desk.driver.text(name + ".sentence") ==
        sentence_of(office.snapshot(), line, office.desk.session.today()));
  CHECK_FALSE(office.desk.driver.has(name + ".task"));
  office.desk.driver.click(name + ".plan");
  office.desk.driver.frames(3);
  CHECK(office.desk.session.view().dialog == Dialog::reception_form);
  CHECK(office.desk.session.view().place == line.place);
}

TEST_CASE("a filter leaves out places that are silent: only what matches it is looked at") {
  Office office{Workspace::clusters};
  FilterState filter;
  filter.is_overdue = true;
  office.desk.apply(SetFilter{filter});
  office.desk.driver.frames(2);
  CHECK(std::ranges::count(office.derived().attention, AttentionReason::silent, &AttentionLine::reason) == 0);
}

TEST_CASE("a line is given to somebody with a note, stays, and can be taken back by one undo") {
  Office office{Workspace::clusters};
  const auto line = office.derived().attention.front();
  const auto name = Office::name(line);
  const auto open_before = office.derived().attention_open;
  office.desk.driver.click(name + ".give");
  office.desk.driver.frames(4);
  CHECK(office.desk.driver.is_focused("review.assigned_to"));
  const Row party = 0;
  office.desk.driver.type(party_label(office.snapshot(), party));
  office.desk.driver.key("Enter");
  office.desk.driver.click("review.note");
  office.desk.driver.type("Ертең хабарласу");
  office.desk.driver.key("Ctrl+Enter");
  office.desk.settle();
  const auto find = [&]() -> const AttentionLine& {
    return *std::ranges::find_if(office.derived().attention, [&](const AttentionLine& one) {
      return one.subject == line.subject && one.reason == line.reason;
    });
  };
  REQUIRE(find().review);
  CHECK(find().review->assigned_to == party);
  CHECK(find().review->note == "Ертең хабарласу");
  CHECK(office.derived().attention_open == open_before);
  CHECK(office.desk.driver.text(name + ".given").find(party_label(office.snapshot(), party)) != std::string::npos);
  CHECK(office.desk.driver.text(name + ".note") == "Ертең хабарласу");
  CHECK(office.desk.driver.has(name + ".since"));
  office.desk.apply(Undo{});
  office.desk.settle();
  CHECK_FALSE(find().review);
}

TEST_CASE("nothing is saved where neither a person nor a note is said, and a review keeps whom a line was given to") {
  Office office{Workspace::clusters};
  const auto line = office.derived().attention.front();
  const auto name = Office::name(line);
  office.desk.driver.click(name + ".give");
  office.desk.driver.frames(4);
  CHECK_FALSE(office.desk.driver.widget("review.save").is_enabled);
  office.desk.apply(CloseDialog{});
  const auto uuid = office.snapshot().parties[0].uuid;
  office.desk.apply(MarkReviewed{line.subject, std::string{code_of(line.reason)}, {}, "OPEN", uuid});
  office.desk.settle();
  office.desk.driver.click(name + ".review");
  office.desk.driver.frames(4);
  office.desk.driver.key("Ctrl+Enter");
  const auto* review = office.desk.last<MarkReviewed>();
  REQUIRE(review != nullptr);
  CHECK(review->state == "REVIEWED");
  CHECK(review->assigned_to == uuid);
}

TEST_CASE("a line about a problem opens a measure for it") {
  Office office{Workspace::clusters};
  const auto line = office.derived().attention.front();
  REQUIRE_FALSE(line.is_about_place());
  office.desk.driver.click(Office::name(line) + ".task");
  office.desk.driver.frames(3);
  CHECK(office.desk.session.view().dialog == Dialog::measure_form);
  CHECK(office.desk.session.view().dialog_text == line.subject);
}

TEST_CASE("the papers for a reception are saved beside the register") {
  Office office{Workspace::today};
  const auto& journal = office.derived().receptions;
  const auto& reception = journal.receptions[journal.in(ReceptionGroup::this_week).front()];
  office.desk.apply(OpenDialog{Dialog::reception_form, no_row, reception.uuid});
  office.desk.driver.frames(4);
  office.desk.driver.key("Ctrl+P");
  office.desk.driver.frames(2);
  REQUIRE(office.desk.last<MakeReceptionPack>() != nullptr);
  const auto& path = office.desk.path();
  const auto file = path.parent_path() /
                    (path.stem().string() + "-" + iso_date(*reception.day()) + "-" + reception.area_code + ".pdf");
  CHECK(std::filesystem::file_size(file) > 5'000);
  std::filesystem::remove(file);
}

TEST_CASE("nothing in the list of next receptions is cut in any language at any scale") {
  in_every_look([](Desk& desk) {
    ListsState state;
    state.today_tab = 2;
    state.receptions = {};
    desk.apply(SetWorkspace{Workspace::today});
    desk.show([&](const Layout& layout) { return today_panel(desk.session, state, layout); });
    CHECK(joined(desk.driver.cut_texts()) == "");
    CHECK(joined(desk.driver.probe().duplicates()) == "");
  });
}

}  // namespace
}  // namespace riskmap::ui
