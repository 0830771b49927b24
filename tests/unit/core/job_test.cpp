// The worker pool.
#include "layers/core/job.h"

#include <doctest/doctest.h>

#include <atomic>
#include <latch>
#include <mutex>
#include <thread>
#include <vector>

namespace riskmap {

TEST_CASE("a fork-join calls every band once and returns when all are done") {
  for (const unsigned workers : {0U, 1U, 3U}) {
    JobPool pool{workers};
    std::vector<std::atomic<int>> calls(257);
    pool.fork_join(257, [&calls](int band) { ++calls[static_cast<std::size_t>(band)]; });
    for (const auto& count : calls) CHECK(count == 1);
  }
}

TEST_CASE("a fork-join of nothing returns at once") {
  JobPool pool{1};
  pool.fork_join(0, [](int) { FAIL("there is no band"); });
  pool.fork_join(-1, [](int) { FAIL("there is no band"); });
}

TEST_CASE("a fork-join does not wait behind a job that keeps every worker busy") {
  std::latch begun{2}, release{1};
  JobPool pool{2};
  for (int i = 0; i < 2; ++i)
    pool.run([&] {
      begun.count_down();
      release.wait();
    });
  begun.wait();
  std::atomic<int> sum = 0;
  pool.fork_join(10, [&sum](int band) { sum += band; });  // would hang if it needed a worker
  CHECK(sum == 45);
  release.count_down();
}

TEST_CASE("a band may fork again") {
  JobPool pool{2};
  std::atomic<int> calls = 0;
  pool.fork_join(8, [&](int) { pool.fork_join(8, [&calls](int) { ++calls; }); });
  CHECK(calls == 64);
}

TEST_CASE("jobs run away from the caller, or in it when there are no workers") {
  std::latch done{1};
  std::thread::id ran_in;
  JobPool pool{1};
  pool.run([&] {
    ran_in = std::this_thread::get_id();
    done.count_down();
  });
  done.wait();
  CHECK(ran_in != std::this_thread::get_id());
  JobPool alone{0};
  alone.run([&] { ran_in = std::this_thread::get_id(); });
  CHECK(ran_in == std::this_thread::get_id());
}

TEST_CASE("one worker takes jobs in the order they were given") {
  std::vector<int> order;
  std::latch done{20};
  JobPool pool{1};
  for (int i = 0; i < 20; ++i)
    pool.run([&order, &done, i] {
      order.push_back(i);
      done.count_down();
    });
  done.wait();
  for (int i = 0; i < 20; ++i) CHECK(order[static_cast<std::size_t>(i)] == i);
}

TEST_CASE("a pool that ends waits for the job that is running") {
  std::atomic<bool> is_finished = false;
  std::latch begun{1};
  {
    JobPool pool{1};
    pool.run([&] {
      begun.count_down();
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
      is_finished = true;
    });
    begun.wait();
  }
  CHECK(is_finished);
}

}  // namespace riskmap
