// The legal clock of appeals and the inbox's queues.
#include "layers/model/appeals.h"

#include <doctest/doctest.h>

#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

namespace {
Fields appeal_of(const char* received) {
  return {{"channel", text("PHONE")}, {"summary", text("Су жоқ")}, {"received_on", text(received)}};
}

// today is Monday, 16 June 2025.
struct Inbox : Office {
  std::string appeal(const char* name, const char* due, Fields more = {}) {
    more.insert({{"summary", text(name)}, {"received_on", text("2025-06-01")}, {"due_on", text(due)}});
    return put(Entity::appeal, name, more);
  }
  void join(const std::string& to, const std::string& issue) {
    put(Entity::appeal_issue, to + issue, {{"appeal", to}, {"issue", issue}});
  }
  [[nodiscard]] std::string in(AppealQueue queue) const {
    const auto book = appeals_of(snapshot, today);
    std::string names;
    for (const auto place : book.in(queue)) names += book.appeals[place].summary + " ";
    return names;
  }
};
}  // namespace

TEST_CASE("a new appeal is registered on a working day and answered fifteen working days later") {
  Office office;
  office.snapshot.calendar.set(day(2025, 6, 9), false);
  const auto after = [&office](const char* received) {
    return completed(office.snapshot, office.add(Entity::appeal, appeal_of(received)), today).after;
  };
  CHECK(field(after("2025-06-05"), "registered_on") == text("2025-06-05"));
  CHECK(field(after("2025-06-05"), "due_on") == text("2025-06-27"));
  CHECK(field(after("2025-06-07"), "registered_on") == text("2025-06-10"));  // Saturday, then a Monday off
  office.snapshot.terms.answer = 5;
  CHECK(field(after("2025-06-10"), "due_on") == text("2025-06-17"));
}

TEST_CASE("what came on a day off may be registered tomorrow, other appeals may not") {
  Office office;
  office.snapshot.calendar.set(today, false);
  CHECK(list(office.problems(office.add(Entity::appeal, appeal_of("2025-06-16")))).empty());
  auto late = appeal_of("2025-06-13");
  late.emplace("registered_on", text("2025-06-17"));
  CHECK(refuses(office.problems(office.add(Entity::appeal, late)), "registered_on", ErrorCode::date_future));
}

TEST_CASE("days that follow from another move with it, days that somebody chose stay") {
  Office office;
  auto record = appeal_of("2025-06-05");
  record.insert({{"registered_on", text("2025-06-05")}, {"due_on", text("2025-06-26")}});
  const auto followed = office.put(Entity::appeal, "a", record);
  const auto moved =
      completed(office.snapshot, office.set(Entity::appeal, followed, {{"received_on", text("2025-06-06")}}), today);
  CHECK(field(moved.after, "registered_on") == text("2025-06-06"));
  CHECK(field(moved.after, "due_on") == text("2025-06-27"));
  record.insert_or_assign("due_on", text("2025-07-10"));
  const auto chosen = office.put(Entity::appeal, "b", record);
  const auto kept =
      completed(office.snapshot, office.set(Entity::appeal, chosen, {{"received_on", text("2025-06-06")}}), today);
  CHECK(is_none(field(kept.after, "due_on")));
}

TEST_CASE("forwarding after the third working day is taken with a warning") {
  const Office office;
  const auto forwarded = [&office](const char* day) {
    auto fields = appeal_of("2025-06-05");
    fields.emplace("forwarded_on", text(day));
    return office.problems(office.add(Entity::appeal, fields));
  };
  CHECK(list(forwarded("2025-06-10")).empty());  // Tuesday, over a weekend
  CHECK(warns(forwarded("2025-06-11"), "forwarded_on", ErrorCode::range));
  CHECK(refusals(forwarded("2025-06-11")) == 0);
}

TEST_CASE("an answer has its words and its day") {
  const Office office;
  auto answered = appeal_of("2025-06-05");
  answered.emplace("answered_on", text("2025-06-10"));
  CHECK(refuses(office.problems(office.add(Entity::appeal, answered)), "answer_text", ErrorCode::required));
  CHECK(list(office.problems(office.add(Entity::appeal, answered), EditKind::import)).empty());
  answered.emplace("answer_text", text("Құбыр жөнделді"));
  CHECK(list(office.problems(office.add(Entity::appeal, answered))).empty());
  answered.erase("answered_on");
  CHECK(refuses(office.problems(office.add(Entity::appeal, answered)), "answered_on", ErrorCode::required));
}

TEST_CASE("the queues: unlinked, late, due in three working days, waiting, answered") {
  Inbox inbox;
  const auto issue = inbox.issue("s1").uuid();
  inbox.join(inbox.appeal("late", "2025-06-13"), issue);
  inbox.appeal("later", "2025-06-10");
  inbox.join(inbox.appeal("today", "2025-06-16"), issue);
  inbox.appeal("soon", "2025-06-19");
  inbox.join(inbox.appeal("waits", "2025-06-20"), issue);
  inbox.appeal("extended", "2025-06-10", {{"extended_to", text("2025-07-10")}});
  inbox.appeal("answered", "2025-06-10", {{"answered_on", text("2025-06-12")}});
  CHECK(inbox.in(AppealQueue::overdue) == "later late ");
  CHECK(inbox.in(AppealQueue::due_soon) == "today soon ");
  CHECK(inbox.in(AppealQueue::waiting) == "waits extended ");
  CHECK(inbox.in(AppealQueue::answered) == "answered ");
  CHECK(inbox.in(AppealQueue::unlinked) == "later soon extended ");
}

TEST_CASE("once a problem is solved its unanswered appeals are owed an answer") {
  Inbox inbox;
  const auto open = inbox.issue("s1"), solved = inbox.issue("s1").with("status", "resolved");
  inbox.join(inbox.appeal("open", "2025-06-20"), open.uuid());
  inbox.join(inbox.appeal("owed", "2025-06-20"), solved.uuid());
  inbox.join(inbox.appeal("told", "2025-06-20", {{"answered_on", text("2025-06-12")}}), solved.uuid());
  CHECK(inbox.in(AppealQueue::answer_owed) == "owed ");
}

TEST_CASE("how many people asked for a problem is the sum over its appeals") {
  Inbox inbox;
  const auto issue = inbox.issue("s1");
  inbox.join(inbox.appeal("one", "2025-06-20"), issue.uuid());
  inbox.join(inbox.appeal("many", "2025-06-20", {{"collective_count", number(12)}}), issue.uuid());
  inbox.appeal("other", "2025-06-20", {{"collective_count", number(100)}});
  CHECK(appeals_of(inbox.snapshot, today).people_behind(issue.row()) == 13);
}
}  // namespace riskmap
