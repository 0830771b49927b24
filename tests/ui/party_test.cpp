// A responsible party: found, looked at, written down, changed, and left again.
#include <doctest/doctest.h>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/inspector.h"
#include "viewer/panels/party_form.h"
#include "viewer/panels/shell.h"

namespace riskmap::ui {
namespace {

struct Window {
  Window() {
    desk.show([this](const Layout&) { return shell.build(desk.session, 1440, 1200); });
  }
  [[nodiscard]] const RegisterSnapshot& snapshot() const { return *desk.session.snapshot(); }
  [[nodiscard]] Row party_named(std::string_view name) const {
    for (Row row = 0; row < snapshot().parties.size(); ++row)
      if (snapshot().parties[row].id && snapshot().parties[row].names.kk == name) return row;
    return no_row;
  }
  // One that answers for an open problem.
  [[nodiscard]] Row busy() const {
    for (Row row = 0; row < snapshot().issues.size(); ++row)
      if (snapshot().issues[row].responsible != no_row && desk.session.derived().facts.facts[row].is_open)
        return snapshot().issues[row].responsible;
    return no_row;
  }
  void look_at(Row party) {
    desk.apply(LookAtParty{party});
    desk.driver.frames(4);
  }

  Shell shell;
  Desk desk{{.language = Language::en, .width = 1440, .height = 1200}};
};

TEST_CASE("the page of a party leads to a problem, and back to what was selected before") {
  Window window;
  auto& driver = window.desk.driver;
  const Row party = window.busy();
  Row issue = 0;
  while (window.snapshot().issues[issue].responsible != party) ++issue;
  window.desk.apply(SelectIssue{issue, false});
  driver.frames(4);
  driver.click("inspector.party." + window.snapshot().parties[party].uuid);
  driver.frames(4);
  CHECK(driver.text("inspector.title") == window.snapshot().parties[party].names.en);
  const auto& work = *window.desk.session.derived().party;
  CHECK(driver.value("inspector.open") == std::to_string(work.open));
  window.desk.press({"Escape"});
  CHECK(driver.text("inspector.title") == window.snapshot().issues[issue].title);
}

TEST_CASE("the search finds a party by its name in any language and opens its page") {
  Window window;
  const Row party = window.busy();
  window.desk.press({"Ctrl+K"});
  window.desk.driver.type(window.snapshot().parties[party].names.ru);
  window.desk.press({"Enter"});
  CHECK(window.desk.session.view().party == party);
}

TEST_CASE("a party is written down with its places by keyboard, and undone as one step") {
  Window window;
  auto& driver = window.desk.driver;
  window.desk.press({"Ctrl+Shift+P"});
  driver.frames(4);
  REQUIRE(driver.focused() == "party_form.name_kk");
  driver.type("Жаңа депутат (үлгі)");
  window.desk.press({"Tab", "Tab", "Tab"});
  REQUIRE(driver.focused() == "party_form.kind");
  driver.type("Regional");
  window.desk.press({"Enter"});
  driver.click("party_form.add_place");
  driver.type("Қасқасу");
  window.desk.press({"Down", "Enter", "Ctrl+Enter"});
  CHECK(window.desk.session.view().dialog == Dialog::none);
  const Row party = window.party_named("Жаңа депутат (үлгі)");
  REQUIRE(party != no_row);
  window.look_at(party);
  CHECK(window.desk.session.derived().party->places.size() == 1);
  window.desk.press({"Ctrl+Z"});
  CHECK(window.party_named("Жаңа депутат (үлгі)") == no_row);
}

TEST_CASE("a party without a name or a kind is refused beside the field") {
  Window window;
  window.desk.press({"Ctrl+Shift+P"});
  window.desk.driver.frames(4);
  window.desk.press({"Ctrl+Enter"});
  CHECK(window.desk.session.view().dialog == Dialog::party_form);
  CHECK(window.desk.driver.has("party_form.name_kk.error"));
  CHECK(window.desk.driver.has("party_form.kind.error"));
}

TEST_CASE("a place is taken out of a party's list and stays a place") {
  Window window;
  auto& driver = window.desk.driver;
  const auto& areas = window.desk.session.derived().party_areas;
  REQUIRE(!areas.empty());
  const Row party = areas.front().party;
  window.look_at(party);
  const auto before = window.desk.session.derived().party->places.size();
  const auto code = window.snapshot().areas[areas.front().place.row].code;
  driver.click("inspector.edit");
  driver.frames(4);
  driver.click("party_form.place." + code + ".remove");
  window.desk.press({"Ctrl+Enter"});
  CHECK(window.desk.session.view().dialog == Dialog::none);
  CHECK(window.desk.session.derived().party->places.size() == before - 1);
}

TEST_CASE("who answers for problems cannot be deleted, and the form says so") {
  Window window;
  auto& driver = window.desk.driver;
  window.look_at(window.busy());
  driver.click("inspector.edit");
  driver.frames(4);
  driver.click("party_form.delete");
  driver.frames(3);
  driver.click("party_form.delete_record.yes");
  window.desk.settle();
  CHECK(window.desk.session.view().dialog == Dialog::party_form);
  CHECK(driver.has("party_form.error"));
}

TEST_CASE("a half-typed party is there again after a crash") {
  Window window;
  auto& driver = window.desk.driver;
  auto& session = window.desk.session;
  window.desk.press({"Ctrl+Shift+P"});
  driver.frames(4);
  driver.type("Жартылай");
  window.desk.settle();
  REQUIRE(session.drafts().all().size() == 1);
  const auto draft = session.drafts().all().front();
  window.desk.apply(CloseDialog{});
  driver.frames(3);
  session.apply(KeepDraft{draft});
  session.apply(OpenDraft{draft.id});
  driver.frames(4);
  CHECK(driver.value("party_form.name_kk") == "Жартылай");
}

TEST_CASE("nothing on a party's page and form is cut in any look") {
  in_every_look([](Desk& desk) {
    InspectorState page;
    PartyFormState form;
    desk.show([&](const Layout& layout) {
      auto intents = inspector(desk.session, page, layout);
      if (form.uuid.empty()) return intents;
      return party_form(desk.session, form);
    });
    const Row party = desk.session.derived().party_areas.front().party;
    desk.apply(LookAtParty{party});
    for (const std::size_t tab : {0U, 1U, 2U}) {
      page.party_tab = tab;
      desk.driver.frames(3);
      CHECK(joined(desk.driver.cut_texts()) == "");
    }
    desk.apply(OpenDialog{Dialog::party_form, no_row, desk.session.snapshot()->parties[party].uuid});
    fill_party_form(form, desk.session);
    desk.driver.frames(3);
    CHECK(joined(desk.driver.cut_texts()) == "");
  });
}

}  // namespace
}  // namespace riskmap::ui
