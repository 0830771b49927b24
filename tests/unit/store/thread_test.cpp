// The thread that owns an open register.
#include "layers/store/store_thread.h"

#include <atomic>
#include <future>

#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

TEST_CASE_FIXTURE(Register, "tasks run in order on one thread that is not the caller's") {
  std::vector<int> order;
  std::vector<std::thread::id> threads;
  {
    StoreThread store{file};
    for (int i = 0; i < 3; ++i)
      store.run(
          [&, i](const Result<RegisterStore*>&) { order.push_back(i), threads.push_back(std::this_thread::get_id()); });
  }
  CHECK(order == std::vector{0, 1, 2});
  CHECK(threads[0] == threads[2]);
  CHECK(threads[0] != std::this_thread::get_id());
}

TEST_CASE_FIXTURE(Register, "an edit handed over just before the end is on disk") {
  {
    StoreThread store{file};
    store.run([](const Result<RegisterStore*>& open) {
      const auto change = set(Entity::issue, no_water, 1, {{"severity", Value{std::int64_t{5}}}});
      static_cast<void>((*open)->commit(edit(change), ayan));
    });
  }
  CHECK(loaded(*opened(file))->issues[0].severity == 5);
}

TEST_CASE("every task hears why the register could not be opened") {
  std::promise<std::string> heard;
  StoreThread store{"/no/such/register.gpkg"};
  store.run([&heard](const Result<RegisterStore*>& open) { heard.set_value(refusal(open)); });
  CHECK(heard.get_future().get() == "err.not_found");
}

TEST_CASE_FIXTURE(Register, "a watch runs again and again, gives way to tasks and ends with the thread") {
  std::promise<void> seen_twice;
  std::atomic<int> looks = 0;
  bool task_ran = false;
  {
    StoreThread store{file};
    store.watch(
        [&](const Result<RegisterStore*>& open) {
          if (open && ++looks == 2) seen_twice.set_value();
        },
        std::chrono::milliseconds{5});
    seen_twice.get_future().wait();
    store.run([&task_ran](const Result<RegisterStore*>&) { task_ran = true; });
  }
  CHECK(task_ran);
  const int at_end = looks;
  std::this_thread::sleep_for(std::chrono::milliseconds{30});
  CHECK(looks == at_end);
}
