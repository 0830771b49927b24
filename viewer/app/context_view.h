// The context layers as pictures, drawn on a worker as a sheet draws them. While the map moves the last pictures are
// shown where they belong now; new ones follow as fast as they can be drawn. What takes long is dropped when the map
// moves on.
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>

#include "layers/core/job.h"
#include "layers/exchange/map_sheet.h"

namespace riskmap {

class ContextView {
 public:
  explicit ContextView(std::function<void()> wake) : wake_{std::move(wake)} {}
  ~ContextView() { drop(); }
  ContextView(const ContextView&) = delete;
  ContextView& operator=(const ContextView&) = delete;

  // Takes in what has been drawn and asks for what is missing. True = what is laid now differs from before.
  bool update(const std::shared_ptr<const SceneContext>& context, const ContextLook& look);
  // A picture for what is on the screen is still to come.
  [[nodiscard]] bool is_drawing() const { return is_drawing_; }
  // Lays one side's picture over an image of the camera's size; the other side may follow after the fills.
  void lay(ContextSide side, ColourImage& image, const Camera& camera) const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Wanted {
    std::shared_ptr<const SceneContext> context;
    ContextLook look;  // with a margin around the window
    friend bool operator==(const Wanted&, const Wanted&) = default;
  };
  struct Drawn {
    Wanted wanted;
    ColourImage below, above;
    Clock::duration took{};
    bool is_whole = true;  // false = it was dropped
    bool is_last = true;   // false = more is to come from a server, and then it is drawn again
  };
  struct Mailbox {
    std::mutex mutex;
    std::unique_ptr<Drawn> drawn;
  };
  [[nodiscard]] bool take_drawn();
  void drop() { stop_.request_stop(); }
  void draw(Wanted wanted);
  static std::unique_ptr<Drawn> drawn_of(const Wanted& wanted, const std::stop_token& stop);

  std::function<void()> wake_;
  std::unique_ptr<Drawn> drawn_;
  std::shared_ptr<Mailbox> mailbox_ = std::make_shared<Mailbox>();
  std::stop_source stop_;
  Wanted in_work_;
  Clock::time_point began_;
  bool is_drawing_ = false, is_quick_ = false;  // quick: as the last one was
  JobPool worker_{1, JobPriority::background};  // last: it works on what stands above
};

}  // namespace riskmap
