// What the frame loop drives: everything a person sees, without knowing how it gets on the screen.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "layers/core/units.h"
#include "viewer/gpu/map_canvas.h"
#include "viewer/panels/theme.h"

namespace riskmap {

// Under way while the camera is moved by hand: draw what is quick, refine when it is over.
enum class Motion { moving, resting };

class Application {
 public:
  virtual ~Application() = default;

  // Takes in what was finished elsewhere (workers, the store). True = the interface must be built again. Called before
  // every frame, also before those without input.
  virtual bool update() = 0;

  // One frame of the interface, inside ui::Context::frame, in window pixels. Only on input or after update().
  virtual void build_ui(float width, float height) = 0;
  // Where the map lies as of the last build_ui; empty = there is none.
  [[nodiscard]] virtual ui::Rect map_place() const = 0;
  // Brings the canvas up to date: presents a picture or draws the overlay only where something changed. Called in every
  // frame; must cost nothing when nothing changed. `motion` is moving while input came within the last 80 ms.
  virtual void draw_map(gpu::MapCanvas& canvas, Motion motion) = 0;

  // Theme, scale (of the settings; the window's own scale is multiplied in by the caller of this), language.
  [[nodiscard]] virtual ui::Look look() const = 0;
  [[nodiscard]] virtual std::string title() const = 0;

  virtual void drop(const std::vector<std::filesystem::path>& files) = 0;
  virtual void ask_to_close() = 0;  // the window's cross; may open a question
  [[nodiscard]] virtual bool wants_to_close() const = 0;

  // For scripts.
  [[nodiscard]] virtual bool is_idle() const = 0;  // no job, no pending edit, no picture being refined
  [[nodiscard]] virtual std::optional<ScreenPoint> window_point_of(LonLat place) const = 0;  // window pixels
};

}  // namespace riskmap
