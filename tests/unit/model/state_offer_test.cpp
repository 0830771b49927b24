// The state follows the work.
#include "layers/model/state_offer.h"

#include <doctest/doctest.h>

#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

namespace {
std::optional<Status> offered(const Office& office, const std::string& issue, Fields measure,
                              std::string_view uuid = {}) {
  measure.emplace("issue", Value{issue});
  return offered_state(office.snapshot, measure, uuid);
}
}  // namespace

TEST_CASE("a step with executor and deadline offers planned, one without does not") {
  Office office;
  const auto issue = office.issue("s1").uuid();
  const Fields step = {{"status", text("PLANNED")}, {"executor", Value{office.akim}}, {"due_on", text("2025-07-01")}};
  CHECK(offered(office, issue, step) == Status::planned);
  CHECK_FALSE(offered(office, issue, {{"status", text("PLANNED")}, {"due_on", text("2025-07-01")}}));
  CHECK_FALSE(offered(office, issue, {{"status", text("PLANNED")}, {"executor", Value{office.akim}}}));
}

TEST_CASE("a step that has begun offers in progress, and nothing goes back") {
  Office office;
  CHECK(offered(office, office.issue("s1").uuid(), {{"status", text("IN_PROGRESS")}}) == Status::in_progress);
  const auto going = office.issue("s1").with("status", "in_progress").uuid();
  CHECK_FALSE(offered(office, going, {{"status", text("IN_PROGRESS")}}));
  CHECK_FALSE(offered(office, going,
                      {{"status", text("PLANNED")}, {"executor", Value{office.akim}}, {"due_on", text("2025-07-01")}}));
}

TEST_CASE("the last step finished offers resolved, an earlier one work") {
  Office office;
  auto issue = office.issue("s1").with("status", "in_progress");
  issue.with_step({{"status", text("IN_PROGRESS")}});
  const Fields done = {{"status", text("DONE")}};
  CHECK_FALSE(offered(office, issue.uuid(), done));  // another one is pending
  const auto last = office.snapshot.measures[office.snapshot.measures_of(issue.row()).front()].uuid;
  CHECK(offered(office, issue.uuid(), done, last) == Status::resolved);
}

TEST_CASE("states that a person has chosen are not left by work") {
  Office office;
  for (const char* status : {"on_hold", "forwarded", "rejected", "duplicate", "closed"})
    CHECK_FALSE(offered(office, office.issue("s1").with("status", status).uuid(), {{"status", text("IN_PROGRESS")}}));
}

TEST_CASE("a move that the register does not have, or that asks a reason, is not offered") {
  Office office;
  office.snapshot.transitions.clear();
  CHECK_FALSE(offered(office, office.issue("s1").uuid(), {{"status", text("IN_PROGRESS")}}));
  office.snapshot.transitions = {{Status::registered, Status::in_progress, true, false}};
  CHECK_FALSE(offered(office, office.issue("s1").uuid(), {{"status", text("IN_PROGRESS")}}));
}
}  // namespace riskmap
