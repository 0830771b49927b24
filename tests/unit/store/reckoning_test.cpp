// What a register reckons with as records: with history and undo, guarded whoever writes, as it was on an earlier day.
#include "layers/store/past_state.h"
#include "layers/store/schema.h"
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
Date on(std::string_view day) {
  return *parse_iso_date(day);
}

struct Reckoning : Register {
  std::unique_ptr<RegisterStore> store;
  Reckoning() {
    Stranger{file}.run("UPDATE rm_meta SET value = '2025-01-01T20:00:00Z' WHERE key = 'created'");
    store = opened(file);
  }
  Result<Accepted> commit(Change change) { return store->commit(edit(std::move(change)), ayan); }
  static std::string named(const std::string& name) { return uuid_of_name(name); }
};
}  // namespace

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(Reckoning, "days, terms, cells and stations have the same names in every register") {
  const auto snapshot = loaded(*store);
  for (const std::string name :
       {"calendar_day/2026-03-23", "sla_rule/APPEAL///2021-07-01", "risk_matrix/4/5", "status_def/planned"}) {
    CAPTURE(name);
    const auto* record = snapshot->find_other(named(name));
    REQUIRE(record != nullptr);
    CHECK(record->version == 1);
    CHECK(store->history_of(record->entity, record->uuid)->empty());
  }
  CHECK(snapshot->terms == LegalTerms{});
  CHECK(snapshot->codes.at("status").size() == 11);
  CHECK(snapshot->codes.at("status")[3].code == "planned");
}

TEST_CASE_FIXTURE(Reckoning, "a free day is added, worked, undone, and is not there on an earlier day") {
  const auto day = named("calendar_day/2026-11-02");
  static_cast<void>(done(commit(
      add(Entity::calendar_day, day,
          {{"day", text("2026-11-02")}, {"is_workday", number(0)}, {"note", text("Ауыстырылған демалыс күні")}}))));
  CHECK_FALSE(loaded(*store)->calendar.is_workday(on("2026-11-02")));
  const auto past = state_after(*store, *loaded(*store), on("2025-02-01"));
  REQUIRE(past);
  CHECK((*past)->calendar.is_workday(on("2026-11-02")));
  CHECK_FALSE((*past)->calendar.is_workday(on("2026-03-23")));
  static_cast<void>(done(commit(set(Entity::calendar_day, day, 1, {{"is_workday", number(1)}}))));
  CHECK(loaded(*store)->calendar.is_workday(on("2026-11-02")));
  CHECK(refusal(commit(set(Entity::calendar_day, day, 1, {{"note", text("Кеш")}}))) == "err.conflict");
  CHECK(refusal(store->undo(ayan)) == "accepted");
  CHECK(refusal(store->undo(ayan)) == "accepted");
  CHECK(loaded(*store)->find_other(day) == nullptr);
  CHECK(refusal(store->redo(ayan)) == "accepted");
  CHECK_FALSE(loaded(*store)->calendar.is_workday(on("2026-11-02")));
  CHECK(flaws(*store) == "");
}

TEST_CASE_FIXTURE(Reckoning, "a term, a cell and the name of a station change with history and undo") {
  const auto answer = named("sla_rule/APPEAL///2021-07-01"), cell = named("risk_matrix/4/5"),
             planned = named("status_def/planned");
  const auto before = loaded(*store);
  Edit all = edit(set(Entity::sla_rule, answer, 1, {{"n_days", number(20)}}));
  all.changes.push_back(set(Entity::risk_matrix, cell, 1, {{"level", text("high")}}));
  all.changes.push_back(set(Entity::status_def, planned, 1, {{"kk", text("Жоспарға енгізілді")}}));
  const auto accepted = done(store->commit(all, ayan));
  const auto after = applied(before, accepted), reread = loaded(*store);
  for (const auto& snapshot : {after, reread}) {
    CHECK(snapshot->terms.answer == 20);
    CHECK(snapshot->risk_matrix[3 * 5 + 4] == RiskLevel::high);
    CHECK(snapshot->find_code("status", "planned")->names.kk == "Жоспарға енгізілді");
  }
  CHECK(store->history_of(Entity::sla_rule, answer)->size() == 1);
  const auto past = state_after(*store, *reread, on("2025-02-01"));
  REQUIRE(past);
  CHECK((*past)->terms.answer == 15);
  CHECK((*past)->risk_matrix == before->risk_matrix);
  CHECK((*past)->find_code("status", "planned")->names.kk == "Жоспарланды");
  CHECK(refusal(store->undo(ayan)) == "accepted");
  const auto undone = loaded(*store);
  CHECK(undone->terms == before->terms);
  CHECK(undone->risk_matrix == before->risk_matrix);
  CHECK(flaws(*store) == "");
}

TEST_CASE_FIXTURE(Reckoning, "what names a row stays, and rows of the program are neither removed nor doubled") {
  Stranger stranger{file};
  for (const auto* statement :
       {"UPDATE status_def SET code = 'other' WHERE code = 'draft'", "UPDATE status_def SET grp = 'DONE'",
        "UPDATE risk_matrix SET likelihood = 5 WHERE severity = 1 AND likelihood = 1",
        "UPDATE calendar_day SET day = '2031-01-15' WHERE day = '2026-03-23'", "DELETE FROM risk_matrix",
        "DELETE FROM status_def WHERE code = 'draft'"}) {
    CAPTURE(statement);
    CHECK(refusal(stranger.try_to(statement)) == "err.unsupported");
  }
  for (const auto* statement : {"INSERT INTO calendar_day (day, is_workday) VALUES ('2026-03-23', 1)",
                                "INSERT INTO risk_matrix (severity, likelihood, level) VALUES (1, 1, 'high')"}) {
    CAPTURE(statement);
    CHECK(refusal(stranger.try_to(statement)) == "err.duplicate_id");
  }
  CHECK(refusal(stranger.try_to("UPDATE risk_matrix SET level = 'none'")) == "err.code_unknown");
  CHECK(refusal(stranger.try_to("DELETE FROM calendar_day WHERE day = '2026-03-23'")) == "accepted");
  if (is_on_server()) return;
  CHECK(refusal(stranger.try_to("INSERT OR REPLACE INTO calendar_day (day, is_workday) VALUES ('2026-05-01', 1)")) ==
        "err.duplicate_id");
}

TEST_CASE_FIXTURE(Reckoning, "a day that another program enters arrives") {
  const auto before = loaded(*store);
  Stranger{file}.run("INSERT INTO calendar_day (day, is_workday) VALUES ('2026-10-24', 1)");
  const auto changes = arrived(*store);
  REQUIRE(changes.records.size() == 1);
  CHECK(applied(before, changes)->calendar.is_workday(on("2026-10-24")));
}

TEST_SUITE_END();
