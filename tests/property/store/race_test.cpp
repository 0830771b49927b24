// Several processes on one register: nobody's edit is lost, nobody waits for ever.
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
constexpr int processes = 4, increments = 50;

Result<std::pair<std::int64_t, std::int64_t>> read_counter(RegisterStore& store) {
  const auto snapshot = store.load();
  if (!snapshot) return std::unexpected{snapshot.error()};
  const auto& issue = (*snapshot)->issues[0];
  return std::pair{issue.affected_people.value_or(0), issue.version};
}

// Adds one, reading again whenever somebody was faster; false = a refusal that no retry explains.
bool increment(RegisterStore& store, const Author& author) {
  for (int attempt = 0; attempt < 1000; ++attempt) {
    const auto seen = read_counter(store);
    if (!seen) {
      if (seen.error().code != ErrorCode::locked) return false;
      continue;
    }
    const auto written = store.commit(
        edit(set(Entity::issue, no_water, seen->second, {{"affected_people", Value{seen->first + 1}}})), author);
    if (written) return true;
    if (written.error().code != ErrorCode::conflict && written.error().code != ErrorCode::locked) return false;
  }
  return false;
}

int run_office(const std::filesystem::path& file, int number) {
  auto store = open_register(file);
  if (!store) return 2;
  for (int i = 0; i < increments; ++i)
    if (!increment(**store, {"office " + std::to_string(number), "", ""})) return 3;
  return 0;
}
}  // namespace

TEST_CASE_FIXTURE(Register, "four processes add one fifty times each, and two hundred is what stands") {
  std::vector<pid_t> children;
  for (int number = 0; number < processes; ++number) {
    children.push_back(::fork());
    if (children.back() == 0) ::_exit(run_office(file, number));
  }
  for (const auto child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
  }
  const auto store = opened(file);
  const auto counter = read_counter(*store);
  REQUIRE(counter);
  CHECK(counter->first == processes * increments);
  CHECK(counter->second == processes * increments + 1);
  CHECK(store->history_of(Entity::issue, no_water)->size() == processes * increments);
  CHECK(flaws(*store) == "");
}
