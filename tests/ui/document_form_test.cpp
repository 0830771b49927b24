// Letters about a problem: written down, answered, and listed while nobody answers.
#include <doctest/doctest.h>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/shell.h"

namespace riskmap::ui {
namespace {

struct Window {
  Window() {
    desk.show([this](const Layout&) { return shell.build(desk.session, 1440, 1600); });
    while (!snapshot().issues[issue].id) ++issue;
    desk.apply(SelectIssue{issue, false});
    desk.driver.frames(4);
  }
  // A letter about the problem, whose answer was due some days ago.
  std::string sent() {
    Change change{.kind = ChangeKind::add,
                  .entity = Entity::document,
                  .uuid = new_uuid(),
                  .version = 0,
                  .before = {},
                  .after = {{"owner_entity", Value{"issue"}},
                            {"owner", Value{snapshot().issues[issue].uuid}},
                            {"kind", Value{"LETTER_OUT"}},
                            {"number", Value{"12-3"}},
                            {"due_on", Value{iso_date(desk.session.today() - std::chrono::days{5})}}}};
    desk.apply(CommitChange{change});
    desk.settle();
    return change.uuid;
  }
  [[nodiscard]] const DocumentBook& book() const { return desk.session.derived().documents; }
  [[nodiscard]] const RegisterSnapshot& snapshot() const { return *desk.session.snapshot(); }
  // Of this problem alone: the sample has letters about others.
  [[nodiscard]] std::vector<OfficeDocument> documents() const {
    std::vector<OfficeDocument> about;
    const auto found = book().by_owner.find(snapshot().issues[issue].uuid);
    if (found != book().by_owner.end())
      for (const auto place : found->second) about.push_back(book().documents[place]);
    return about;
  }

  Row issue = 0;
  Shell shell;
  Desk desk{{.language = Language::en, .width = 1440, .height = 1600}};
};

TEST_CASE("a document is added to a problem by keyboard, and undone") {
  Window window;
  auto& driver = window.desk.driver;
  driver.click("inspector.add_document");
  driver.frames(6);
  REQUIRE(driver.focused() == "document_form.kind");
  window.desk.press({"Tab"});
  REQUIRE(driver.focused() == "document_form.number");
  driver.type("7-41");
  window.desk.press({"Ctrl+Enter"});
  CHECK(window.desk.session.view().dialog == Dialog::none);
  REQUIRE(window.documents().size() == 1);
  CHECK(window.documents().front().number == "7-41");
  CHECK(window.documents().front().awaits_answer());
  window.desk.press({"Ctrl+Z"});
  CHECK(window.documents().empty());
}

TEST_CASE("a letter that nobody answers says how late it is; its answer is one press away and ends that") {
  Window window;
  auto& driver = window.desk.driver;
  const auto letter = window.sent();
  const auto card = "inspector.document." + letter;
  REQUIRE(driver.has(card + ".awaited"));
  CHECK(driver.text(card + ".awaited").find("5 days late") != std::string::npos);
  driver.click(card + ".answer");
  driver.frames(6);
  CHECK(driver.value("document_form.answers") == letter);
  window.desk.press({"Ctrl+Enter"});
  CHECK(window.book().find(letter)->is_answered);
  CHECK(window.documents().size() == 2);
}

TEST_CASE("letters without an answer are listed under Today") {
  Window window;
  const auto letter = window.sent();
  window.desk.apply(SetWorkspace{Workspace::today});
  window.desk.driver.frames(4);
  const auto title = "today.letter." + letter + ".title";
  for (int i = 0; i < 60 && !window.desk.driver.has(title); ++i) window.desk.driver.scroll("today", -10);
  CHECK(window.desk.driver.has(title));
}

TEST_CASE("a document is opened, changed and deleted") {
  Window window;
  auto& driver = window.desk.driver;
  const auto letter = window.sent();
  driver.click("inspector.document." + letter + ".title");
  driver.frames(6);
  REQUIRE(driver.has("document_form.delete"));
  CHECK(driver.value("document_form.number") == "12-3");
  driver.click("document_form.delete");
  driver.frames(3);
  driver.click("document_form.delete_record.yes");
  window.desk.settle();
  CHECK(window.documents().empty());
}

TEST_CASE("a half-typed document is there again after a crash, with its problem and the letter it answers") {
  Window window;
  auto& driver = window.desk.driver;
  auto& session = window.desk.session;
  const auto letter = window.sent();
  driver.click("inspector.document." + letter + ".answer");
  driver.frames(6);
  driver.click("document_form.number");
  driver.type("9");
  window.desk.settle();
  REQUIRE(session.drafts().all().size() == 1);
  const auto draft = session.drafts().all().front();
  window.desk.apply(CloseDialog{});
  driver.frames(3);
  session.apply(KeepDraft{draft});
  session.apply(OpenDraft{draft.id});
  driver.frames(6);
  CHECK(driver.value("document_form.number") == "9");
  CHECK(driver.value("document_form.answers") == letter);
}

}  // namespace
}  // namespace riskmap::ui
