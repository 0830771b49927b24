// The life cycle: which moves are allowed, what each asks for, what it entails.
#include <doctest/doctest.h>

#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

namespace {
// A problem in a state, with what that state needs.
IssueBuilder in_state(Office& office, Status status) {
  auto issue = office.issue("s1", day(2025, 5, 1));
  if (status == Status::resolved || status == Status::closed)
    issue.with("outcome", "SOLVED").with("result", "Су құбыры тартылды").with("resolved_on", "2025-06-01");
  if (status == Status::closed) issue.with("closed_on", "2025-06-05");
  if (status == Status::duplicate) issue.with("duplicate_of", office.issue("s1").uuid());
  return issue.with("responsible", office.akim).with("status", std::string{code_of(status)});
}

// Everything that any move could ask for.
Fields everything_for(const Office& office, Status to) {
  Fields fields = {{"status", std::string{code_of(to)}}, {"status_reason", text("себебі")}};
  if (to == Status::resolved) fields.insert({{"outcome", text("SOLVED")}, {"result", text("Шешілді")}});
  if (to == Status::on_hold) fields["review_on"] = text("2025-09-01");
  if (to == Status::forwarded) fields["forwarded_to"] = office.utility;
  if (to == Status::in_progress) fields["due_on"] = text("2025-12-01");
  return fields;
}

Fields completed_set(const Office& office, const std::string& uuid, Fields fields) {
  return completed(office.snapshot, office.set_issue(uuid, std::move(fields)), today).after;
}
}  // namespace

TEST_CASE("of all pairs of states exactly the register's are allowed") {
  int allowed = 0;
  for (const auto from : all_statuses)
    for (const auto to : all_statuses) {
      if (from == to) continue;
      Office office;
      auto issue = in_state(office, from);
      if (to == Status::planned || from == Status::planned)
        issue.with_step({{"executor", office.akim},
                         {"due_on", text("2025-12-01")},
                         {"status", text(to == Status::resolved ? "DONE" : "PLANNED")}});
      auto fields = everything_for(office, to);
      if (to == Status::duplicate) fields["duplicate_of"] = office.issue("s2").uuid();
      const auto problems = office.problems(office.set_issue(issue.uuid(), fields));
      const auto& pairs = office.snapshot.transitions;
      const bool is_listed = std::ranges::any_of(pairs, [&](const auto& p) { return p.from == from && p.to == to; });
      INFO(code_of(from), " to ", code_of(to), ": ", list(problems));
      CHECK((refusals(problems) == 0) == is_listed);
      CHECK(refuses(problems, "status", ErrorCode::transition) == !is_listed);
      allowed += is_listed ? 1 : 0;
    }
  CHECK(allowed == 41);
}

TEST_CASE("a move that needs a reason needs one of its own, not the former state's") {
  Office office;
  const auto issue = office.issue("s1")
                         .with("status", "on_hold")
                         .with("status_reason", "қаражат күтілуде")
                         .with("review_on", "2025-07-01");
  const auto without = office.problems(office.set_issue(issue.uuid(), {{"status", text("rejected")}}));
  CHECK(refuses(without, "status_reason", ErrorCode::reason_required));
  const auto same_words =
      office.set_issue(issue.uuid(), {{"status", text("rejected")}, {"status_reason", text("қаражат күтілуде")}});
  CHECK(list(office.problems(same_words)).empty());
}

TEST_CASE("the former state's reason and review date go when the state goes") {
  Office office;
  const auto issue = office.issue("s1")
                         .with("status", "on_hold")
                         .with("status_reason", "қаражат")
                         .with("review_on", "2025-07-01")
                         .with("responsible", office.akim);
  const auto after = completed_set(office, issue.uuid(), {{"status", text("in_progress")}});
  CHECK((after.contains("status_reason") && is_none(after.at("status_reason"))));
  CHECK((after.contains("review_on") && is_none(after.at("review_on"))));
}

TEST_CASE("planned needs a measure with an executor and a deadline and takes its date from the plan") {
  Office office;
  auto issue = office.issue("s1", day(2025, 6, 1));
  const auto plan = office.set_issue(issue.uuid(), {{"status", text("planned")}});
  CHECK(refuses(office.problems(plan), "status", ErrorCode::measure_required));
  issue.with_step({{"executor", office.akim}});
  CHECK(refuses(office.problems(plan), "status", ErrorCode::measure_required));
  issue.with_step({{"executor", office.akim}, {"due_on", text("2025-10-01")}, {"status", text("CANCELLED")}});
  CHECK(refuses(office.problems(plan), "status", ErrorCode::measure_required));
  issue.with_step({{"executor", office.akim}, {"due_on", text("2025-09-01")}});
  CHECK(list(office.problems(plan)).empty());
  CHECK(field(completed_set(office, issue.uuid(), {{"status", text("planned")}}), "due_on") == text("2025-09-01"));
}

