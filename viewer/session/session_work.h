// What runs beside the session: the store's thread, the job pool, and the queue on which finished work comes back.
#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

#include "layers/core/contract.h"
#include "layers/core/job.h"
#include "layers/core/long_work.h"
#include "layers/store/store_thread.h"
#include "viewer/session/opened_copy.h"
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
  // On the thread of the register on the screen, which is open. What comes back is dropped when another document has
  // taken its place; what was written stays written.
  void ask_store(std::function<Arrival(RegisterStore&)> question) {
    ++pending;
    store->run([this, question = std::move(question), serial = document_serial](const Result<RegisterStore*>& opened) {
      RISKMAP_REQUIRE(opened.has_value());
      deliver([serial, arrival = question(**opened)](Session& session) {
        --session.work_->pending;
        if (serial == session.work_->document_serial) arrival(session);
      });
    });
  }
  // On a server others edit all the time: what they did is on the screen within a second.
  void watch_others();
  std::deque<Arrival> take() {
    const std::lock_guard lock{mutex};
    return std::exchange(arrivals, {});
  }

  // Long work with a name: the one begun last is shown, and the others again when it has come to its end.
  struct Job {
    std::uint64_t number = 0;
    RunningJob shown;
    std::stop_source stop;
  };
  [[nodiscard]] Job* job_of(std::uint64_t number) {
    for (auto& job : jobs)
      if (job.number == number) return &job;
    return nullptr;
  }
  void stop(std::uint64_t number) {
    auto* job = job_of(number);
    if (job == nullptr) return;
    job->stop.request_stop();
    job->shown.can_cancel = false;
  }

  std::function<void()> wake;
  std::mutex mutex;
  std::deque<Arrival> arrivals;
  int pending = 0;        // jobs begun and not yet arrived; UI thread only, as what follows
  std::vector<Job> jobs;  // in the order of their beginning
  std::uint64_t last_job = 0;
  std::uint64_t opening_job = 0;      // of the document asked for last
  std::uint64_t import_job = 0;       // of the table looked at last
  std::uint64_t asked_serial = 0;     // of the document asked for last: results of earlier ones are dropped
  std::uint64_t document_serial = 0;  // of the document on the screen
  std::deque<std::shared_ptr<const OpenedCopy>> opened_copies;  // that other programs show, the oldest first
  std::stop_source hotspot_stop;                                // of the question about hotspots that is being answered
  JobPool pool;         // these and the store threads come last: they deliver to what stands above
  JobPool hotspots{1};  // a thread of its own: nothing waits behind seconds of trials
  std::unique_ptr<StoreThread> store, opening;
};

}  // namespace riskmap
