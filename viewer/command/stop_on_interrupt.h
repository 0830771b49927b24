// Ctrl+C as a wish to stop: what runs ends in order, and leaves nothing half.
#pragma once
#include <memory>
#include <stop_token>

namespace riskmap {

// While it lives an interrupt (SIGINT, SIGTERM) does not end the program but asks its token to stop. Make it before
// the first thread.
class StopOnInterrupt {
 public:
  StopOnInterrupt();
  ~StopOnInterrupt();
  StopOnInterrupt(const StopOnInterrupt&) = delete;
  StopOnInterrupt& operator=(const StopOnInterrupt&) = delete;
  [[nodiscard]] std::stop_token token() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace riskmap
