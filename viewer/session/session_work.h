// What runs beside the session: the store's thread, the job pool, and the queue on which finished work comes back.
#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>

#include "layers/core/job.h"
#include "layers/store/store_thread.h"
#include "viewer/session/session.h"

namespace riskmap {

struct Session::Work {
  using Arrival = std::function<void(Session&)>;

  explicit Work(std::function<void()> wake_up) : wake{std::move(wake_up)} {}

  // From any thread: `arrival` runs in the next update() of the UI thread.
  void deliver(Arrival arrival) {
    {
      const std::lock_guard lock{mutex};
      arrivals.push_back(std::move(arrival));
    }
    if (wake) wake();
  }
  std::deque<Arrival> take() {
    const std::lock_guard lock{mutex};
    return std::exchange(arrivals, {});
  }

  std::function<void()> wake;
  std::mutex mutex;
  std::deque<Arrival> arrivals;
  int pending = 0;                   // jobs begun and not yet arrived; UI thread only
  std::stop_source stop;             // of the running job
  std::uint64_t document_serial = 0; // results of a document that is no longer open are dropped
  JobPool pool;                      // last but one: its threads deliver here
  std::unique_ptr<StoreThread> store;
};

}  // namespace riskmap
