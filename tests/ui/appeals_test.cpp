// The clerk's day: an appeal is taken down, joined to a problem or made one, answered, and found in the inbox.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "tests/ui/office_fixture.h"
#include "viewer/panels/dialogs.h"
#include "viewer/panels/inspector.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/shortcuts.h"

namespace riskmap::ui {
namespace {

struct Office : OfficeDesk {
  using OfficeDesk::OfficeDesk;
  // Types into a picker until one row is left and takes it.
  void choose(const char* field, const char* words) {
    desk.driver.click(field);
    desk.driver.type(words);
    desk.driver.frames(3);
    desk.driver.key("Enter");
    desk.driver.frames(3);
  }
  // F4, place, channel and what they ask.
  void take_down(const char* place, const char* words) {
    desk.driver.key("F4");
    desk.driver.frames(4);
    choose("appeal_form.settlement", place);
    choose("appeal_form.channel", "Phone");
    desk.driver.click("appeal_form.summary");
    desk.driver.type(words);
    desk.driver.frames(3);
  }
  // The first widget whose name begins so; "" = none.
  [[nodiscard]] std::string named(std::string_view beginning) const {
    for (const auto& name : desk.driver.names())
      if (name.starts_with(beginning)) return name;
    return {};
  }
};
}  // namespace

TEST_CASE("an appeal is taken down by keyboard, and its answer falls due fifteen working days later") {
  Office office;
  const auto before = office.book().appeals.size();
  office.take_down("Zertas", "Көшеде шам жоқ");
  office.desk.driver.click("appeal_form.save");
  office.desk.settle();
  REQUIRE(office.book().appeals.size() == before + 1);
  const auto& appeal = office.newest();
  CHECK(appeal.summary == "Көшеде шам жоқ");
  CHECK(appeal.channel == "PHONE");
  CHECK(appeal.due_on == answer_due(office.snapshot(), office.desk.session.today()));
  CHECK(appeal.is_unlinked());
  CHECK_FALSE(office.desk.driver.has("appeal_form.save"));
}

TEST_CASE("a problem chosen in the list takes the appeal, in one edit that is undone whole") {
  Office office;
  const auto before = office.book().appeals.size();
  office.take_down("Lenger", "Төле би көшесінде шам жанбайды");
  const auto row = office.named("appeal_form.open.");
  REQUIRE(!row.empty());
  const auto number = row.substr(row.rfind('.') + 1);
  office.desk.driver.click(row);
  office.desk.settle();
  REQUIRE(office.book().appeals.size() == before + 1);
  REQUIRE(office.newest().issues.size() == 1);
  CHECK(office.snapshot().issues[office.newest().issues.front()].reg_no == number);
  office.desk.apply(Undo{});
  CHECK(office.book().appeals.size() == before);
}

TEST_CASE("Ctrl+Enter keeps the appeal and makes a problem of it") {
  Office office;
  office.take_down("Zertas", "Құдық тартылып қалды. Екі апта болды.");
  office.desk.driver.key("Ctrl+Enter");
  office.desk.settle();
  REQUIRE(office.desk.driver.has("issue_form.save"));
  const auto uuid = office.newest().uuid;
  CHECK(office.desk.driver.value("issue_form.title") == "Құдық тартылып қалды");
  office.choose("issue_form.category", "Drinking");
  office.desk.driver.click("issue_form.severity.3");
  office.desk.driver.key("Ctrl+Enter");
  office.desk.settle();
  const auto* appeal = office.book().find(uuid);
  REQUIRE(appeal != nullptr);
  REQUIRE(appeal->issues.size() == 1);
  CHECK(office.snapshot().issues[appeal->issues.front()].title == "Құдық тартылып қалды");
  CHECK(office.snapshot().issues[appeal->issues.front()].channel == "PHONE");
}

TEST_CASE("an answer without words is refused beside its field; with them the appeal leaves the late ones") {
  Office office;
  const auto& late = office.book().in(AppealQueue::overdue);
  REQUIRE(!late.empty());
  const auto uuid = office.book().appeals[late.front()].uuid;
  office.desk.apply(OpenDialog{Dialog::appeal_form, no_row, uuid});
  office.desk.driver.frames(4);
  office.desk.driver.click("appeal_form.answered_on");
  office.desk.driver.type("16.03.2026");
  office.desk.driver.key("Tab");
  office.desk.driver.click("appeal_form.save");
  office.desk.settle();
  CHECK(office.desk.driver.has("appeal_form.answer_text.error"));
  office.desk.driver.click("appeal_form.answer_text");
  office.desk.driver.type("Шамдар ауыстырылды");
  office.desk.driver.click("appeal_form.save");
  office.desk.settle();
  const auto* appeal = office.book().find(uuid);
  REQUIRE(appeal != nullptr);
  CHECK(appeal->is_answered());
  CHECK_FALSE(is_overdue(*appeal, office.desk.session.today()));
}

TEST_CASE("an appeal that somebody else has changed meanwhile is shown beside the fields, never written over") {
  Office office;
  const auto uuid = office.book().appeals[office.book().in(AppealQueue::unlinked).front()].uuid;
  office.desk.apply(OpenDialog{Dialog::appeal_form, no_row, uuid});
  office.desk.driver.frames(4);
  CHECK_FALSE(office.desk.driver.has("appeal_form.gone"));
  Session other{options_for(Language::en)};
  other.apply(OpenPath{office.desk.path()});
  other.wait_until_idle();
  other.apply(SetAuthor{"Дана", "маман"});
  const auto* record = other.snapshot()->find_other(uuid);
  other.apply(
      CommitChange{{ChangeKind::set, Entity::appeal, uuid, record->version, {}, {{"summary", Value{"Басқа"}}}}});
  other.wait_until_idle();
  REQUIRE(other.commit().stage == CommitState::Stage::accepted);
  office.desk.driver.click("appeal_form.people");
  office.desk.driver.key("Ctrl+A");
  office.desk.driver.type("7");
  office.desk.driver.click("appeal_form.save");
  office.desk.settle();
  CHECK(office.desk.driver.has("appeal_form.conflict"));
  office.desk.driver.click("appeal_form.keep_mine");
  office.desk.driver.click("appeal_form.save");
  office.desk.settle();
  const auto* appeal = office.book().find(uuid);
  REQUIRE(appeal != nullptr);
  CHECK(appeal->people == 7);
}

TEST_CASE("a reception is planned with who heads it, then held; the briefing tells of the last time") {
  Office office;
  office.desk.apply(OpenDialog{Dialog::reception_form, no_row, {}});
  office.desk.driver.frames(4);
  office.desk.driver.click("reception_form.planned_on");
  office.desk.driver.type("20.03.2026");
  office.desk.driver.key("Tab");
  office.choose("reception_form.settlement", "Tasaryq");
  office.choose("reception_form.person.HEAD", "District akim");
  CHECK(office.desk.driver.has("reception_form.last_time"));
  office.desk.driver.click("reception_form.save");
  office.desk.settle();
  const auto& journal = office.desk.session.derived().receptions;
  const auto found = std::ranges::find(journal.receptions, parse_iso_date("2026-03-20"), &Reception::planned_on);
  REQUIRE(found != journal.receptions.end());
  const auto uuid = found->uuid;
  REQUIRE(found->people.size() == 1);
  CHECK(found->people[0].role == "HEAD");
  office.desk.apply(OpenDialog{Dialog::reception_form, no_row, uuid});
  office.desk.driver.frames(4);
  office.desk.driver.click("reception_form.held_on");
  office.desk.driver.type("16.03.2026");
  office.desk.driver.key("Tab");
  office.desk.driver.click("reception_form.save");
  office.desk.settle();
  const auto* held = office.desk.session.derived().receptions.find(uuid);
  REQUIRE(held != nullptr);
  CHECK(held->is_held());
}

TEST_CASE("an unsatisfied applicant offers to reopen the problem") {
  Office office;
  const auto& appeals = office.book().appeals;
  const auto found = std::ranges::find_if(appeals, [&office](const Appeal& appeal) {
    return appeal.is_answered() && appeal.satisfied == "YES" && !appeal.issues.empty() &&
           office.snapshot().issues[appeal.issues.front()].status == Status::closed;
  });
  REQUIRE(found != appeals.end());
  const Row issue = found->issues.front();
  office.desk.apply(OpenDialog{Dialog::appeal_form, no_row, found->uuid});
  office.desk.driver.frames(4);
  office.choose("appeal_form.satisfied", "No");
  office.desk.driver.click("appeal_form.save");
  office.desk.settle();
  REQUIRE(office.desk.driver.has("appeal_form.reopen.yes"));
  office.desk.driver.click("appeal_form.reopen.yes");
  office.desk.driver.frames(4);
  CHECK(office.desk.session.view().dialog == Dialog::status_change);
  CHECK(office.desk.session.view().dialog_row == issue);
}

TEST_CASE("the inbox lists what waits for a problem or an answer, and a card opens its appeal") {
  Office office;
  const std::array names = {"unlinked", "owed", "overdue", "soon", "waiting", "answered"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    CAPTURE(std::string{names[i]});
    for (std::size_t k = 0; k < names.size(); ++k) office.lists.inbox[k].is_open = k == i;
    office.desk.driver.frames(3);
    const bool has_cards = !office.named("inbox." + std::string{names[i]} + ".appeal.").empty();
    CHECK(has_cards == !office.book().in(appeal_queues[i]).empty());
  }
  office.lists.inbox[0].is_open = true;
  office.desk.driver.frames(3);
  const auto& first = office.book().appeals[office.book().in(AppealQueue::unlinked).front()];
  const auto uuid = first.uuid;
  office.desk.driver.click("inbox.unlinked.appeal." + first.reg_no + ".summary");
  office.desk.driver.frames(3);
  CHECK(office.desk.session.view().dialog == Dialog::appeal_form);
  CHECK(office.desk.session.view().dialog_text == uuid);
}

TEST_CASE("nothing of the inbox and the form is cut in any language and size") {
  in_every_look([](Desk& desk) {
    ListsState lists{.today_tab = 1};
    Dialogs state = make_dialogs();
    desk.apply(SetWorkspace{Workspace::today});
    desk.show([&](const Layout& layout) { return today_panel(desk.session, lists, layout); });
    CHECK(joined(desk.driver.cut_texts()).empty());
    const auto uuid = desk.session.derived().appeals.appeals.front().uuid;
    desk.apply(OpenDialog{Dialog::appeal_form, no_row, uuid});
    desk.show([&](const Layout&) { return dialogs(desk.session, *state); });
    CHECK(joined(desk.driver.cut_texts()).empty());
  });
}

}  // namespace riskmap::ui
