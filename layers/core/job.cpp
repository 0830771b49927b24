// The pool's threads take from one queue; a fork-join shares a counter between its caller and any idle worker.
#include "layers/core/job.h"

#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>

namespace riskmap {

namespace {
// One fork-join in flight. Shared, because a worker may take its ticket after the caller has finished every band.
struct Bands {
  std::function<void(int)> band;
  int count = 0;
  std::atomic<int> next = 0;
  std::atomic<int> done = 0;

  void take_all() {
    for (int i = next.fetch_add(1); i < count; i = next.fetch_add(1)) {
      band(i);
      if (done.fetch_add(1) + 1 == count) done.notify_all();
    }
  }
};

// Of the calling thread alone: Linux keeps a niceness for each. A refusal leaves it as fast as the others.
void give_way() {
  constexpr int background_niceness = 10;
  (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), background_niceness);
}
}  // namespace

unsigned JobPool::default_workers() {
  return std::max(2U, std::thread::hardware_concurrency()) - 1;
}

JobPool::JobPool(unsigned workers, JobPriority priority) {
  for (unsigned i = 0; i < workers; ++i)
    threads_.emplace_back([this, priority](const std::stop_token& stop) {
      if (priority == JobPriority::background) give_way();
      work(stop);
    });
}

JobPool::~JobPool() {
  for (auto& thread : threads_) thread.request_stop();
  wake_.notify_all();
}

void JobPool::work(const std::stop_token& stop) {
  while (true) {
    std::function<void()> next;
    {
      std::unique_lock lock{mutex_};
      if (!wake_.wait(lock, stop, [this] { return !queue_.empty(); })) return;
      next = std::move(queue_.front());
      queue_.pop_front();
    }
    next();
  }
}

void JobPool::run(std::function<void()> work) {
  if (threads_.empty()) return work();
  {
    const std::lock_guard lock{mutex_};
    queue_.push_back(std::move(work));
  }
  wake_.notify_one();
}

void JobPool::fork_join(int count, const std::function<void(int)>& band) {
  if (count <= 0) return;
  const auto bands = std::make_shared<Bands>();
  bands->band = band;
  bands->count = count;
  const auto helpers = std::min<std::size_t>(threads_.size(), static_cast<std::size_t>(count) - 1);
  if (helpers > 0) {
    {
      const std::lock_guard lock{mutex_};
      for (std::size_t i = 0; i < helpers; ++i) queue_.push_front([bands] { bands->take_all(); });
    }
    wake_.notify_all();
  }
  bands->take_all();
  for (int done = bands->done; done < count; done = bands->done) bands->done.wait(done);
}

}  // namespace riskmap
