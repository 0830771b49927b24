// Forms of records: what is typed belongs to the form it was typed in, and what is wrong is never saved.
#include <doctest/doctest.h>

#include <tuple>

#include "layers/text/messages.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/dialogs.h"

namespace riskmap::ui {
namespace {

// A desk with the dialogs on it.
struct Forms {
  explicit Forms(Language language = Language::en) : desk{{.language = language}} {
    desk.show([this](const Layout&) { return dialogs(desk.session, *state); });
  }
  Forms(const Forms&) = delete;
  Forms& operator=(const Forms&) = delete;

  void open(Dialog dialog, Row row, std::string text = {}) {
    desk.apply(OpenDialog{dialog, row, std::move(text)});
    desk.driver.frames(4);
  }
  // Replaces what stands in a field and leaves it.
  void fill_in(const char* field, const char* text) {
    desk.driver.click(field);
    desk.driver.key("Ctrl+A");
    desk.driver.type(text);
    desk.driver.key("Tab");
  }
  [[nodiscard]] Issue issue(const std::string& number) const {
    return desk.session.snapshot()->issues[desk.issue_named(number)];
  }
  // The nth measure that has a budget.
  [[nodiscard]] Row measure_with_budget(int n) const {
    const auto& measures = desk.session.snapshot()->measures;
    for (Row row = 0; row < measures.size(); ++row)
      if (measures[row].budget_kzt && n-- == 0) return row;
    return no_row;
  }

