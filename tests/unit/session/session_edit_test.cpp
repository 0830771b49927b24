// Every change goes to the store and comes back accepted, or is refused beside its field.
#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {

using Stage = CommitState::Stage;

// What a reader of the file sees.
Issue stored(const std::filesystem::path& file, const std::string& uuid) {
  const auto snapshot = taken(opened(file, OpenMode::read_only)->load());
  const Row row = snapshot->find_issue(uuid);
  REQUIRE(row != no_row);
  return snapshot->issues[row];
}

Accepted by_somebody_else(const std::filesystem::path& file, const std::string& uuid, Fields after) {
  const auto store = opened(file);
  const auto snapshot = taken(store->load());
  const auto version = snapshot->issues[snapshot->find_issue(uuid)].version;
  return taken(
      store->commit({EditKind::user, {{ChangeKind::set, Entity::issue, uuid, version, {}, std::move(after)}}, {}},
                    {"Дана", "маман", "station-2"}));
}

Value number(std::int64_t value) {
  return Value{value};
}

}  // namespace

TEST_CASE_FIXTURE(Office, "an accepted problem is on disk, in the table and in the sums") {
  const auto total = derived().total_count;
  const auto open_there = derived().settlements[settlement("615835100")].open;
  tell(add_issue());
  REQUIRE(session.commit().stage == Stage::accepted);
  REQUIRE(session.commit().uuids.size() == 1);
  const auto& uuid = session.commit().uuids.front();
  CHECK(stored(file, uuid).title == "Ауыз су жоқ көше");
  CHECK(derived().total_count == total + 1);
  CHECK(derived().table.size() == static_cast<std::size_t>(total + 1));
  CHECK(derived().settlements[settlement("615835100")].open == open_there + 1);
  CHECK_FALSE(session.search()->find("Ауыз су жоқ көше", Language::kk).empty());
  REQUIRE(session.toast());
  CHECK(session.toast()->kind == Toast::Kind::success);
  CHECK_FALSE(session.toast()->batch.empty());
  CHECK(session.toast()->batch == session.undo_state().undo_batch);
}

TEST_CASE_FIXTURE(Office, "a refused problem says why beside its field and changes nothing") {
  const auto total = derived().total_count;
  auto fields = new_issue_fields();
  fields.insert_or_assign("severity", number(9));
  fields.insert_or_assign("title", words_value("су"));
  tell(OpenDialog{Dialog::issue_form, no_row, {}}, add_issue(fields));
  CHECK(session.commit().stage == Stage::refused);
  REQUIRE(session.commit().problems.size() == 2);
  CHECK_FALSE(session.commit().error);
  CHECK(derived().total_count == total);
  CHECK_FALSE(session.toast());
}

TEST_CASE_FIXTURE(Office, "a form sees a new serial for every edit it caused") {
  const auto before = session.commit().serial;
  tell(add_issue());
  CHECK(session.commit().serial == before + 1);
  auto fields = new_issue_fields();
  fields.insert_or_assign("severity", number(9));
  tell(add_issue(fields));
  CHECK(session.commit().serial == before + 2);
}

TEST_CASE_FIXTURE(Office, "nothing changed is accepted without a trace") {
  const Row row = some_issue();
  const auto version = snapshot().issues[row].version;
  tell(CommitChange{change_of(row, {{"severity", number(snapshot().issues[row].severity)}})});
  CHECK(session.commit().stage == Stage::accepted);
  CHECK(snapshot().issues[row].version == version);
  CHECK_FALSE(session.undo_state().can_undo);
}

TEST_CASE_FIXTURE(Office, "undo and redo go through the store and move the picture") {
  const Row row = some_issue();
  const auto before = snapshot().issues[row];
  const int other = before.severity == 5 ? 4 : 5;
  tell(CommitChange{change_of(row, {{"severity", number(other)}})});
  CHECK(snapshot().issues[row].severity == other);
  CHECK(session.undo_state().can_undo);
  tell(Undo{});
  CHECK(snapshot().issues[row].severity == before.severity);
  CHECK(stored(file, before.uuid).severity == before.severity);
  CHECK_FALSE(session.undo_state().can_undo);
  CHECK(session.undo_state().can_redo);
  tell(Redo{});
  CHECK(stored(file, before.uuid).severity == other);
}

