// Who brought an appeal, in the form: written down apart from the record, found again, erased; a pasted message; what
// is typed and not saved.
#include <doctest/doctest.h>

#include <algorithm>

#include "layers/store/applicant_store.h"
#include "layers/store/private_file.h"
#include "tests/ui/office_fixture.h"
#include "viewer/panels/dialogs.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/shortcuts.h"

namespace riskmap::ui {
namespace {

struct Office : OfficeDesk {
  using OfficeDesk::OfficeDesk;
  // What is drawn may ask the store for more.
  void settle() {
    for (int round = 0; round < 2; ++round) {
      desk.session.wait_until_idle();
      desk.driver.frames(4);
    }
  }
  void type(const char* field, const char* words) {
    desk.driver.click(field);
    desk.driver.type(words);
    settle();
  }
  void choose(const char* field, const char* words) {
    type(field, words);
    desk.driver.key("Enter");
    settle();
  }
  void open_new() {
    desk.driver.key("F4");
    settle();
  }
  void unfold() {
    desk.driver.click("appeal_form.applicant");
    settle();
  }
  // An appeal with its applicant, saved.
  void take_down(const char* name, const char* phone) {
    open_new();
    choose("appeal_form.channel", "Phone");
    type("appeal_form.summary", "No water in our street");
    unfold();
    type("appeal_form.full_name", name);
    type("appeal_form.phone", phone);
    desk.driver.click("appeal_form.save");
    settle();
  }
  void open(const std::string& appeal) {
    desk.apply(OpenDialog{Dialog::appeal_form, no_row, appeal});
    settle();
  }
  [[nodiscard]] std::string value(const char* field) const { return desk.driver.value(field); }
};
}  // namespace

TEST_CASE("an applicant is written down folded away and apart from the record, and comes back with it") {
  Office office;
  const auto before = office.book().appeals.size();
  office.take_down("Serik Abdiramanov", "+7 701 555 12 34");
  REQUIRE(office.desk.session.view().dialog == Dialog::none);
  REQUIRE(office.book().appeals.size() == before + 1);
  const auto appeal = office.newest().uuid;
  for (const auto& [name, value] : office.desk.session.snapshot()->find_other(appeal)->fields)
    CHECK(riskmap::text_of(value).find("Serik") == std::string::npos);
  office.open(appeal);
  CHECK(!office.desk.driver.has("appeal_form.full_name"));  // folded
  office.unfold();
  CHECK(office.value("appeal_form.full_name") == "Serik Abdiramanov");
  CHECK(office.value("appeal_form.phone") == "+7 701 555 12 34");
  // Only the applicant changes, and that is one step of undo.
  office.type("appeal_form.address", "Abai 5");
  office.desk.driver.click("appeal_form.save");
  office.settle();
  REQUIRE(office.desk.session.view().dialog == Dialog::none);
  office.open(appeal);
  office.unfold();
  CHECK(office.value("appeal_form.address") == "Abai 5");
  office.desk.apply(CloseDialog{});
  office.desk.apply(Undo{});
  office.settle();
  office.open(appeal);
  office.unfold();
  CHECK(office.value("appeal_form.address").empty());
  CHECK(office.value("appeal_form.full_name") == "Serik Abdiramanov");
}

TEST_CASE("an earlier applicant is offered by the beginning of the name, and how often they came is said") {
  Office office;
  office.take_down("Serik Abdiramanov", "+7 701 555 12 34");
  office.open_new();
  office.unfold();
  office.type("appeal_form.full_name", "serik");
  REQUIRE(office.desk.driver.has("appeal_form.earlier.0"));
  office.desk.driver.click("appeal_form.earlier.0");
  office.settle();
  CHECK(office.value("appeal_form.full_name") == "Serik Abdiramanov");
  CHECK(office.value("appeal_form.phone") == "+7 701 555 12 34");
  CHECK(office.desk.driver.has("appeal_form.other_appeals"));
}

TEST_CASE("erasing asks, takes what was written down away and is said to be for good") {
  Office office;
  office.take_down("Serik Abdiramanov", "+7 701 555 12 34");
  const auto appeal = office.newest().uuid;
  office.open(appeal);
  office.unfold();
  office.desk.driver.click("appeal_form.erase");
  office.settle();
  office.desk.driver.click("appeal_form.erase_applicant.yes");
  office.settle();
  CHECK(office.value("appeal_form.full_name").empty());
  CHECK(office.desk.session.toast()->text.find("can't be undone") != std::string::npos);
  office.desk.apply(CloseDialog{});
  office.open(appeal);
  office.unfold();
  CHECK(office.value("appeal_form.full_name").empty());
}

TEST_CASE("data kept for as long as they may be are listed by their appeals and erased together") {
  Office office;
  office.desk.apply(OpenDialog{Dialog::expired_applicants, no_row, {}});
  office.settle();
  CHECK(office.desk.driver.has("expired_applicants.none"));
  CHECK_FALSE(office.desk.driver.is_enabled("expired_applicants.erase"));
  office.desk.apply(CloseDialog{});
  office.take_down("Serik Abdiramanov", "+7 701 555 12 34");
  const auto appeal = office.newest();
  office.desk.apply(CommitChange{{ChangeKind::set,
                                  Entity::appeal,
                                  appeal.uuid,
                                  appeal.version,
                                  {},
                                  {{"received_on", Value{std::string{"2023-06-01"}}},
                                   {"registered_on", Value{std::string{"2023-06-01"}}},
                                   {"due_on", Value{std::string{"2023-06-21"}}},
                                   {"answered_on", Value{std::string{"2023-06-20"}}},
                                   {"answer_channel", Value{std::string{"PHONE"}}},
                                   {"answer_text", Value{std::string{"Done"}}}}}});
  office.settle();
  office.desk.apply(OpenDialog{Dialog::expired_applicants, no_row, {}});
  office.settle();
  CHECK(office.desk.driver.text("expired_applicants.line.0") ==
        appeal.reg_no + ": might be kept until 19\u00A0Jun\u00A02024");
  office.desk.driver.click("expired_applicants.erase");
  office.settle();
  office.desk.driver.click("expired_applicants.ask.yes");
  office.settle();
  CHECK(office.desk.driver.has("expired_applicants.none"));
  office.desk.apply(CloseDialog{});
  office.open(appeal.uuid);
  office.unfold();
  CHECK(office.value("appeal_form.full_name").empty());
}

TEST_CASE("an IIN is shown masked once it is written down") {
  Office office;
  office.take_down("Serik Abdiramanov", "+7 701 555 12 34");
  const auto appeal = office.newest().uuid;
  office.open(appeal);
  office.unfold();
  office.type("appeal_form.iin", "010203400123");
  office.desk.driver.click("appeal_form.save");
  office.settle();
  office.open(appeal);
  office.unfold();
  CHECK(office.value("appeal_form.iin") == "0102****0123");
}

TEST_CASE("a copied message becomes an appeal whose fields are looked at before it is saved") {
  Office office;
  const auto before = office.book().appeals.size();
  office.desk.driver.set_clipboard("Қасқасу ауылында ауыз су жоқ.\nСерік Абаев\n87015551234");
  office.desk.driver.key("Ctrl+Shift+V");
  office.settle();
  REQUIRE(office.desk.session.view().dialog == Dialog::appeal_form);
  CHECK(office.value("appeal_form.summary") == "Қасқасу ауылында ауыз су жоқ.");
  CHECK(office.value("appeal_form.full_name") == "Серік Абаев");
  CHECK(office.value("appeal_form.phone") == "87015551234");
  CHECK(office.desk.driver.has("appeal_form.from_message"));
  CHECK(!office.desk.driver.is_enabled("appeal_form.save"));
  office.desk.driver.click("appeal_form.from_message.action");
  office.settle();
  office.desk.driver.click("appeal_form.save");
  office.settle();
  REQUIRE(office.book().appeals.size() == before + 1);
  CHECK(office.newest().summary == "Қасқасу ауылында ауыз су жоқ.");
  CHECK(office.newest().settlement != no_row);
  CHECK(office.desk.session.drafts().all().empty());
}

TEST_CASE("where no applicant can be kept, what a message told of one is shown, and the appeal is saved without it") {
  Office office;
  auto& session = office.desk.session;
  office.take_down("Serik Abdiramanov", "+7 701 555 12 34");
  const std::filesystem::path file = session.document().reg->info.path;
  std::filesystem::remove(private_file_of(file));
  office.desk.apply(OpenPath{file});
  office.settle();
  REQUIRE(!session.document().reg->info.applicants.can_write());
  const auto before = office.book().appeals.size();
  office.desk.driver.set_clipboard("Қасқасу ауылында ауыз су жоқ.\nСерік Абаев\n87015551234");
  office.desk.driver.key("Ctrl+Shift+V");
  office.settle();
  CHECK(office.desk.driver.has("appeal_form.applicant_closed"));
  const auto shown = office.desk.driver.text("appeal_form.unkept");
  CHECK(shown.find("Серік Абаев") != std::string::npos);
  CHECK(shown.find("87015551234") != std::string::npos);
  office.desk.driver.click("appeal_form.from_message.action");
  office.settle();
  office.desk.driver.click("appeal_form.save");
  office.settle();
  CHECK(session.view().dialog == Dialog::none);
  REQUIRE(office.book().appeals.size() == before + 1);
  CHECK(!std::filesystem::exists(private_file_of(file)));
}

TEST_CASE("a clipboard without text says so and opens nothing") {
  Office office;
  office.desk.driver.set_clipboard(" \n");
  office.desk.driver.key("Ctrl+Shift+V");
  office.settle();
  CHECK(office.desk.session.view().dialog == Dialog::none);
  CHECK(office.desk.session.toast()->text == "There is no text of a message to paste.");
}

TEST_CASE("what is typed is a draft until it is saved or thrown away") {
  Office office;
  auto& session = office.desk.session;
  office.open_new();
  CHECK(session.drafts().all().empty());
  office.type("appeal_form.summary", "The bridge is down");
  REQUIRE(session.drafts().all().size() == 1);
  // As after a crash: the form is gone, the draft is not.
  const auto draft = session.drafts().all()[0];
  session.apply(CloseDialog{});
  office.settle();
  CHECK(session.drafts().all().empty());
  session.apply(KeepDraft{draft});
  office.desk.driver.frames(3);
  REQUIRE(office.desk.driver.has("today.draft.0"));
  CHECK(today_counts(session).drafts == 1);
  office.desk.driver.click("today.draft.0");
  office.settle();
  CHECK(office.value("appeal_form.summary") == "The bridge is down");
  office.choose("appeal_form.channel", "Phone");
  office.desk.driver.click("appeal_form.save");
  office.settle();
  CHECK(office.newest().summary == "The bridge is down");
  CHECK(office.newest().uuid == draft.id);
  CHECK(session.drafts().all().empty());
}

TEST_CASE("a form opened again goes on from its draft; emptied again there is none") {
  Office office;
  auto& session = office.desk.session;
  const Row row = 0;
  const auto title = session.snapshot()->issues[row].title;
  const Fields typed = {{"title", Value{std::string{"Another title"}}}};
  session.apply(KeepDraft{{"d", Dialog::issue_form, session.snapshot()->issues[row].uuid, {}, {typed}, {}, {}}});
  office.desk.apply(OpenDialog{Dialog::issue_form, row, {}});
  office.settle();
  CHECK(office.value("issue_form.title") == "Another title");
  CHECK(session.view().draft == "d");
  office.desk.driver.click("issue_form.title");
  office.desk.driver.key("Ctrl+A");
  office.desk.driver.type(title.c_str());
  office.settle();
  CHECK(session.drafts().all().empty());
}

}  // namespace riskmap::ui
