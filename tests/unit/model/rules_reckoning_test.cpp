// What a register reckons with: the calendar, the legal terms, the risk matrix, the stations of the life cycle.
#include <doctest/doctest.h>

#include "layers/model/appeals.h"
#include "layers/model/facts.h"
#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

namespace {
// An office whose calendar, terms and matrix are records, as the store gives them.
struct Reckoning : Office {
  std::string free_day, answer, stale, cell_34, cell_44, planned;
  Reckoning() {
    free_day = put(Entity::calendar_day, "day",
                   {{"day", text("2025-06-18")}, {"is_workday", number(0)}, {"note", text("Мереке")}});
    answer = term("APPEAL", 15, 1);
    stale = term("ISSUE_STALE", 30, 0);
    for (int severity = 1; severity <= 5; ++severity)
      for (int likelihood = 1; likelihood <= 5; ++likelihood) {
        const auto uuid = put(Entity::risk_matrix, "cell " + std::to_string(severity) + std::to_string(likelihood),
                              {{"severity", number(severity)},
                               {"likelihood", number(likelihood)},
                               {"level", text(severity * likelihood >= 10 ? "high" : "low")}});
        if (severity == 3 && likelihood == 4) cell_34 = uuid;
        if (severity == 4 && likelihood == 4) cell_44 = uuid;
      }
    planned = put(Entity::status_def, "planned",
                  {{"code", text("planned")},
                   {"grp", text("ACTIVE")},
                   {"counts_as_open", number(1)},
                   {"kk", text("Жоспарланды")},
                   {"ru", text("Запланирована")},
                   {"en", text("Planned")},
                   {"sort", number(40)}});
    for (const auto* level : {"none", "low", "medium", "high", "critical"})
      snapshot.codes["risk_level"].push_back({level, {}, 0, true, {}});
  }
  std::string term(const char* subject, std::int64_t days, std::int64_t in_workdays, const char* from = "2021-07-01") {
    return put(Entity::sla_rule, std::string{subject} + from,
               {{"applies_to", text(subject)},
                {"n_days", number(days)},
                {"workdays", number(in_workdays)},
                {"valid_from", text(from)}});
  }
  void change(Entity entity, const std::string& uuid, const char* name, Value value) {
    auto record = *snapshot.find_other(uuid);
    record.fields.insert_or_assign(name, std::move(value));
    REQUIRE(record.entity == entity);
    snapshot.put(record);
  }
  [[nodiscard]] std::string told(Change change) const { return list(problems(std::move(change))); }
};
}  // namespace

TEST_CASE("a day that is entered counts at once, and what its weekday says counts again when it is taken away") {
  Reckoning office;
  CHECK_FALSE(office.snapshot.calendar.is_workday(day(2025, 6, 18)));
  CHECK(answer_due(office.snapshot, today) == day(2025, 7, 8));
  office.change(Entity::calendar_day, office.free_day, "day", text("2025-06-19"));
  CHECK(office.snapshot.calendar.is_workday(day(2025, 6, 18)));
  CHECK_FALSE(office.snapshot.calendar.is_workday(day(2025, 6, 19)));
  office.snapshot.remove(Entity::calendar_day, office.free_day);
  CHECK(office.snapshot.calendar.is_workday(day(2025, 6, 19)));
  CHECK(answer_due(office.snapshot, today) == day(2025, 7, 7));
  CHECK(office.snapshot.calendar == Office{}.snapshot.calendar);
}

TEST_CASE("a day is entered once, is the same record wherever it is entered, and keeps its date") {
  Reckoning office;
  const auto add = [&office](const char* iso) {
    return office.add(Entity::calendar_day, {{"day", text(iso)}, {"note", text("Ауыстырылған демалыс")}});
  };
  CHECK(office.told(add("2025-06-18")) == "day err.duplicate_id; ");
  CHECK(office.told(add("18.07.2025")) == "");
  const auto made = completed(office.snapshot, add("18.07.2025"), today);
  CHECK(made.uuid == completed(office.snapshot, add("2025-07-18"), today).uuid);
  CHECK(integer_of(field(made.after, "is_workday"), 1) == 0);
  CHECK(office.told(office.set(Entity::calendar_day, office.free_day, {{"day", text("2025-06-20")}})) ==
        "day err.unsupported; ");
  CHECK(office.told(office.set(Entity::calendar_day, office.free_day, {{"is_workday", number(1)}})) == "");
  CHECK(office.told({ChangeKind::remove, Entity::calendar_day, office.free_day, 0, {}, {}}) == "");
}