TEST_CASE_FIXTURE(Office, "a message takes back its own edit and no other") {
  const Row row = some_issue();
  tell(CommitChange{change_of(row, {{"address", words_value("Абай, 1")}})});
  const auto first = session.toast()->batch;
  tell(add_issue());
  const auto uuid = session.commit().uuids.front(), second = session.toast()->batch;
  tell(Undo{first});
  CHECK(has_problem());
  CHECK(snapshot().find_issue(uuid) != no_row);
  CHECK(snapshot().issues[row].address == "Абай, 1");
  tell(Undo{second});
  CHECK(snapshot().find_issue(uuid) == no_row);
  CHECK(session.toast()->batch.empty());
  CHECK(session.undo_state().undo_batch == first);
}

TEST_CASE_FIXTURE(Office, "undo is still there after a restart") {
  tell(add_issue());
  const auto uuid = session.commit().uuids.front();
  open(file);
  CHECK(session.undo_state().can_undo);
  tell(Undo{});
  CHECK(snapshot().find_issue(uuid) == no_row);
}

TEST_CASE_FIXTURE(Office, "an undo with nothing to undo is said and does no harm") {
  tell(Undo{});
  CHECK(has_problem());
  tell(Redo{});
  CHECK(has_problem());
}

TEST_CASE_FIXTURE(Office, "a removed problem leaves the selection and comes back with undo") {
  const Row row = some_issue();
  const auto uuid = snapshot().issues[row].uuid;
  tell(SelectIssue{row, false});
  tell(CommitChange{{ChangeKind::remove, Entity::issue, uuid, snapshot().issues[row].version, {}, {}}});
  REQUIRE(session.commit().stage == Stage::accepted);
  CHECK(view().issue == no_row);
  CHECK(snapshot().find_issue(uuid) == no_row);
  tell(Undo{});
  CHECK(snapshot().find_issue(uuid) != no_row);
}

TEST_CASE_FIXTURE(Office, "somebody else's change is a conflict at first, and then known") {
  const Row row = some_issue();
  const auto uuid = snapshot().issues[row].uuid;
  by_somebody_else(file, uuid, {{"address", words_value("Абай көшесі, 1")}});
  tell(CommitChange{change_of(row, {{"severity", number(snapshot().issues[row].severity == 5 ? 4 : 5)}})});
  CHECK(session.commit().stage == Stage::refused);
  REQUIRE(session.commit().error);
  CHECK(session.commit().error->code == ErrorCode::conflict);
  CHECK(snapshot().issues[row].address == "Абай көшесі, 1");
  tell(CommitChange{change_of(row, {{"severity", number(snapshot().issues[row].severity == 5 ? 4 : 5)}})});
  CHECK(session.commit().stage == Stage::accepted);
}

TEST_CASE_FIXTURE(Office, "what somebody else changed elsewhere arrives with the next edit") {
  const Row row = some_issue();
  by_somebody_else(file, snapshot().issues[row].uuid, {{"address", words_value("Абай көшесі, 1")}});
  tell(add_issue());
  CHECK(session.commit().stage == Stage::accepted);
  CHECK(snapshot().issues[row].address == "Абай көшесі, 1");
}

TEST_CASE_FIXTURE(Office, "an undo of what somebody else has changed since is refused and names them") {
  const Row row = some_issue();
  const auto uuid = snapshot().issues[row].uuid;
  tell(CommitChange{change_of(row, {{"address", words_value("Төле би, 5")}})});
  by_somebody_else(file, uuid, {{"address", words_value("Абай көшесі, 1")}});
  tell(Undo{});
  CHECK(has_problem());
  CHECK(message() == "«" + snapshot().issues[row].reg_no +
                         "» was changed meanwhile: Дана (Address). Taking your edit back would lose that.");
  CHECK(session.toast()->offers_skip == EditKind::undo);
  CHECK(stored(file, uuid).address == "Абай көшесі, 1");
}

TEST_CASE_FIXTURE(Office, "an edit that cannot be taken back is skipped by wish, and undo reaches the one before") {
  tell(add_issue());
  const auto first = session.commit().uuids.front();
  tell(add_issue());
  const auto second = session.commit().uuids.front();
  by_somebody_else(file, second, {{"severity", number(1)}});
  tell(Undo{});
  REQUIRE(session.toast()->offers_skip == EditKind::undo);
  const auto batch = session.toast()->batch;
  tell(SkipEdit{EditKind::undo, "another batch"});
  CHECK(has_problem());
  tell(SkipEdit{EditKind::undo, batch});
  CHECK_FALSE(has_problem());
  tell(Undo{});
  CHECK(snapshot().find_issue(first) == no_row);
  CHECK(snapshot().find_issue(second) != no_row);
}

