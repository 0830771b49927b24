// A thread waits for the signals, so that no handler runs in the middle of anything.
#include "viewer/command/stop_on_interrupt.h"

#include <csignal>
#include <ctime>
#include <thread>

namespace riskmap {

namespace {
constexpr long looks_apart_ns = 50'000'000;

sigset_t interrupts() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}
}  // namespace

struct StopOnInterrupt::State {
  sigset_t before{};
  std::stop_source source;
  std::jthread waiting;
};

StopOnInterrupt::StopOnInterrupt() : state_{std::make_unique<State>()} {
  const auto signals = interrupts();
  pthread_sigmask(SIG_BLOCK, &signals, &state_->before);
  state_->waiting = std::jthread{[source = state_->source](const std::stop_token& over) mutable {
    const auto wanted = interrupts();
    const timespec pause{0, looks_apart_ns};
    while (!over.stop_requested())
      if (sigtimedwait(&wanted, nullptr, &pause) > 0) source.request_stop();
  }};
}

StopOnInterrupt::~StopOnInterrupt() {
  state_->waiting = {};
  pthread_sigmask(SIG_SETMASK, &state_->before, nullptr);
}

std::stop_token StopOnInterrupt::token() const {
  return state_->source.get_token();
}

}  // namespace riskmap
