// What undo and redo tell.
#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;
using Stage = CommitState::Stage;

TEST_CASE_FIXTURE(Office, "undo and redo say which record they have turned, and what of it") {
  const Row row = some_issue();
  const auto number = snapshot().issues[row].reg_no, title = snapshot().issues[row].title;
  tell(CommitChange{change_of(row, {{"address", words_value("Абай, 1")}})}, Undo{});
  CHECK(message() == "Undone: " + number + " «" + title + "» – Address");
  tell(Redo{});
  CHECK(message() == "Done again: " + number + " «" + title + "» – Address");
  tell(CommitChange{{.kind = ChangeKind::add,
                     .entity = Entity::issue,
                     .uuid = {},
                     .version = 0,
                     .before = {},
                     .after = new_issue_fields()}});
  REQUIRE(session.commit().stage == Stage::accepted);
  const auto added = snapshot().issues[snapshot().find_issue(session.commit().uuids.front())].reg_no;
  tell(Undo{});
  CHECK(message().starts_with("Undone: " + added + " «"));
  CHECK(message().ends_with("» is taken out of the register"));
  tell(Redo{});
  CHECK(message().ends_with("» is back in the register"));
}

TEST_CASE_FIXTURE(Office, "undo of a measure's change names the measure") {
  Row row = 0;
  while (!snapshot().measures[row].id || snapshot().measures[row].text.empty()) ++row;
  const auto& measure = snapshot().measures[row];
  const auto text = measure.text;
  tell(CommitChange{{.kind = ChangeKind::set,
                     .entity = Entity::measure,
                     .uuid = measure.uuid,
                     .version = measure.version,
                     .before = {{"result", field(fields_of(snapshot(), measure), "result")}},
                     .after = {{"result", words_value("Құбыр төселді")}}}});
  REQUIRE(session.commit().stage == Stage::accepted);
  tell(Undo{});
  CHECK(message().starts_with("Undone: measure «" + text.substr(0, 10)));
  CHECK(message().find(" – Result") != std::string::npos);
}