TEST_CASE("a deadline set by hand is not moved by the plan, the category's default is") {
  Office office;
  office.snapshot.categories[office.snapshot.find_category("water.drinking")].default_days = 30;
  auto issue = office.issue("s1", day(2025, 6, 1)).with("due_on", "2025-07-01");
  issue.with_step({{"executor", office.akim}, {"due_on", text("2025-09-01")}});
  CHECK(field(completed_set(office, issue.uuid(), {{"status", text("planned")}}), "due_on") == text("2025-09-01"));
  issue.with("due_on", "2025-07-05");
  CHECK_FALSE(completed_set(office, issue.uuid(), {{"status", text("planned")}}).contains("due_on"));
}

TEST_CASE("work needs somebody who answers for it") {
  Office office;
  const auto issue = office.issue("s1");
  CHECK(refuses(office.problems(office.set_issue(issue.uuid(), {{"status", text("in_progress")}})), "responsible",
                ErrorCode::responsible_required));
  CHECK(list(office.problems(
                 office.set_issue(issue.uuid(), {{"status", text("in_progress")}, {"responsible", office.akim}})))
            .empty());
}

TEST_CASE("resolving asks for outcome, written result and finished measures, and is dated") {
  Office office;
  auto issue = office.issue("s1").with("status", "in_progress").with("responsible", office.akim);
  issue.with_step({});
  const auto bare = office.problems(office.set_issue(issue.uuid(), {{"status", text("resolved")}}));
  CHECK(refuses(bare, "outcome", ErrorCode::outcome_required));
  CHECK(refuses(bare, "result", ErrorCode::required));
  CHECK(refuses(bare, "status", ErrorCode::measures_open));
  CHECK(refusals(bare) == 3);
  CHECK(field(completed_set(office, issue.uuid(), {{"status", text("resolved")}}), "resolved_on") ==
        text("2025-06-16"));
  CHECK(field(completed_set(office, issue.uuid(), {{"status", text("resolved")}, {"resolved_on", text("2025-06-10")}}),
              "resolved_on") == text("2025-06-10"));
}

TEST_CASE("a solved problem cannot lose its result") {
  Office office;
  const auto issue = in_state(office, Status::resolved);
  CHECK(refuses(office.problems(office.set_issue(issue.uuid(), {{"result", Value{}}})), "result", ErrorCode::required));
}

TEST_CASE("on hold needs a reason and a review date to come, forwarded a reason and whom to") {
  Office office;
  const auto issue = office.issue("s1").with("status", "confirmed");
  const auto hold = office.problems(office.set_issue(issue.uuid(), {{"status", text("on_hold")}}));
  CHECK(refuses(hold, "status_reason", ErrorCode::reason_required));
  CHECK(refuses(hold, "review_on", ErrorCode::review_date_required));
  CHECK(refusals(hold) == 2);
  const auto past = office.set_issue(
      issue.uuid(), {{"status", text("on_hold")}, {"status_reason", text("жоқ")}, {"review_on", text("2025-06-15")}});
  CHECK(refuses(office.problems(past), "review_on", ErrorCode::date_order));
  const auto forward = office.problems(
      office.set_issue(issue.uuid(), {{"status", text("forwarded")}, {"status_reason", text("құзыры")}}));
  CHECK(refuses(forward, "forwarded_to", ErrorCode::required));
}

TEST_CASE("reopening clears the answer, counts and needs a new deadline") {
  Office office;
  const auto issue = in_state(office, Status::closed).with("reopen_count", std::int64_t{1});
  const Fields request = {{"status", text("in_progress")}, {"status_reason", text("су қайта тоқтады")}};
  CHECK(refuses(office.problems(office.set_issue(issue.uuid(), request)), "due_on", ErrorCode::required));
  auto dated = request;
  dated["due_on"] = text("2025-06-15");
  CHECK(refuses(office.problems(office.set_issue(issue.uuid(), dated)), "due_on", ErrorCode::date_order));
  dated["due_on"] = text("2025-08-01");
  CHECK(list(office.problems(office.set_issue(issue.uuid(), dated))).empty());
  const auto after = completed_set(office, issue.uuid(), dated);
  for (const auto* name : {"outcome", "result", "resolved_on", "closed_on"}) {
    INFO(name);
    CHECK((after.contains(name) && is_none(after.at(name))));
  }
  CHECK(field(after, "reopened_on") == text("2025-06-16"));
  CHECK(field(after, "reopen_count") == number(2));
}

