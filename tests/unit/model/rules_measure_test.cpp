// What a measure must satisfy.
#include <doctest/doctest.h>

#include <limits>

#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

namespace {
struct Work {
  Office office;
  IssueBuilder issue = office.issue("s1");
  Fields form = {{"issue", issue.uuid()}, {"kind", text("WORKS")}, {"text", text("Құбыр тарту")}};

  [[nodiscard]] Fields with(Fields more) const {
    for (const auto& [name, value] : form) more.emplace(name, value);
    return more;
  }
  [[nodiscard]] std::vector<FieldProblem> problems(Fields more) const {
    return office.problems(office.add(Entity::measure, with(std::move(more))));
  }
  [[nodiscard]] Fields completed_with(Fields more) const {
    return completed(office.snapshot, office.add(Entity::measure, with(std::move(more))), today).after;
  }
};
}  // namespace

TEST_CASE("a measure takes the next step number and starts planned at nothing done") {
  Work work;
  work.issue.with_step({{"step_no", number(4)}});
  const auto after = work.completed_with({});
  CHECK(list(work.problems({})).empty());
  CHECK(field(after, "step_no") == number(5));
  CHECK(field(after, "status") == text("PLANNED"));
  CHECK(field(after, "progress") == number(0));
  CHECK(field(after, "weight") == Value{1.0});
  CHECK(refuses(work.problems({{"step_no", number(4)}}), "step_no", ErrorCode::duplicate_id));
}

TEST_CASE("done, its day and a hundred per cent go together") {
  const Work work;
  const auto by_status = work.completed_with({{"status", text("DONE")}});
  CHECK(field(by_status, "done_on") == text("2025-06-16"));
  CHECK(field(by_status, "progress") == number(100));
  const auto by_day = work.completed_with({{"done_on", text("2025-06-10")}});
  CHECK(field(by_day, "status") == text("DONE"));
  CHECK(refuses(work.problems({{"status", text("DONE")}, {"progress", number(90)}}), "progress", ErrorCode::range));
  CHECK(refuses(work.problems({{"status", text("DONE")}, {"done_on", Value{}}}), "done_on", ErrorCode::required));
  CHECK(refuses(work.problems({{"status", text("PLANNED")}, {"done_on", text("2025-06-10")}}), "done_on",
                ErrorCode::invalid_input));
  CHECK(refuses(work.problems({{"done_on", text("2025-06-17")}}), "done_on", ErrorCode::date_future));
}

TEST_CASE("taking a measure back from done clears its day") {
  Work work;
  work.issue.with_step({{"status", text("DONE")}, {"done_on", text("2025-06-01")}, {"progress", number(100)}});
  const auto uuid = work.office.snapshot.measures[0].uuid;
  const auto request =
      work.office.set(Entity::measure, uuid, {{"status", text("IN_PROGRESS")}, {"progress", number(60)}});
  CHECK(list(work.office.problems(request)).empty());
  CHECK(is_none(field(completed(work.office.snapshot, request, today).after, "done_on")));
}

TEST_CASE("an extension extends a deadline, later than it, with a reason") {
  const Work work;
  CHECK(refuses(work.problems({{"due_extended_on", text("2025-09-01")}, {"extension_reason", text("жаңбыр")}}),
                "due_on", ErrorCode::required));
  const Fields early = {{"due_on", text("2025-08-01")}, {"due_extended_on", text("2025-08-01")}};
  CHECK(refuses(work.problems(early), "due_extended_on", ErrorCode::date_order));
  CHECK(refuses(work.problems(early), "extension_reason", ErrorCode::reason_required));
  CHECK(list(work.problems({{"due_on", text("2025-08-01")},
                            {"due_extended_on", text("2025-09-01")},
                            {"extension_reason", text("жаңбыр")}}))
            .empty());
}

TEST_CASE("a measure does not end before it begins, and is not cancelled without a reason") {
  const Work work;
  CHECK(refuses(work.problems({{"start_on", text("2025-08-02")}, {"due_on", text("2025-08-01")}}), "due_on",
                ErrorCode::date_order));
  CHECK(refuses(work.problems({{"status", text("CANCELLED")}}), "cancel_reason", ErrorCode::reason_required));
}

TEST_CASE("a measure is for a problem, a programme, a place or a named target") {
  Work work;
  work.form.erase("issue");
  CHECK(refuses(work.problems({}), "issue", ErrorCode::required));
  CHECK(list(work.problems({{"settlement", text("s2")}})).empty());
  CHECK(list(work.problems({{"area_code", text("r1")}})).empty());
  CHECK(list(work.problems({{"target_text", text("Мақтаарал ауданы")}})).empty());
  CHECK(refuses(work.problems({{"area_code", text("r9")}}), "area_code", ErrorCode::kato_unknown));
  CHECK(refuses(work.problems({{"programme", text("halyk")}}), "programme", ErrorCode::code_unknown));
  work.office.put(Entity::programme, "halyk", {{"code", text("halyk")}, {"kk", text("Халыққа көмек")}});
  CHECK(list(work.problems({{"programme", text("halyk")}})).empty());
}

TEST_CASE("fifty thousand for each of 11 364 families is 568 200 000, and too much is refused") {
  const Work work;
  const auto after = work.completed_with({{"unit_amount_kzt", number(50'000)}, {"beneficiaries", number(11'364)}});
  CHECK(field(after, "budget_kzt") == number(568'200'000));
  const auto too_much = work.problems({{"unit_amount_kzt", number(std::numeric_limits<std::int64_t>::max() / 1024)},
                                       {"beneficiaries", number(1'000'000)}});
  CHECK(refuses(too_much, "unit_amount_kzt", ErrorCode::range));
}

TEST_CASE("the total follows its factors until somebody writes one by hand") {
  Work work;
  work.issue.with_step({{"unit_amount_kzt", number(100)}, {"beneficiaries", number(10)}, {"budget_kzt", number(1000)}});
  const auto uuid = work.office.snapshot.measures[0].uuid;
  const auto more = work.office.set(Entity::measure, uuid, {{"beneficiaries", number(20)}});
  CHECK(field(completed(work.office.snapshot, more, today).after, "budget_kzt") == number(2000));
  auto by_hand = *current_record(work.office.snapshot, Entity::measure, uuid);
  by_hand.fields["budget_kzt"] = number(1500);
  work.office.snapshot.put(by_hand);
  CHECK_FALSE(completed(work.office.snapshot, more, today).after.contains("budget_kzt"));
}

TEST_CASE("spending more than planned is a warning") {
  const Work work;
  const auto problems = work.problems({{"budget_kzt", number(10)}, {"spent_kzt", number(11)}});
  CHECK(warns(problems, "spent_kzt", ErrorCode::range));
  CHECK(refusals(problems) == 0);
  CHECK(refuses(work.problems({{"budget_kzt", number(-1)}}), "budget_kzt", ErrorCode::range));
}

}  // namespace riskmap
