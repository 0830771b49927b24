// What the time went into: start-up phases and every frame, as JSON lines of --trace.
#pragma once
#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"

namespace riskmap {

struct FrameRecord {
  double at_ms = 0;  // since the process started
  double ui_ms = 0, ui_paint_ms = 0, map_ms = 0, compose_ms = 0, present_ms = 0;
  bool has_ui = false, has_map = false, is_presented = false;
  int input_events = 0;
  double ui_painted_share = 0;  // of the window
  [[nodiscard]] double total_ms() const { return ui_ms + ui_paint_ms + map_ms + compose_ms + present_ms; }
};

class Trace {
 public:
  using Clock = std::chrono::steady_clock;

  Trace();
  void phase(std::string_view name);  // "fonts", "window", "first picture": ends now
  void frame(const FrameRecord& record);
  [[nodiscard]] double now_ms() const;  // since the process started
  [[nodiscard]] const std::vector<FrameRecord>& frames() const { return frames_; }
  // {"phases":[{"name":…,"ms":…}],"frames":[…],"summary":{"frames":…,"p50_ms":…,"p95_ms":…}}
  [[nodiscard]] std::string json() const;
  Result<void> write(const std::filesystem::path& file) const;

 private:
  struct Phase {
    std::string name;
    double at_ms;
  };
  Clock::time_point start_;
  std::vector<Phase> phases_;
  std::vector<FrameRecord> frames_;
};

}  // namespace riskmap
