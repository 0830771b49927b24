// The worker pool: asynchronous jobs, and a bounded fork-join in which the caller works too.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace riskmap {

// Background threads give way to all others when processors are short.
enum class JobPriority : unsigned char { normal, background };

class JobPool {
 public:
  // No workers: everything runs in the caller.
  explicit JobPool(unsigned workers = default_workers(), JobPriority priority = JobPriority::normal);
  ~JobPool();
  JobPool(const JobPool&) = delete;
  JobPool& operator=(const JobPool&) = delete;

  // Queues work; it must own what it uses (shared_ptr<const T>) and hand its result over through a queue of its own.
  void run(std::function<void()> work);
  // Calls band(i) for i in [0, count), on the workers and on the calling thread, and returns when all are done.
  // Never waits behind queued jobs: the caller takes every band that no worker has taken.
  void fork_join(int count, const std::function<void(int)>& band);
  [[nodiscard]] unsigned workers() const { return static_cast<unsigned>(threads_.size()); }
  static unsigned default_workers();  // max(1, cores - 1)

 private:
  void work(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<std::function<void()>> queue_;
  std::vector<std::jthread> threads_;
};

}  // namespace riskmap
