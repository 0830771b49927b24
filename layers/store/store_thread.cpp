// Opens on its own thread, works through the queue, closes there too.
#include "layers/store/store_thread.h"

#include <utility>

namespace riskmap {

StoreThread::StoreThread(std::filesystem::path file, OpenMode mode)
    : thread_{[this, file = std::move(file), mode] { work(file, mode); }} {}

StoreThread::~StoreThread() {
  {
    const std::lock_guard lock{mutex_};
    is_closing_ = true;
  }
  wake_.notify_one();
}

void StoreThread::run(Task task) {
  {
    const std::lock_guard lock{mutex_};
    queue_.push_back(std::move(task));
  }
  wake_.notify_one();
}

void StoreThread::watch(Task task, std::chrono::milliseconds every) {
  {
    const std::lock_guard lock{mutex_};
    watch_ = std::move(task);
    every_ = every;
  }
  wake_.notify_one();
}

StoreThread::Task StoreThread::next(std::unique_lock<std::mutex>& lock) {
  const auto is_awaited = [this] { return is_closing_ || !queue_.empty(); };
  while (!is_awaited()) {
    if (!watch_)
      wake_.wait(lock, [&] { return is_awaited() || watch_; });
    else if (!wake_.wait_for(lock, every_, is_awaited))
      return watch_;
  }
  if (queue_.empty()) return {};
  auto task = std::move(queue_.front());
  queue_.pop_front();
  return task;
}

void StoreThread::work(const std::filesystem::path& file, OpenMode mode) {
  const auto store = open_register(file, mode);
  const auto opened = store ? Result<RegisterStore*>{store->get()} : std::unexpected{store.error()};
  while (true) {
    Task task;
    {
      std::unique_lock lock{mutex_};
      task = next(lock);
    }
    if (!task) return;
    task(opened);
  }
}

}  // namespace riskmap