  Desk desk;
  Dialogs state = make_dialogs();
};

TEST_CASE("what was typed into a cancelled form is not there in the next one") {
  Forms forms;
  auto& driver = forms.desk.driver;
  const Row first = forms.measure_with_budget(0), second = forms.measure_with_budget(1);
  REQUIRE(second != no_row);
  forms.open(Dialog::measure_form, second);
  const auto budget = driver.value("measure_form.budget_kzt"), due = driver.value("measure_form.due_on");
  forms.desk.apply(CloseDialog{});
  forms.open(Dialog::measure_form, first);
  forms.fill_in("measure_form.due_on", "31.06.2026");
  forms.fill_in("measure_form.budget_kzt", "abc");
  forms.desk.apply(CloseDialog{});
  driver.frames(2);
  forms.open(Dialog::measure_form, second);
  CHECK(driver.value("measure_form.budget_kzt") == budget);
  CHECK(driver.value("measure_form.due_on") == due);
  CHECK_FALSE(driver.has("measure_form.budget_kzt.error"));
}

TEST_CASE("a form with a wrong date or number is not saved: the keyboard goes to the first wrong field") {
  Forms forms;
  auto& driver = forms.desk.driver;
  const Row row = forms.measure_with_budget(0);
  forms.open(Dialog::measure_form, row);
  const auto serial = forms.desk.session.commit().serial;
  forms.fill_in("measure_form.due_on", "31.06.2026");
  forms.fill_in("measure_form.budget_kzt", "1e400");
  for (const char* way : {"Save", "Ctrl+Enter"}) {
    CAPTURE(way);
    driver.click("measure_form.beneficiaries");
    if (way == std::string_view{"Save"})
      driver.click("measure_form.save");
    else
      driver.key(way);
    driver.frames(3);
    CHECK(forms.desk.session.commit().serial == serial);
    CHECK(driver.focused() == "measure_form.due_on");
    CHECK(driver.has("measure_form.due_on.error"));
  }
  driver.click("measure_form.cancel");
  driver.frames(3);
  CHECK(driver.has("measure_form.discard"));  // text that is no value yet is a change too
}

TEST_CASE("the issue's form and the status dialog do not save a wrong date either") {
  Forms forms;
  auto& driver = forms.desk.driver;
  forms.open(Dialog::issue_form, forms.desk.issue_named("TB-2023-0033"));
  const auto serial = forms.desk.session.commit().serial;
  forms.fill_in("issue_form.due_on", "31.06.2026");
  driver.click("issue_form.save");
  driver.frames(3);
  CHECK(forms.desk.session.commit().serial == serial);
  CHECK(driver.focused() == "issue_form.due_on");
  forms.open(Dialog::status_change, forms.desk.issue_named("TB-2023-0033"));
  driver.click("status_form.to.on_hold");
  driver.frames(3);
  forms.fill_in("status_form.review_on", "31.06.2026");
  driver.click("status_form.save");
  driver.frames(3);
  CHECK(forms.desk.session.commit().serial == serial);
  CHECK(driver.focused() == "status_form.review_on");
}

TEST_CASE("a title with an emoji is corrected in the form; the description beside it stays as it was") {
  Forms forms;
  auto& driver = forms.desk.driver;
  const auto& issue = forms.issue("TB-2023-0033");
  Change change;
  change.uuid = issue.uuid;
  change.version = issue.version;
  change.after = {{"title", Value{"Су жоқ 👍"}}, {"description", Value{"Бірінші\n𠀀 екінші"}}};
  forms.desk.apply(CommitChange{std::move(change)});
  REQUIRE(forms.issue("TB-2023-0033").title == "Су жоқ 👍");
  forms.open(Dialog::issue_form, forms.desk.issue_named("TB-2023-0033"));
  driver.click("issue_form.title");
  driver.key("End");
  driver.type(" мүлдем 🏽");
  driver.click("issue_form.description");
  driver.key("Ctrl+Enter");
  forms.desk.settle();
  CHECK(forms.desk.session.view().dialog == Dialog::none);
  CHECK(forms.issue("TB-2023-0033").title == "Су жоқ 👍 мүлдем 🏽");
  CHECK(forms.issue("TB-2023-0033").description == "Бірінші\n𠀀 екінші");
}

TEST_CASE("a text that is too long is not cut and not saved until it fits") {
  Forms forms;
  auto& driver = forms.desk.driver;
  forms.open(Dialog::issue_form, forms.desk.issue_named("TB-2023-0033"));
  const auto serial = forms.desk.session.commit().serial;
  std::string title;
  for (int i = 0; i < 400; ++i) title += "Ә";
  const auto paste = [&](const char* field, const std::string& text) {
    driver.set_clipboard(text);
    driver.click(field);
    driver.key("Ctrl+A");
    driver.key("Ctrl+V");
  };
  paste("issue_form.title", title);
  CHECK(driver.value("issue_form.title") == title);
  CHECK(driver.text("issue_form.title.error").find("400 / 200") != std::string::npos);
  driver.click("issue_form.settlement");
  driver.key("Escape");
  driver.key("Ctrl+Enter");
  forms.desk.settle();
  CHECK(forms.desk.session.commit().serial == serial);
  CHECK(driver.focused() == "issue_form.title");
  title.resize(400);  // 200 characters
  paste("issue_form.title", title);
  driver.key("Ctrl+Enter");
  forms.desk.settle();
  CHECK(forms.issue("TB-2023-0033").title == title);
}

TEST_CASE("money is whole tenge: nothing is cut without a word, and thousands may be a word") {
  Forms forms;
  auto& driver = forms.desk.driver;
  const Row row = forms.measure_with_budget(0);
  forms.open(Dialog::measure_form, row);
  for (const char* typed : {"2,5", "0,4", "2.500"}) {
    CAPTURE(typed);
    forms.fill_in("measure_form.budget_kzt", typed);
    CHECK(driver.value("measure_form.budget_kzt") == typed);
    CHECK(driver.has("measure_form.budget_kzt.error"));
  }
  CHECK(driver.text("measure_form.budget_kzt.error").ends_with("2,500."));
  forms.fill_in("measure_form.budget_kzt", "50,0 мың");
  CHECK_FALSE(driver.has("measure_form.budget_kzt.error"));
  driver.click("measure_form.save");
  forms.desk.settle();
  CHECK(forms.desk.session.snapshot()->measures[row].budget_kzt == 50000);
}

TEST_CASE("leaving the program asks a changed form first; an untouched one closes") {
  Forms forms;
  auto& driver = forms.desk.driver;
  for (const auto& [dialog, field, question] :
       {std::tuple{Dialog::issue_form, "issue_form.title", "issue_form.discard"},
        std::tuple{Dialog::status_change, "status_form.to.on_hold", "status_form.discard"}}) {
    CAPTURE(question);
    forms.open(dialog, forms.desk.issue_named("TB-2023-0033"));
    driver.click(field);
    if (dialog == Dialog::issue_form) driver.type("!");
    driver.frames(2);
    forms.desk.apply(Quit{});
    driver.frames(4);
    CHECK_FALSE(forms.desk.session.wants_quit());
    REQUIRE(driver.has(question));
    driver.click(std::string{question} + ".no");
    driver.frames(3);
    CHECK_FALSE(driver.has(question));
    CHECK(forms.desk.session.view().dialog == dialog);
    CHECK_FALSE(forms.desk.session.asks_to_quit());
  }
  forms.desk.apply(Quit{});
  driver.frames(4);
  driver.click("status_form.discard.yes");
  driver.frames(2);
  CHECK(forms.desk.session.wants_quit());
  Forms untouched;
  untouched.open(Dialog::issue_form, untouched.desk.issue_named("TB-2023-0033"));
  untouched.desk.apply(Quit{});
  untouched.desk.driver.frames(2);
  CHECK(untouched.desk.session.wants_quit());
}

// Another person at the same register.
void change_elsewhere(const Forms& forms, Change change) {
  Session other{options_for(Language::en)};
  other.apply(OpenPath{forms.desk.path()});
  other.wait_until_idle();
  other.apply(SetAuthor{"Болат Ким", "маман"});
  other.apply(CommitChange{std::move(change)});
  other.wait_until_idle();
  REQUIRE(other.commit().stage == CommitState::Stage::accepted);
}

TEST_CASE("two people change one problem: both versions stand in the form, and either can go on") {
  for (const bool keeps_mine : {true, false}) {
    CAPTURE(keeps_mine);
    Forms forms;
    auto& driver = forms.desk.driver;
    const Row row = forms.desk.issue_named("TB-2023-0033");
    const auto issue = forms.desk.session.snapshot()->issues[row];
    forms.open(Dialog::issue_form, row);
    forms.fill_in("issue_form.title", "Менің мәтінім");
    Change change;
    change.uuid = issue.uuid;
    change.version = issue.version;
    change.after = {{"title", Value{"Оның мәтіні"}}, {"description", Value{"Оның сипаттамасы"}}};
    change_elsewhere(forms, change);
    driver.click("issue_form.save");
    forms.desk.settle();
    REQUIRE(driver.has("issue_form.conflict"));
    CHECK(driver.text("issue_form.conflict").find("Болат Ким") != std::string::npos);
    CHECK(driver.text("issue_form.title.remark") == "Now in the register: Оның мәтіні");
    CHECK_FALSE(driver.is_enabled("issue_form.save"));
    driver.click(keeps_mine ? "issue_form.keep_mine" : "issue_form.take_theirs");
    driver.frames(3);
    CHECK_FALSE(driver.has("issue_form.conflict"));
    CHECK(driver.value("issue_form.title") == (keeps_mine ? "Менің мәтінім" : "Оның мәтіні"));
    driver.click("issue_form.save");
    forms.desk.settle();
    CHECK(forms.desk.session.view().dialog == Dialog::none);
    const auto& saved = forms.desk.session.snapshot()->issues[row];
    CHECK(saved.title == (keeps_mine ? "Менің мәтінім" : "Оның мәтіні"));
    CHECK(saved.description == "Оның сипаттамасы");
  }
}

TEST_CASE("who changed what meanwhile is said whole, with the fields' names in the person's language") {
  for (const auto dialog : {Dialog::issue_form, Dialog::status_change}) {
    CAPTURE(static_cast<int>(dialog));
    Forms forms{Language::ru};
    auto& driver = forms.desk.driver;
    const Row row = forms.desk.issue_named("TB-2023-0033");
    const auto issue = forms.desk.session.snapshot()->issues[row];
    forms.open(dialog, row);
    if (dialog == Dialog::issue_form)
      forms.fill_in("issue_form.title", "Менің мәтінім");
    else
      driver.click("status_form.to.on_hold");
    Change change;
    change.uuid = issue.uuid;
    change.version = issue.version;
    change.after = {{"title", Value{"Оның мәтіні"}}, {"severity", Value{std::int64_t{issue.severity == 1 ? 2 : 1}}}};
    change_elsewhere(forms, change);
    if (dialog == Dialog::status_change) {
      driver.click("status_form.reason");
      driver.type("Күз болды");
      forms.fill_in("status_form.review_on", "01.12.2030");
    }
    driver.key("Ctrl+Enter");
    forms.desk.settle();
    const bool is_form = dialog == Dialog::issue_form;
    const auto said = driver.text(is_form ? "issue_form.conflict" : "status_form.conflict");
    CAPTURE(said);
    for (const char* name : {"title", "severity"}) {
      CHECK(said.find(field_label("issue", name)) != std::string::npos);
      CHECK(said.find(name) == std::string::npos);
    }
    CHECK(said.find("Болат Ким") != std::string::npos);
    CHECK_FALSE(driver.has(is_form ? "issue_form.error" : "status_form.error"));  // said once, above the fields
    for (const auto& cut : driver.cut_texts()) CHECK(cut.find("_form") == std::string::npos);
  }
}

TEST_CASE("a form whose record somebody else deletes stays with what was typed, and cannot be saved") {
  Forms forms;
  auto& driver = forms.desk.driver;
  const Row row = forms.desk.issue_named("TB-2023-0033");
  const auto uuid = forms.desk.session.snapshot()->issues[row].uuid;
  const auto version = forms.desk.session.snapshot()->issues[row].version;
  forms.open(Dialog::issue_form, row);
  forms.fill_in("issue_form.title", "Жаңа мәтін");
  Change removal;
  removal.kind = ChangeKind::remove;
  removal.uuid = uuid;
  removal.version = version;
  change_elsewhere(forms, removal);
  driver.click("issue_form.save");
  forms.desk.settle();
  REQUIRE(driver.has("issue_form.gone"));
  CHECK(driver.text("issue_form.gone").find("Болат Ким") != std::string::npos);
  CHECK(driver.value("issue_form.title") == "Жаңа мәтін");
  CHECK_FALSE(driver.is_enabled("issue_form.save"));
}

TEST_CASE("what the office no longer uses stays in the form where it stands, and is offered nowhere else") {
  Forms forms;
  auto& driver = forms.desk.driver;
  const auto hide = [&forms](Entity entity, const std::string& uuid, std::int64_t version) {
    forms.desk.apply(CommitChange{{ChangeKind::set, entity, uuid, version, {}, {{"active", Value{std::int64_t{0}}}}}});
  };
  const Row row = forms.desk.issue_named("TB-2023-0033");
  REQUIRE(forms.issue("TB-2023-0033").responsible != no_row);
  const auto category = forms.desk.session.snapshot()->categories[forms.issue("TB-2023-0033").category];
  const auto party = forms.desk.session.snapshot()->parties[forms.issue("TB-2023-0033").responsible];
  const auto offers = [&](const std::string& field, const std::string& name, const std::string& id) {
    driver.click(field);
    driver.key("Ctrl+A");
    driver.type(name);
    driver.frames(3);
    const bool has = driver.has(field + "." + id);
    driver.key("Escape");
    driver.frames(2);
    return has;
  };
  const auto offered_in_form_of = [&](Row issue) {
    forms.open(Dialog::issue_form, issue);
    const bool has_category = offers("issue_form.category", category.names.en, category.code);
    const bool has_party = offers("issue_form.responsible", party.names.en, party.uuid);
    CHECK(has_category == has_party);
    return has_category && has_party;
  };
  CHECK(offered_in_form_of(no_row));
  forms.desk.apply(CloseDialog{});
  hide(Entity::category, category.uuid, category.version);
  hide(Entity::party, party.uuid, party.version);
  CHECK_FALSE(offered_in_form_of(no_row));
  forms.desk.apply(CloseDialog{});
  driver.frames(2);
  CHECK(offered_in_form_of(row));
  CHECK(driver.value("issue_form.category") == category.code);
  CHECK(driver.value("issue_form.responsible") == party.uuid);
}

}  // namespace
}  // namespace riskmap::ui
