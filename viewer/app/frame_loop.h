// Draws when something happened, sleeps when nothing does: input, finished work or a timer wakes it, three frames
// follow (ImGui settles in as many), then no frame and no CPU until the next.
//
//            input, update(), timer, damage
//   asleep ───────────────────────────────▶ awake: turn(), turn(), turn() ──▶ asleep
//
// A turn: feed input → build the interface (only when awake for it) → paint its changed part → bring the map up to date
// → lay the textures together → present. Each step is left out when nothing changed.
#pragma once
#include <memory>

#include "viewer/app/application.h"
#include "viewer/app/surface.h"
#include "viewer/app/trace.h"
#include "viewer/app/ui_host.h"
#include "viewer/gpu/compositor.h"

namespace riskmap {

class FrameLoop {
 public:
  // Shaders and textures. The first three arguments must outlive the loop; the surface has the current GL context.
  static Result<std::unique_ptr<FrameLoop>> create(Surface& surface, Application& application, Trace& trace,
                                                   std::unique_ptr<ui::Context> interface);

  void run();  // until the application wants to close
  void turn();
  [[nodiscard]] bool is_awake() const { return frames_left_ > 0 || !surface_.input().is_empty(); }
  void stay_awake() { frames_left_ = frames_after_activity; }
  // Turns until nothing moves any more; for scripts. False when it does not come to rest within `most_turns`.
  bool settle(int most_turns = 600);

  [[nodiscard]] ui::Context& context() { return ui_->context(); }
  // Composes the present state once more and reads it back.
  ColourImage picture();

 private:
  static constexpr int frames_after_activity = 3;
  FrameLoop(Surface& surface, Application& application, Trace& trace, std::unique_ptr<UiHost> ui,
            std::unique_ptr<gpu::MapCanvas> canvas, gpu::Compositor compositor);
  [[nodiscard]] double seconds_to_sleep() const;  // negative = until something happens
  bool is_timer_due() const;
  void take_events(FrameRecord& record);
  void build(FrameRecord& record);
  void draw_map(FrameRecord& record);
  void compose();

  Surface& surface_;
  Application& application_;
  Trace& trace_;
  std::unique_ptr<UiHost> ui_;
  std::unique_ptr<gpu::MapCanvas> canvas_;
  gpu::Compositor compositor_;
  int frames_left_ = frames_after_activity;
  double last_ui_at_ = 0;   // seconds of the surface's clock
  double next_ui_at_ = -1;  // negative = none wanted
  double last_input_at_ = -1;
  bool has_new_picture_ = true, is_map_moving_ = false;
};

}  // namespace riskmap
