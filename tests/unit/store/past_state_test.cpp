// The register of an earlier day, by its history.
#include "layers/store/past_state.h"

#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
Date on(std::string_view day) {
  return *parse_iso_date(day);
}

// Made on the evening of New Year's Day, which is the next day already at UTC+5; what a test does is done today.
struct Dated : Register {
  std::unique_ptr<RegisterStore> store;
  Dated() {
    Stranger{file}.run("UPDATE rm_meta SET value = '2025-01-01T20:00:00Z' WHERE key = 'created'");
    store = opened(file);
  }
  void change(Change what) { static_cast<void>(done(store->commit(edit(std::move(what)), ayan))); }
  Snapshot after(Date day) {
    auto past = state_after(*store, *loaded(*store), day);
    if (!past) FAIL(words(past.error()));
    return *past;
  }
};
}  // namespace

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(Dated, "what changed since is as it was, what is new is not there, what was removed is") {
  const auto severity = loaded(*store)->issues[0].severity;
  const auto later = new_uuid();
  change(set(Entity::issue, no_water, 1, {{"severity", Value{std::int64_t{severity == 5 ? 4 : 5}}}}));
  change(add(Entity::issue, later, valid_issue()));
  change(remove(Entity::measure, new_pipe, 1));
  const auto today = civil_today(std::chrono::minutes{300});
  const auto then = after(today - std::chrono::days{2}), now = after(today + std::chrono::days{1});
  CHECK(then->issues[then->find_issue(no_water)].severity == severity);
  CHECK(then->find_issue(later) == no_row);
  REQUIRE(then->find_measure(new_pipe) != no_row);
  CHECK(then->measures[then->find_measure(new_pipe)].issue == then->find_issue(no_water));
  CHECK(now->issues[now->find_issue(no_water)].severity != severity);
  CHECK(now->find_issue(later) != no_row);
  CHECK(now->find_measure(new_pipe) == no_row);
  CHECK(fields_of(*now, now->issues[now->find_issue(later)]) ==
        fields_of(*loaded(*store), loaded(*store)->issues[loaded(*store)->find_issue(later)]));
}

TEST_CASE_FIXTURE(Dated, "of a day before the history begins nothing is told") {
  const auto past = state_after(*store, *loaded(*store), on("2025-01-01"));
  CHECK(refusal(past) == "err.not_found");
  CHECK(past.error().value == "2025-01-02");
  CHECK(state_after(*store, *loaded(*store), on("2025-01-02")).has_value());
}

TEST_SUITE_END();