TEST_CASE_FIXTURE(Office, "a redo that somebody is in the way of says who, and is skipped by wish") {
  const Row row = some_issue();
  const auto uuid = snapshot().issues[row].uuid;
  tell(CommitChange{change_of(row, {{"address", words_value("Төле би, 5")}})});
  tell(add_issue());
  const auto later = session.commit().uuids.front();
  tell(Undo{});
  tell(Undo{});
  by_somebody_else(file, uuid, {{"address", words_value("Абай көшесі, 1")}});
  tell(Redo{});
  CHECK(message() == "«" + snapshot().issues[row].reg_no +
                         "» was changed meanwhile: Дана (Address). Doing your edit again would lose that.");
  REQUIRE(session.toast()->offers_skip == EditKind::redo);
  tell(SkipEdit{EditKind::redo, session.toast()->batch});
  CHECK_FALSE(has_problem());
  tell(Redo{});
  CHECK(snapshot().find_issue(later) != no_row);
  CHECK(stored(file, uuid).address == "Абай көшесі, 1");
}

TEST_CASE_FIXTURE(Office, "a selected problem's history grows with every edit") {
  const Row row = some_issue();
  tell(SetAuthor{"Аян", "бас маман"}, SelectIssue{row, false});
  const auto before = session.history().size();
  tell(CommitChange{change_of(row, {{"address", words_value("Абай көшесі, 1")}})});
  CHECK(session.history().size() == before + 1);
  CHECK(session.history().front().who == "Аян");
  CHECK(session.history().front().field == "address");
}

TEST_CASE_FIXTURE(Office, "several changes are one edit and one undo") {
  const Row first = some_issue();
  Row second = first + 1;
  while (!counts_as_open(snapshot().issues[second].status)) ++second;
  tell(CommitEdit{{change_of(first, {{"address", words_value("Абай, 1")}}),
                   change_of(second, {{"address", words_value("Абай, 2")}})},
                  {}});
  REQUIRE(session.commit().stage == Stage::accepted);
  CHECK(snapshot().issues[first].address == "Абай, 1");
  CHECK(snapshot().issues[second].address == "Абай, 2");
  tell(Undo{});
  CHECK(snapshot().issues[first].address != "Абай, 1");
  CHECK(snapshot().issues[second].address != "Абай, 2");
}

TEST_CASE_FIXTURE(Office, "one refused change refuses the whole edit") {
  const Row row = some_issue();
  tell(CommitEdit{{change_of(row, {{"address", words_value("Абай, 1")}}), change_of(row, {{"severity", number(9)}})},
                  {}});
  CHECK(session.commit().stage == Stage::refused);
  CHECK(snapshot().issues[row].address != "Абай, 1");
}

TEST_CASE_FIXTURE(Office, "a line that needs attention can be marked reviewed with a note") {
  REQUIRE_FALSE(derived().attention.empty());
  const auto line = derived().attention.front();
  const auto open_before = derived().attention_open;
  tell(SetAuthor{"Аян", "бас маман"}, MarkReviewed{line.subject, std::string{code_of(line.reason)}, "Барып көрдім"});
  REQUIRE(session.commit().stage == Stage::accepted);
  CHECK(derived().attention_open == open_before - 1);
  for (const auto& seen : derived().attention)
    if (seen.subject == line.subject && seen.reason == line.reason) {
      REQUIRE(seen.review);
      CHECK(seen.review->note == "Барып көрдім");
      CHECK(seen.review->reviewed_by == "Аян");
      CHECK(seen.is_reviewed);
    }
}

namespace {
// Nobody has said who edits.
struct Unnamed : Office {
  Unnamed() : Office{asking()} {}
  static SessionOptions asking() {
    auto options = plain_options();
    options.asks_author = true;
    return options;
  }
  [[nodiscard]] std::string newest_author(Row issue) {
    tell(SelectIssue{issue, false});
    return session.history().empty() ? std::string{} : session.history().front().who;
  }
};
}  // namespace

TEST_CASE_FIXTURE(Unnamed, "the first edit waits for the author's name and is then saved under it") {
  tell(OpenDialog{Dialog::issue_form, no_row, {}});
  const auto serial = session.commit().serial;
  tell(add_issue());
  CHECK(view().asks_author);
  CHECK(view().dialog == Dialog::issue_form);
  CHECK(session.commit().serial == serial);
  tell(SetAuthor{"Аян", "бас маман"});
  CHECK_FALSE(view().asks_author);
  CHECK(view().dialog == Dialog::issue_form);
  REQUIRE(session.commit().stage == Stage::accepted);
  const Row row = snapshot().find_issue(session.commit().uuids.front());
  REQUIRE(row != no_row);
  CHECK(newest_author(row) == "Аян");
  CHECK(session.undo_state().can_undo);
}