TEST_CASE("the newest legal term about a thing holds, in the kind of days the program reckons in") {
  Reckoning office;
  CHECK(office.snapshot.terms.answer == 15);
  office.term("APPEAL", 12, 1, "2025-01-01");
  office.term("APPEAL", 99, 1, "2020-01-01");
  office.term("APPEAL", 7, 0, "2026-01-01");
  CHECK(office.snapshot.terms.answer == 12);
  CHECK(office.snapshot.terms.forwarding == LegalTerms{}.forwarding);
}

TEST_CASE("only the days of a term and their source change, and what stands still follows") {
  Reckoning office;
  const auto issue = office.issue("s1", day(2025, 5, 20));
  CHECK_FALSE(facts_of(office.snapshot, issue.row(), today).is_stale);
  office.change(Entity::sla_rule, office.stale, "n_days", number(20));
  CHECK(office.snapshot.terms.stale == 20);
  CHECK(facts_of(office.snapshot, issue.row(), today).is_stale);
  const auto set = [&office](Fields fields) {
    return office.told(office.set(Entity::sla_rule, office.answer, std::move(fields)));
  };
  CHECK(set({{"n_days", number(20)}, {"source", text("Бұйрық № 5")}}) == "");
  CHECK(set({{"n_days", number(0)}}) == "n_days err.range; ");
  CHECK(set({{"workdays", number(0)}}) == "workdays err.unsupported; ");
  CHECK(set({{"applies_to", text("FORWARD")}}) == "applies_to err.unsupported; ");
  CHECK(office.told({ChangeKind::remove, Entity::sla_rule, office.answer, 0, {}, {}}) == " err.unsupported; ");
  CHECK(office.told(office.add(Entity::sla_rule, {{"applies_to", text("APPEAL")},
                                                  {"n_days", number(3)},
                                                  {"valid_from", text("2025-01-01")}})) == " err.unsupported; ");
}

TEST_CASE("a cell has one of four levels, and one that falls where things get worse is warned of") {
  Reckoning office;
  const auto set = [&office](const char* level) {
    return office.told(office.set(Entity::risk_matrix, office.cell_34, {{"level", text(level)}}));
  };
  CHECK(set("high") == "");
  CHECK(set("critical") == "level err.range (warning); ");  // 4 × 4 is high only
  CHECK(set("medium") == "");                               // between 3 × 3 and 4 × 4
  CHECK(office.told(office.set(Entity::risk_matrix, office.cell_44, {{"level", text("low")}})) ==
        "level err.range (warning); ");  // 3 × 4 is high
  CHECK(set("none") == "level err.code_unknown; ");
  CHECK(set("grave") == "level err.code_unknown; ");
  office.change(Entity::risk_matrix, office.cell_34, "level", text("critical"));
  CHECK(office.snapshot.risk_matrix[2 * 5 + 3] == RiskLevel::critical);
  CHECK(office.told({ChangeKind::remove, Entity::risk_matrix, office.cell_34, 0, {}, {}}) == " err.unsupported; ");
}

TEST_CASE("of a station of the life cycle only the names change") {
  Reckoning office;
  const auto set = [&office](Fields fields) {
    return office.told(office.set(Entity::status_def, office.planned, std::move(fields)));
  };
  CHECK(set({{"kk", text("Жоспарға енгізілді")}}) == "");
  CHECK(set({{"kk", Value{}}}) == "kk err.required; ");
  CHECK(set({{"grp", text("OPEN")}}) == "grp err.unsupported; ");
  CHECK(set({{"sort", number(5)}}) == "sort err.unsupported; ");
  CHECK(office.told({ChangeKind::remove, Entity::status_def, office.planned, 0, {}, {}}) == " err.unsupported; ");
  office.change(Entity::status_def, office.planned, "kk", text("Жоспарға енгізілді"));
  CHECK(office.snapshot.find_code("status", "planned")->names.kk == "Жоспарға енгізілді");
}

TEST_CASE("an appeal whose answer falls into a year without a free day is warned of") {
  Reckoning office;
  const auto told = [&office](const char* received) {
    return office.problems(office.add(
        Entity::appeal, {{"received_on", text(received)}, {"channel", text("PHONE")}, {"summary", text("Су жоқ")}}));
  };
  CHECK_FALSE(warns(told("2025-06-16"), "due_on", ErrorCode::range));
  CHECK(warns(told("2024-12-27"), "due_on", ErrorCode::range));
}

}  // namespace riskmap
