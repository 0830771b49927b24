// What long work tells on its way, and what it heeds.
#pragma once
#include <algorithm>
#include <functional>
#include <stop_token>

namespace riskmap {

struct LongWork {
  std::function<void(double)> progress{};  // 0…1, from the working thread
  std::stop_token stop{};                  // err.cancelled

  void tell(double share) const {
    if (progress) progress(std::clamp(share, 0.0, 1.0));
  }
  [[nodiscard]] bool is_stopped() const { return stop.stop_requested(); }
  // A stretch of this work as work of its own.
  [[nodiscard]] LongWork stretch(double from, double to) const {
    if (!progress) return *this;
    return {[progress = progress, from, to](double share) { progress(from + share * (to - from)); }, stop};
  }
};

}  // namespace riskmap