TEST_CASE_FIXTURE(Unnamed, "an edit whose author stays unnamed is dropped, and that is said") {
  const auto total = derived().total_count;
  tell(OpenDialog{Dialog::issue_form, no_row, {}}, add_issue(), DropEdit{});
  CHECK_FALSE(view().asks_author);
  CHECK(view().dialog == Dialog::issue_form);
  CHECK(message() == "Nothing was saved: nobody has said who edits.");
  tell(SetAuthor{"Аян", {}});
  CHECK(derived().total_count == total);
}

TEST_CASE_FIXTURE(Unnamed, "a review and new boundaries ask for the author too") {
  const auto line = derived().attention.front();
  tell(MarkReviewed{line.subject, std::string{code_of(line.reason)}, "Барып көрдім"});
  CHECK(view().asks_author);
  tell(DropEdit{}, LoadBoundariesFrom{"no-such-file.shp", AreaLevel::settlement, "code"}, CloseDialog{});
  CHECK(view().asks_author);
  CHECK_FALSE(has_problem());
  tell(DropEdit{}, MarkReviewed{line.subject, std::string{code_of(line.reason)}, "Барып көрдім"}, SetAuthor{"Аян", {}});
  REQUIRE(session.commit().stage == Stage::accepted);
  for (const auto& seen : derived().attention)
    if (seen.subject == line.subject && seen.reason == line.reason && seen.review)
      CHECK(seen.review->reviewed_by == "Аян");
}

TEST_CASE_FIXTURE(Window, "an edit without a register is refused") {
  tell(add_issue());
  CHECK(session.commit().stage == Stage::refused);
  tell(Undo{});
  tell(LoadBoundariesFrom{"a.shp", AreaLevel::settlement, "code"});
  CHECK(has_problem());
}

TEST_CASE("an edit handed over is on disk even when the window closes at once") {
  const RegisterFile copy;
  std::string uuid;
  {
    Window window;
    window.open(copy.file);
    window.session.apply(add_issue());
    uuid = window.session.commit().uuids.front();
  }
  CHECK(stored(copy.file, uuid).title == "Ауыз су жоқ көше");
}

TEST_CASE_FIXTURE(
    Office, "a register that was emptied or deleted while it was open takes nothing, and the person is told why") {
  tell(SelectIssue{some_issue(), false});
  std::filesystem::resize_file(file, 0);
  tell(add_issue());
  CHECK(session.commit().stage == Stage::refused);
  CHECK(message().find("The open register was moved, deleted or replaced") != std::string::npos);
  std::filesystem::remove(file);
  tell(add_issue());
  CHECK(message().find("The open register was moved, deleted or replaced") != std::string::npos);
  tell(Undo{});
  REQUIRE(session.commit().error);
  CHECK(session.commit().error->code == ErrorCode::not_found);
}

TEST_CASE_FIXTURE(Office, "a refusal is forgotten with the register that it was about") {
  RegisterFile other;
  std::filesystem::remove(file);
  tell(add_issue());
  REQUIRE(session.commit().error);
  open(other.file);
  REQUIRE(session.document().path() == other.file);
  CHECK_FALSE(session.commit().error);
  CHECK(session.commit().stage == Stage::idle);
}

TEST_CASE_FIXTURE(Office, "a rule that keeps a record from being deleted is told when no form stands open to tell it") {
  const auto& issues = snapshot().issues;
  Row duplicate = 0;
  while (duplicate < issues.size() && issues[duplicate].duplicate_of.empty()) ++duplicate;
  REQUIRE(duplicate < issues.size());
  const auto& master = issues[snapshot().find_issue(issues[duplicate].duplicate_of)];
  tell(CommitChange{{ChangeKind::remove, Entity::issue, master.uuid, master.version, {}, {}}});
  CHECK(session.commit().stage == Stage::refused);
  CHECK(has_problem());
  CHECK(message().find("in use by others") != std::string::npos);
}

TEST_CASE_FIXTURE(Office,
                  "a problem that somebody else changed meanwhile is not deleted, and what they changed is said") {
  const auto issue = snapshot().issues[some_issue()];
  by_somebody_else(file, issue.uuid, {{"title", words_value("Су келмейді")}});
  tell(CommitChange{{ChangeKind::remove, Entity::issue, issue.uuid, issue.version, {}, {}}});
  CHECK(session.commit().stage == Stage::refused);
  CHECK(message() == "The record was changed meanwhile by Дана: Summary. Look at it, then try again.");
}
