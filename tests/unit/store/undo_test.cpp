// Undo and redo: exact, in order, after a restart, and refused when somebody else has been there since.
#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
Value text(std::string words) {
  return Value{std::move(words)};
}
Value number(std::int64_t n) {
  return Value{n};
}

struct OpenRegister : Register {
  std::unique_ptr<RegisterStore> store = opened(file);

  Accepted set_severity(std::int64_t severity, std::int64_t version, const Author& author = ayan) {
    return done(store->commit(edit(set(Entity::issue, no_water, version, {{"severity", number(severity)}})), author));
  }
  int severity() { return loaded(*store)->issues[0].severity; }
  // Every row of a table as the store holds it, without what an undo may change: version and the last hand.
  std::string content(std::string_view table) {
    if (is_on_server())
      return Stranger{file}.ask(
          "SELECT string_agg((to_jsonb(t) - 'version' - 'updated_at' - 'updated_by')::text, chr(10) ORDER BY fid) "
          "FROM " +
          std::string{table} + " AS t");
    store.reset();
    Stranger other{file};
    const auto columns =
        other.ask("SELECT group_concat('quote(\"' || name || '\")', ' || char(9) || ') FROM pragma_table_info('" +
                  std::string{table} + "') WHERE name NOT IN ('version', 'updated_at', 'updated_by')");
    auto rows = other.ask("SELECT group_concat(line, char(10)) FROM (SELECT " + columns + " AS line FROM " +
                          std::string{table} + " ORDER BY fid)");
    store = opened(file);
    return rows;
  }
};
}  // namespace

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(OpenRegister, "many edits are undone one by one and redone one by one") {
  for (std::int64_t version = 1; version <= 3; ++version) set_severity(version, version);
  CHECK(severity() == 3);
  for (const int expected : {2, 1, 4}) {
    static_cast<void>(done(store->undo(ayan)));
    CHECK(severity() == expected);
  }
  CHECK(refusal(store->undo(ayan)) == "err.nothing_to_undo");
  for (const int expected : {1, 2, 3}) {
    static_cast<void>(done(store->redo(ayan)));
    CHECK(severity() == expected);
  }
  CHECK(refusal(store->redo(ayan)) == "err.nothing_to_redo");
  static_cast<void>(done(store->undo(ayan)));
  CHECK(severity() == 2);
}

TEST_CASE_FIXTURE(OpenRegister, "an undone deletion brings back the same rows, the measures too") {
  const auto issues = content("issue"), measures = content("measure");
  static_cast<void>(done(store->commit(edit(remove(Entity::issue, no_water, 1)), ayan)));
  store = opened(file);
  const auto back = done(store->undo(ayan));
  CHECK(back.records.size() == 2);
  CHECK(content("issue") == issues);
  CHECK(content("measure") == measures);
  CHECK(flaws(*store) == "");
}

TEST_CASE_FIXTURE(OpenRegister, "a record that came back has a version nobody has seen") {
  static_cast<void>(done(store->commit(edit(remove(Entity::issue, no_water, 1)), ayan)));
  static_cast<void>(done(store->undo(ayan)));
  const auto stale = store->commit(edit(set(Entity::issue, no_water, 1, {{"severity", number(1)}})), dana);
  CHECK(refusal(stale) == "err.conflict");
}

TEST_CASE_FIXTURE(
    OpenRegister,
    "an undone add is deleted; its redo brings the same record and number, and the number is not reused") {
  const auto uuid = new_uuid();
  static_cast<void>(done(store->commit(edit(add(Entity::issue, uuid, valid_issue())), ayan)));
  const auto issues = content("issue");
  CHECK(done(store->undo(ayan)).removed == std::vector{uuid});
  static_cast<void>(done(store->commit(edit(add(Entity::issue, new_uuid(), valid_issue())), dana)));
  CHECK(loaded(*store)->issues[1].reg_no == "TB-2026-0003");
  static_cast<void>(done(store->undo(dana)));
  static_cast<void>(done(store->redo(ayan)));
  CHECK(content("issue") == issues);
}

TEST_CASE_FIXTURE(OpenRegister, "undo of a status needs no inverse transition") {
  const Fields resolved = {{"status", text("resolved")},
                           {"status_reason", text("орнында")},
                           {"outcome", text("SOLVED")},
                           {"result", text("Су келді")}};
  static_cast<void>(done(store->commit(edit(set(Entity::issue, no_water, 1, resolved)), ayan)));
  static_cast<void>(done(store->undo(ayan)));
  CHECK(loaded(*store)->issues[0].status == Status::registered);
}

TEST_CASE_FIXTURE(OpenRegister, "everybody undoes their own newest edit") {
  set_severity(1, 1, ayan);
  const auto uuid = new_uuid();
  static_cast<void>(done(store->commit(edit(add(Entity::issue, uuid, valid_issue())), dana)));
  static_cast<void>(done(store->undo(ayan)));
  CHECK(severity() == 4);
  CHECK(loaded(*store)->find_issue(uuid) != no_row);
}

