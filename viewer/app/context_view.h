// The context layers as pictures, drawn on a worker as a sheet draws them. While the map moves the last pictures are
// shown where they belong now; new ones follow as fast as they can be drawn.
#pragma once
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
  ~ContextView() { stop_.request_stop(); }
  ContextView(const ContextView&) = delete;
  ContextView& operator=(const ContextView&) = delete;

  // Takes in what has been drawn and asks for what is missing. True = what is laid now differs from before.
  bool update(const std::shared_ptr<const SceneContext>& context, const ContextLook& look);
  // A picture for what is on the screen is still to come.
  [[nodiscard]] bool is_drawing() const { return is_drawing_; }
  // Lays one side's picture over an image of the camera's size; the other side may follow after the fills.
  void lay(ContextSide side, ColourImage& image, const Camera& camera) const;

 private:
  struct Drawn {
    std::shared_ptr<const SceneContext> context;
    ContextLook look;  // with a margin around the window
    ColourImage below, above;
  };
  struct Mailbox {
    std::mutex mutex;
    std::unique_ptr<Drawn> drawn;
  };
  void draw(const std::shared_ptr<const SceneContext>& context, const ContextLook& look);

  std::function<void()> wake_;
  std::unique_ptr<Drawn> drawn_;
  std::shared_ptr<Mailbox> mailbox_ = std::make_shared<Mailbox>();
  std::stop_source stop_;
  bool is_drawing_ = false;
  JobPool worker_{1, JobPriority::background};  // last: it works on what stands above
};

}  // namespace riskmap
