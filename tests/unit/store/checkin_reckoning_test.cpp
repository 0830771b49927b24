// What a register reckons with (calendar, legal terms, risk matrix, states) on a laptop and back.
#include "layers/core/checksum.h"
#include "tests/unit/store/return_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
Value number(std::int64_t n) {
  return Value{n};
}

struct ReckoningReturn : Return {
  const std::string answer = uuid_of_name("sla_rule/APPEAL///2021-07-01"), cell = uuid_of_name("risk_matrix/4/5"),
                    planned = uuid_of_name("status_def/planned"), day = uuid_of_name("calendar_day/2026-11-02");

  [[nodiscard]] Change free_day(std::int64_t is_workday = 0) const { return day_named(day, is_workday); }
  static Change day_named(const std::string& uuid, std::int64_t is_workday) {
    return add(Entity::calendar_day, uuid, {{"day", word("2026-11-02")}, {"is_workday", number(is_workday)}});
  }
  static bool is_free(const Snapshot& snapshot) {
    return !snapshot->calendar.is_workday(*parse_iso_date("2026-11-02"));
  }
};
}  // namespace

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(ReckoningReturn, "a copy reckons as its register does, and none of it is news") {
  in_office(set(Entity::sla_rule, answer, 1, {{"n_days", number(20)}}));
  in_office(set(Entity::risk_matrix, cell, 1, {{"level", word("high")}}));
  in_office(set(Entity::status_def, planned, 1, {{"kk", word("Жоспарға енгізілді")}}));
  in_office(free_day());
  taken();
  const auto there = loaded(*store), here = loaded(*opened(copy));
  CHECK(here->terms == there->terms);
  CHECK(here->risk_matrix == there->risk_matrix);
  CHECK(here->calendar == there->calendar);
  CHECK(here->codes.at("status")[3].names == there->codes.at("status")[3].names);
  for (const auto& uuid : {answer, cell, planned, day}) {
    REQUIRE(here->find_other(uuid) != nullptr);
    CHECK(here->find_other(uuid)->version == there->find_other(uuid)->version);
  }
  CHECK_FALSE(brought().accepted);
}

TEST_CASE_FIXTURE(ReckoningReturn, "changes of both sides in what is reckoned with stand side by side") {
  taken();
  on_laptop(set(Entity::sla_rule, answer, 1, {{"n_days", number(20)}}));
  on_laptop(set(Entity::risk_matrix, cell, 1, {{"level", word("high")}}));
  on_laptop(set(Entity::status_def, planned, 1, {{"kk", word("Жоспарға енгізілді")}}));
  on_laptop(free_day());
  in_office(set(Entity::sla_rule, answer, 1, {{"source", word("ӘРПК 76-бап")}}));
  in_office(set(Entity::status_def, planned, 1, {{"ru", word("В плане")}}));
  in_office(set(Entity::risk_matrix, uuid_of_name("risk_matrix/4/4"), 1, {{"level", word("medium")}}));
  const auto report = brought();
  CHECK(report.conflicts.empty());
  CHECK(report.added == 1);
  CHECK(report.changed == 3);
  for (const auto& snapshot : {loaded(*store), loaded(*opened(copy))}) {
    CHECK(snapshot->terms.answer == 20);
    CHECK(text_of(field(snapshot->find_other(answer)->fields, "source")) == "ӘРПК 76-бап");
    CHECK(snapshot->risk_matrix[3 * 5 + 4] == RiskLevel::high);
    CHECK(snapshot->risk_matrix[3 * 5 + 3] == RiskLevel::medium);
    CHECK(snapshot->find_code("status", "planned")->names.kk == "Жоспарға енгізілді");
    CHECK(snapshot->find_code("status", "planned")->names.ru == "В плане");
    CHECK(is_free(snapshot));
  }
  static_cast<void>(done(store->undo({"Дана", "", "station-9"})));
  CHECK(loaded(*store)->terms.answer == 15);
  CHECK_FALSE(is_free(loaded(*store)));
  CHECK(flaws(*store).empty());
}

TEST_CASE_FIXTURE(ReckoningReturn, "one field of them that both sides have changed is decided by a person") {
  taken();
  on_laptop(set(Entity::sla_rule, answer, 1, {{"n_days", number(20)}}));
  on_laptop(set(Entity::risk_matrix, cell, 1, {{"level", word("high")}}));
  in_office(set(Entity::sla_rule, answer, 1, {{"n_days", number(18)}}));
  in_office(set(Entity::risk_matrix, cell, 1, {{"level", word("medium")}}));
  CHECK(brought().conflicts.size() == 2);
  CHECK(loaded(*store)->terms.answer == 18);
  request.choices = {{{answer, "n_days"}, CheckinSide::laptop}, {{cell, "level"}, CheckinSide::office}};
  CHECK(brought().conflicts.empty());
  CHECK(loaded(*store)->terms.answer == 20);
  CHECK(loaded(*store)->risk_matrix[3 * 5 + 4] == RiskLevel::medium);
}

TEST_CASE_FIXTURE(ReckoningReturn, "a day that both sides have entered is one day, whoever has made it") {
  const auto entered = [this](const std::string& on_the_laptop) {
    taken();
    on_laptop(day_named(on_the_laptop, 1));
    in_office(free_day());
    const auto asked = brought();
    REQUIRE(asked.conflicts.size() == 1);
    CHECK(asked.conflicts[0].uuid == day);
    CHECK(asked.conflicts[0].field == "is_workday");
    request.choices = {{{day, "is_workday"}, CheckinSide::laptop}};
    CHECK(brought().changed == 1);
    CHECK_FALSE(is_free(loaded(*store)));
    CHECK(Stranger{file}.ask("SELECT count(*) FROM calendar_day WHERE day = '2026-11-02'") == "1");
  };
  SUBCASE("by this program") {
    entered(day);
  }
  SUBCASE("under another name") {
    entered(new_uuid());
  }
}

TEST_CASE_FIXTURE(ReckoningReturn, "a day that one side has removed and the other changed is asked about") {
  in_office(free_day());
  taken();
  on_laptop(set(Entity::calendar_day, day, 1, {{"note", word("Ауыстырылған күн")}}));
  in_office(remove(Entity::calendar_day, day, 1));
  const auto asked = brought();
  REQUIRE(asked.conflicts.size() == 1);
  CHECK(asked.conflicts[0].is_gone_in_office);
  request.otherwise = CheckinSide::laptop;
  CHECK(brought().added == 1);
  CHECK(is_free(loaded(*store)));
  CHECK(text_of(field(loaded(*store)->find_other(day)->fields, "note")) == "Ауыстырылған күн");
}

TEST_CASE_FIXTURE(ReckoningReturn, "a day that the laptop has removed goes") {
  in_office(free_day());
  taken();
  on_laptop(remove(Entity::calendar_day, day, 1));
  CHECK(brought().removed == 1);
  CHECK_FALSE(is_free(loaded(*store)));
}

TEST_SUITE_END();
