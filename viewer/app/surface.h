// What the frame loop draws on and listens to: a window, or memory for scripts and pictures.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "layers/core/units.h"
#include "viewer/app/input_queue.h"

namespace riskmap {

enum class PointerShape { arrow, text, hand, resize_across, resize_down };

class Surface {
 public:
  virtual ~Surface() = default;

  [[nodiscard]] virtual ImageSize size() const = 0;        // framebuffer pixels
  [[nodiscard]] virtual double content_scale() const = 0;  // the system's wish: 1, 1.25, 2…
  [[nodiscard]] virtual unsigned framebuffer() const = 0;
  [[nodiscard]] virtual double seconds() const = 0;  // since the start, for animation and timing
  virtual void present() = 0;                        // what was drawn is shown

  // Lets events in without waiting / waits for one, at most `seconds` (negative = as long as it takes).
  virtual void poll() = 0;
  virtual void wait(double seconds) = 0;
  // Ends a wait; from any thread.
  virtual void wake() = 0;

  InputQueue& input() { return input_; }
  // True once after the picture was damaged from outside: uncovered, resized, moved to another screen.
  [[nodiscard]] virtual bool take_damage() = 0;
  [[nodiscard]] virtual bool take_close_request() = 0;
  std::vector<std::filesystem::path> take_dropped() { return std::exchange(dropped_, {}); }

  virtual void set_pointer(PointerShape shape) = 0;
  virtual void set_title(const std::string& title) = 0;
  [[nodiscard]] virtual std::string clipboard() = 0;
  virtual void set_clipboard(const std::string& text) = 0;

  void drop(std::vector<std::filesystem::path> files) { dropped_.insert(dropped_.end(), files.begin(), files.end()); }

 private:
  InputQueue input_;
  std::vector<std::filesystem::path> dropped_;
};

}  // namespace riskmap
