// The lists of choices as records: renamed, added, kept once used, undone, as they were on an earlier day.
#include "layers/store/past_state.h"
#include "layers/text/entity_labels.h"
#include "layers/text/messages.h"
#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
Value text(std::string words) {
  return Value{std::move(words)};
}

struct Lists : Register {
  std::unique_ptr<RegisterStore> store;
  Lists() {
    Stranger{file}.run("UPDATE rm_meta SET value = '2025-01-01T20:00:00Z' WHERE key = 'created'");
    store = opened(file);
  }
  Result<Accepted> commit(Change change) { return store->commit(edit(std::move(change)), ayan); }
  CodeValue entry(std::string_view list, std::string_view code) {
    const auto snapshot = loaded(*store);
    const auto* found = snapshot->find_code(list, code);
    return found == nullptr ? CodeValue{} : *found;
  }
  std::string added(std::string_view list, std::string_view code) {
    const auto uuid = new_uuid();
    const Fields fields{{"domain", text(std::string{list})},
                        {"code", text(std::string{code})},
                        {"kk", text("Жаршы")},
                        {"ru", text("Глашатай")},
                        {"en", text("Crier")},
                        {"sort", Value{std::int64_t{15}}},
                        {"active", Value{std::int64_t{1}}}};
    static_cast<void>(done(commit(add(Entity::code_value, uuid, fields))));
    return uuid;
  }
};
}  // namespace

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(Lists, "an entry has the same name in every register, and its words change with history and undo") {
  const auto phone = entry("channel", "PHONE");
  CHECK(phone.uuid == uuid_of_name("code_value/channel/PHONE"));
  static_cast<void>(done(commit(set(Entity::code_value, phone.uuid, 1, {{"kk", text("Сенім телефоны")}}))));
  CHECK(entry("channel", "PHONE").names.kk == "Сенім телефоны");
  const auto past = state_after(*store, *loaded(*store), *parse_iso_date("2025-02-01"));
  REQUIRE(past);
  CHECK((*past)->find_code("channel", "PHONE")->names.kk == phone.names.kk);
  CHECK((*past)->codes.at("channel").size() == loaded(*store)->codes.at("channel").size());
  CHECK((*past)->find_code("status", "closed") != nullptr);
  CHECK(refusal(store->undo(ayan)) == "accepted");
  CHECK(entry("channel", "PHONE").names.kk == phone.names.kk);
}

TEST_CASE_FIXTURE(Lists, "a new entry stands at its place and may be chosen; once chosen it stays, by undo too") {
  const auto crier = added("channel", "CRIER");
  const auto snapshot = loaded(*store);
  const auto& channels = snapshot->codes.at("channel");
  CHECK(channels[1].code == "CRIER");
  auto fields = valid_issue();
  fields["channel"] = text("CRIER");
  const auto issue = new_uuid();
  static_cast<void>(done(commit(add(Entity::issue, issue, fields))));
  CHECK(refusal(commit(remove(Entity::code_value, crier, 1))) == "err.in_use");
  CHECK(refusal(store->undo(ayan)) == "accepted");  // the problem
  CHECK(refusal(store->undo(ayan)) == "accepted");  // the entry
  CHECK(entry("channel", "CRIER").code.empty());
  CHECK(refusal(commit(add(Entity::issue, new_uuid(), fields))) == "err.code_unknown");
  CHECK(flaws(*store) == "");
}

TEST_CASE_FIXTURE(Lists, "what keeps an undo from taking an entry away or bringing it back is told by name") {
  const auto crier = added("channel", "CRIER");
  auto fields = valid_issue();
  fields["channel"] = text("CRIER");
  static_cast<void>(done(store->commit(edit(add(Entity::issue, new_uuid(), fields)), dana)));
  const auto in_use = store->undo(ayan);
  REQUIRE_FALSE(in_use);
  CHECK(in_use.error().where == entity_label("code_value") + " «Жаршы»");
  CHECK(in_use.error().value == "issue: 1");
  CHECK(refusal(store->undo(dana)) == "accepted");
  static_cast<void>(done(commit(remove(Entity::code_value, crier, 1))));
  static_cast<void>(done(store->commit(edit(add(Entity::code_value, new_uuid(),
                                                {{"domain", text("channel")},
                                                 {"code", text("CRIER")},
                                                 {"kk", text("Хабаршы")},
                                                 {"ru", text("Вестник")},
                                                 {"en", text("Herald")},
                                                 {"active", Value{std::int64_t{1}}}})),
                                       dana)));
  const auto taken = store->undo(ayan);
  REQUIRE_FALSE(taken);
  CHECK(taken.error().where == entity_label("code_value") + " «Жаршы»: " + field_label("code_value", "code"));
  CHECK(taken.error().value == "CRIER");
  CHECK(taken.error().detail == "another record has this code");
}

TEST_CASE_FIXTURE(Lists, "nobody changes the code of an entry or removes one in use, another program neither") {
  const auto crier = added("channel", "CRIER");
  CHECK(refusal(commit(set(Entity::code_value, crier, 1, {{"code", text("HERALD")}}))) == "err.unsupported");
  CHECK(refusal(commit(set(Entity::code_value, crier, 1, {{"domain", text("funding")}}))) == "err.unsupported");
  Stranger stranger{file};
  CHECK(refusal(stranger.try_to("UPDATE code_value SET code = 'HERALD' WHERE code = 'CRIER'")) == "err.unsupported");
  CHECK(refusal(stranger.try_to("DELETE FROM code_value WHERE domain = 'party_kind' AND code IN (SELECT kind FROM "
                                "party)")) == "err.in_use");
  CHECK(refusal(stranger.try_to("DELETE FROM code_value WHERE code = 'CRIER'")) == "accepted");
}

TEST_CASE_FIXTURE(Lists, "what the program reckons with stays in use, whoever would take it away") {
  Stranger stranger{file};
  CHECK(refusal(stranger.try_to("DELETE FROM code_value WHERE domain = 'severity'")) == "err.unsupported");
  CHECK(refusal(stranger.try_to("DELETE FROM code_value WHERE code = 'DEPUTY_REQUEST'")) == "err.unsupported");
  CHECK(refusal(stranger.try_to("UPDATE code_value SET active = 0 WHERE domain = 'channel' AND code = 'OFFSITE'")) ==
        "err.unsupported");
  CHECK(refusal(stranger.try_to("UPDATE code_value SET active = 0 WHERE domain = 'channel' AND code = 'MEDIA'")) ==
        "accepted");
  if (is_on_server()) return;
  CHECK(refusal(stranger.try_to("INSERT OR REPLACE INTO code_value (domain, code, kk, ru, en) VALUES ('channel',"
                                " 'PHONE', 'а', 'б', 'c')")) == "err.duplicate_id");
}

TEST_CASE_FIXTURE(Lists, "what another program renames arrives, with a version of its own") {
  static_cast<void>(loaded(*store));
  Stranger{file}.run("UPDATE code_value SET ru = 'Горячая линия' WHERE domain = 'channel' AND code = 'PHONE'");
  const auto changes = arrived(*store);
  REQUIRE(changes.records.size() == 1);
  CHECK(changes.records[0].version == 2);
  CHECK(changes.records[0].entity == Entity::code_value);
}

TEST_SUITE_END();