TEST_CASE_FIXTURE(OpenRegister,
                  "undo and redo never turn a namesake's edit, nor that of another person without a name") {
  for (const auto* name : {"Аян", ""}) {
    CAPTURE(name);
    const Author here{name, {}, "station here"}, there{name, {}, "station there"};
    const auto uuid = new_uuid();
    static_cast<void>(done(store->commit(edit(add(Entity::issue, uuid, valid_issue())), here)));
    CHECK_FALSE(store->undo_state(there).can_undo);
    CHECK(refusal(store->undo(there)) == "err.nothing_to_undo");
    static_cast<void>(done(store->undo(here)));
    CHECK(refusal(store->redo(there)) == "err.nothing_to_redo");
    static_cast<void>(done(store->commit(edit(add(Entity::issue, new_uuid(), valid_issue())), there)));
    static_cast<void>(done(store->redo(here)));
    CHECK(loaded(*store)->find_issue(uuid) != no_row);
  }
}

TEST_CASE_FIXTURE(OpenRegister, "undo is refused when somebody changed the record since, and says who and what") {
  set_severity(1, 1, ayan);
  static_cast<void>(
      done(store->commit(edit(set(Entity::issue, no_water, 2, {{"title", text("Құдық құрғап қалды")}})), dana)));
  const auto refused = store->undo(ayan);
  REQUIRE(refusal(refused) == "err.conflict");
  CHECK(refused.error().where == "title");
  CHECK(refused.error().value == "Дана");
  CHECK(severity() == 1);
}

TEST_CASE_FIXTURE(OpenRegister,
                  "undo works again once the other edit is undone, and redo of that one is then refused") {
  set_severity(1, 1, ayan);
  set_severity(2, 2, dana);
  CHECK(refusal(store->undo(ayan)) == "err.conflict");
  static_cast<void>(done(store->undo(dana)));
  static_cast<void>(done(store->undo(ayan)));
  CHECK(severity() == 4);
  CHECK(refusal(store->redo(dana)) == "err.conflict");
}

TEST_CASE_FIXTURE(OpenRegister, "a refused undo may be skipped, and the edit before it is undone") {
  const auto uuid = new_uuid();
  static_cast<void>(done(store->commit(edit(add(Entity::issue, uuid, valid_issue())), ayan)));
  set_severity(1, 1, ayan);
  set_severity(2, 2, dana);
  CHECK(refusal(store->undo(ayan)) == "err.conflict");
  CHECK(store->skip(ayan, EditKind::undo).has_value());
  CHECK(done(store->undo(ayan)).removed == std::vector{uuid});
}

TEST_CASE_FIXTURE(OpenRegister, "a refused redo may be skipped, and the edit after it is done again") {
  const auto uuid = new_uuid();
  set_severity(1, 1, ayan);
  static_cast<void>(done(store->commit(edit(add(Entity::issue, uuid, valid_issue())), ayan)));
  static_cast<void>(done(store->undo(ayan)));
  static_cast<void>(done(store->undo(ayan)));
  set_severity(2, 3, dana);
  CHECK(refusal(store->redo(ayan)) == "err.conflict");
  const auto in_the_way = store->undo_state(ayan).redo_batch;
  CHECK(store->skip(ayan, EditKind::redo).has_value());
  CHECK_FALSE(store->undo_state(ayan).redo_batch == in_the_way);
  CHECK(done(store->redo(ayan)).records.at(0).uuid == uuid);
  CHECK(severity() == 2);
  CHECK(store->skip(ayan, EditKind::redo).error().code == ErrorCode::nothing_to_redo);
}

TEST_CASE_FIXTURE(OpenRegister, "what stands in the way of undo is told by its number, its people and its fields") {
  set_severity(1, 1, ayan);
  CHECK_FALSE(store->undo_obstacle(ayan, EditKind::undo).value().has_value());
  set_severity(2, 2, dana);
  const auto reg_no = loaded(*store)->issues[0].reg_no;
  const auto changed = store->undo_obstacle(ayan, EditKind::undo).value();
  REQUIRE(changed);
  CHECK(changed->name == reg_no);
  CHECK(changed->who == "Дана");
  CHECK(changed->fields == std::vector<std::string>{"severity"});
  CHECK_FALSE(changed->is_removed);
  static_cast<void>(done(store->commit(edit(remove(Entity::issue, no_water, 3)), dana)));
  const auto removed = store->undo_obstacle(ayan, EditKind::undo).value();
  REQUIRE(removed);
  CHECK(removed->name == reg_no);
  CHECK(removed->is_removed);
}

TEST_CASE_FIXTURE(OpenRegister, "a new edit of the same person clears redo, somebody else's does not") {
  const auto uuid = new_uuid();
  set_severity(1, 1, ayan);
  static_cast<void>(done(store->undo(ayan)));
  static_cast<void>(done(store->commit(edit(add(Entity::issue, uuid, valid_issue())), dana)));
  CHECK(store->undo_state(ayan).can_redo);
  static_cast<void>(done(store->commit(edit(set(Entity::issue, uuid, 1, {{"severity", number(5)}})), ayan)));
  CHECK(store->undo_state(ayan).can_redo == false);
  CHECK(refusal(store->redo(ayan)) == "err.nothing_to_redo");
}

TEST_CASE_FIXTURE(OpenRegister, "the undo state names the record of the edit") {
  CHECK(store->undo_state(ayan).can_undo == false);
  set_severity(1, 1, ayan);
  CHECK(store->undo_state(ayan).undo_summary == "issue " + no_water);
  CHECK(store->undo_state(dana).can_undo == false);
}

TEST_SUITE_END();
