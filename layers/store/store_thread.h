// The one thread that owns an open register: SQLite and GDAL handles never leave it.
#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>

#include "layers/core/result.h"
#include "layers/store/register_store.h"

namespace riskmap {

class StoreThread {
 public:
  // A task gets the open store, or why it could not be opened. It hands its result over through a queue of the
  // caller's.
  using Task = std::function<void(const Result<RegisterStore*>&)>;

  explicit StoreThread(std::filesystem::path file, OpenMode mode = OpenMode::read_write);
  ~StoreThread();  // finishes the tasks already queued, then closes the store: an edit handed over is never dropped
  StoreThread(const StoreThread&) = delete;
  StoreThread& operator=(const StoreThread&) = delete;

  void run(Task task);  // in order; returns at once
  // Run again and again, that long after the last of it, while nothing else is asked for.
  void watch(Task task, std::chrono::milliseconds every);

 private:
  void work(const std::filesystem::path& file, OpenMode mode);
  Task next(std::unique_lock<std::mutex>& lock);  // of the queue, else the watch's; empty = all is done

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> queue_;
  Task watch_;
  std::chrono::milliseconds every_{0};
  bool is_closing_ = false;
  std::jthread thread_;
};

}  // namespace riskmap
