// From one request to one whole edit.
#include <doctest/doctest.h>

#include <memory>

#include "layers/core/uuid.h"
#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

TEST_CASE("an edit holds what changes, with the values from before") {
  Office office;
  const auto issue = office.issue("s1");
  const auto edit =
      prepared(office.snapshot,
               office.set_issue(issue.uuid(), {{"title", text("  Су жоқ көшеде ")}, {"severity", number(3)}}), today);
  REQUIRE(edit.has_value());
  REQUIRE(edit->changes.size() == 1);
  CHECK(edit->changes[0].after == Fields{{"title", text("Су жоқ көшеде")}});
  CHECK(edit->changes[0].before == Fields{{"title", text("Ауыз су жоқ")}});
  CHECK(edit->changes[0].version == 1);
}

TEST_CASE("asking for what is so already makes an edit without changes") {
  Office office;
  const auto issue = office.issue("s1");
  const auto edit = prepared(office.snapshot, office.set_issue(issue.uuid(), {{"severity", number(3)}}), today);
  REQUIRE(edit.has_value());
  CHECK(edit->changes.empty());
}

TEST_CASE("a change needs the version it was made on, and that must be the current one") {
  Office office;
  const auto issue = office.issue("s1");
  auto change = office.set_issue(issue.uuid(), {{"title", text("Су жоқ көшеде")}});
  change.version = 0;
  CHECK(prepared(office.snapshot, change, today).error().code == ErrorCode::version_required);
  change.version = 7;
  CHECK(prepared(office.snapshot, change, today).error().code == ErrorCode::conflict);
  change.uuid = uuid_of_name("nothing");
  CHECK(prepared(office.snapshot, change, today).error().code == ErrorCode::gone);
}

TEST_CASE("the first refusal is the error, and every problem is handed over") {
  Office office;
  std::vector<FieldProblem> problems;
  const auto edit =
      prepared(office.snapshot, office.add(Entity::issue, {{"title", text("Су")}, {"due_on", text("2045-01-01")}}),
               today, &problems);
  REQUIRE_FALSE(edit.has_value());
  CHECK(edit.error().where == problems[0].field);
  CHECK(problems.size() > 3);
  CHECK(warns(problems, "due_on", ErrorCode::range));
}

TEST_CASE("an added record that is sent again with the same uuid is not added twice") {
  Office office;
  auto change = office.add(Entity::issue, office.short_form());
  change.uuid = new_uuid();
  const auto edit = prepared(office.snapshot, change, today);
  REQUIRE(edit.has_value());
  REQUIRE(edit->changes.size() == 1);
  CHECK(edit->changes[0].before.empty());
  office.snapshot.put({Entity::issue, 99, change.uuid, 1, edit->changes[0].after});
  const auto again = prepared(office.snapshot, change, today);
  REQUIRE(again.has_value());
  CHECK(again->changes.empty());
  change.after["title"] = text("Басқа тақырып");
  CHECK(prepared(office.snapshot, change, today).error().code == ErrorCode::duplicate_id);
}

TEST_CASE("a uuid of the client's own must be one") {
  Office office;
  auto change = office.add(Entity::issue, office.short_form());
  change.uuid = "42";
  CHECK(prepared(office.snapshot, change, today).error().code == ErrorCode::invalid_input);
}

TEST_CASE("the typed reason goes with the edit") {
  Office office;
  const auto issue = office.issue("s1").with("status", "confirmed");
  const auto edit = prepared(
      office.snapshot,
      office.set_issue(issue.uuid(), {{"status", text("rejected")}, {"status_reason", text("ауданға жатпайды")}}),
      today);
  REQUIRE(edit.has_value());
  CHECK(edit->reason == "ауданға жатпайды");
}

TEST_CASE("removing an issue is one edit with its measures") {
  Office office;
  auto issue = office.issue("s1");
  issue.with_step({});
  const auto edit = prepared(office.snapshot, {ChangeKind::remove, Entity::issue, issue.uuid(), 1, {}, {}}, today);
  REQUIRE(edit.has_value());
  CHECK(edit->changes.size() == 2);
}

TEST_CASE("a duplicate hands its appeals to its master, and the larger number affected stands") {
  Office office;
  const auto master = office.issue("s1").with("affected_people", std::int64_t{50});
  const auto own = office.issue("s1").with("affected_people", std::int64_t{80});
  const auto appeal = [&office](const char* name) {
    return office.put(Entity::appeal, name, {{"summary", text(name)}});
  };
  const auto only_own = appeal("a"), shared = appeal("b");
  const auto link = [&office](const std::string& to, const std::string& issue) {
    return office.put(Entity::appeal_issue, to + issue, {{"appeal", to}, {"issue", issue}});
  };
  const auto moved = link(only_own, own.uuid()), dropped = link(shared, own.uuid());
  link(shared, master.uuid());
  const auto edit =
      prepared(office.snapshot,
               office.set_issue(own.uuid(), {{"status", text("duplicate")}, {"duplicate_of", master.uuid()}}), today);
  REQUIRE(edit.has_value());
  REQUIRE(edit->changes.size() == 4);
  const auto find = [&edit](const std::string& uuid) { return *std::ranges::find(edit->changes, uuid, &Change::uuid); };
  CHECK(find(moved).after == Fields{{"issue", Value{master.uuid()}}});
  CHECK(find(dropped).kind == ChangeKind::remove);
  CHECK(find(master.uuid()).after == Fields{{"affected_people", number(80)}});
  CHECK(find(master.uuid()).before == Fields{{"affected_people", number(50)}});
}

TEST_CASE("one edit adds an appeal, the problem it led to and the link between them") {
  const Office office;
  const auto snapshot = std::make_shared<const RegisterSnapshot>(office.snapshot);
  auto appeal = office.add(Entity::appeal, {{"channel", text("PHONE")}, {"summary", text("Ауыз су жоқ")}});
  auto issue = office.add(Entity::issue, office.short_form());
  appeal.uuid = new_uuid(), issue.uuid = new_uuid();
  const auto link = office.add(Entity::appeal_issue, {{"appeal", Value{appeal.uuid}}, {"issue", Value{issue.uuid}}});
  const auto edit = prepared_together(snapshot, {appeal, issue, link}, today);
  REQUIRE(edit.has_value());
  REQUIRE(edit->changes.size() == 3);
  CHECK(edit->changes[2].entity == Entity::appeal_issue);
  CHECK(snapshot->others.size() == office.snapshot.others.size());
  std::vector<FieldProblem> problems;
  CHECK_FALSE(prepared_together(snapshot, {appeal, link}, today, &problems));
  CHECK(refusals(problems) == 1);
}

TEST_CASE("undo of an edit is the edit read backwards") {
  Office office;
  auto issue = office.issue("s1");
  issue.with_step({});
  const auto edit = removal_of(office.snapshot, Entity::issue, issue.uuid());
  const auto back = inverse(edit);
  CHECK(back.changes.front().kind == ChangeKind::add);
  CHECK(back.changes.front().uuid == issue.uuid());
  CHECK(back.changes.front().after == edit.changes.back().before);
  CHECK(inverse(back).changes == edit.changes);
}

}  // namespace riskmap
