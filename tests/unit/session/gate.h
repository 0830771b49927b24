// Holds a session's workers wherever they hand something over, so that a test can look at the middle of long work.
#pragma once
#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "viewer/session/session.h"

namespace riskmap::sample {

class Gate {
 public:
  ~Gate() { open(); }
  // Workers wait here from now on; those of before are through.
  void shut() {
    const std::lock_guard lock{mutex_};
    is_open_ = false;
    waiting_ = 0;
  }
  void open() {
    const std::lock_guard lock{mutex_};
    is_open_ = true;
    changed_.notify_all();
  }
  // SessionOptions::wake
  void pass() {
    std::unique_lock lock{mutex_};
    if (is_open_) return;
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return is_open_ || passes_ > 0; });
    if (is_open_) return;
    --passes_, --waiting_;
    changed_.notify_all();
  }
  // Until a worker has handed something over and waits.
  void await() {
    std::unique_lock lock{mutex_};
    REQUIRE(changed_.wait_for(lock, std::chrono::minutes{1}, [this] { return waiting_ > 0; }));
  }
  // Lets the one that waits go as far as to the next time.
  void let_one_pass() {
    std::unique_lock lock{mutex_};
    ++passes_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return passes_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_open_ = true;
  int waiting_ = 0, passes_ = 0;
};

// Whoever wakes the session first, once it holds, waits; all others are through.
class FirstHeld {
 public:
  // SessionOptions::wake
  void pass() {
    std::unique_lock lock{mutex_};
    ++wakes_;
    changed_.notify_all();
    if (!holds_ || (held_ && held_ != std::this_thread::get_id())) return;
    held_ = std::this_thread::get_id();
    changed_.notify_all();
    changed_.wait(lock, [this] { return !holds_; });
  }
  void hold() {
    const std::lock_guard lock{mutex_};
    holds_ = true;
    wakes_ = 0;
  }
  void await_one() {
    wait_for([this] { return held_.has_value(); });
  }
  void release() {
    const std::lock_guard lock{mutex_};
    holds_ = false;
    changed_.notify_all();
  }
  void await_wakes(int count) {
    wait_for([this, count] { return wakes_ >= count; });
  }

 private:
  void wait_for(const std::function<bool()>& has_come) {
    std::unique_lock lock{mutex_};
    REQUIRE(changed_.wait_for(lock, std::chrono::minutes{1}, has_come));
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<std::thread::id> held_;
  bool holds_ = false;
  int wakes_ = 0;
};

inline SessionOptions gated(Gate& gate, SessionOptions options) {
  options.wake = [&gate] { gate.pass(); };
  return options;
}

}  // namespace riskmap::sample