TEST_CASE("returning a resolved problem to work clears its answer but is no reopening") {
  Office office;
  const auto issue = in_state(office, Status::resolved);
  const auto after =
      completed_set(office, issue.uuid(), {{"status", text("in_progress")}, {"status_reason", text("шешілмеген")}});
  CHECK(is_none(field(after, "result")));
  CHECK_FALSE(after.contains("reopen_count"));
}

TEST_CASE("a duplicate names a master that is none, and has no duplicates of its own") {
  Office office;
  const auto master = office.issue("s1"), own = office.issue("s1"), third = office.issue("s1");
  const auto repeat = [&](const std::string& uuid, const std::string& of) {
    return office.problems(office.set_issue(uuid, {{"status", text("duplicate")}, {"duplicate_of", of}}));
  };
  CHECK(refuses(office.problems(office.set_issue(own.uuid(), {{"status", text("duplicate")}})), "duplicate_of",
                ErrorCode::required));
  CHECK(refuses(repeat(own.uuid(), own.uuid()), "duplicate_of", ErrorCode::duplicate_chain));
  CHECK(list(repeat(own.uuid(), master.uuid())).empty());
  auto linked = third;
  linked.with("status", "duplicate").with("duplicate_of", master.uuid());
  CHECK(refuses(repeat(own.uuid(), third.uuid()), "duplicate_of", ErrorCode::duplicate_chain));
  CHECK(refuses(repeat(master.uuid(), own.uuid()), "duplicate_of", ErrorCode::duplicate_chain));
  CHECK(refuses(office.problems(office.set_issue(own.uuid(), {{"duplicate_of", master.uuid()}})), "duplicate_of",
                ErrorCode::invalid_input));
}

TEST_CASE("unmerging a duplicate frees it") {
  Office office;
  const auto issue = in_state(office, Status::duplicate);
  const auto request =
      office.set_issue(issue.uuid(), {{"status", text("registered")}, {"status_reason", text("басқа көше")}});
  CHECK(list(office.problems(request)).empty());
  const auto after = completed(office.snapshot, request, today).after;
  CHECK((after.contains("duplicate_of") && is_none(after.at("duplicate_of"))));
}

TEST_CASE("a new problem is a draft or registered; an import and an undo may bring any state") {
  Office office;
  auto form = office.short_form();
  form["status"] = text("closed");
  form["outcome"] = text("SOLVED");
  form["result"] = text("Шешілді");
  const auto change = office.add(Entity::issue, form);
  CHECK(refuses(office.problems(change), "status", ErrorCode::transition));
  CHECK(list(office.problems(change, EditKind::import)).empty());
  form.erase("result");
  CHECK(refuses(office.problems(office.add(Entity::issue, form), EditKind::import), "result", ErrorCode::required));
  const auto issue = in_state(office, Status::closed);
  CHECK(list(office.problems(
                 office.set_issue(issue.uuid(), {{"status", text("registered")}, {"due_on", text("2025-12-01")}}),
                 EditKind::undo))
            .empty());
}

TEST_CASE("an imported problem on hold or forwarded needs its reason, not today's formalities") {
  Office office;
  auto form = office.short_form();
  form.insert({{"status", text("on_hold")}, {"review_on", text("2025-05-01")}, {"registered_on", text("2025-04-01")}});
  CHECK(refuses(office.problems(office.add(Entity::issue, form), EditKind::import), "status_reason",
                ErrorCode::reason_required));
  form["status_reason"] = text("қаражат");
  CHECK(refusals(office.problems(office.add(Entity::issue, form), EditKind::import)) == 0);
  form["status"] = text("forwarded");
  CHECK(refusals(office.problems(office.add(Entity::issue, form), EditKind::import)) == 0);
}

TEST_CASE("the moves from a state come in the order of the states") {
  const Office office;
  std::vector<Status> to;
  for (const auto& move : transitions_from(office.snapshot, Status::planned)) to.push_back(move.to);
  using enum Status;
  CHECK(to == std::vector{in_progress, on_hold, forwarded, resolved, rejected, duplicate});
}

}  // namespace riskmap
