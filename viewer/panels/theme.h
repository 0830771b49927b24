// The look in force, and the one ImGui context that has it. Widgets find their kit through the context: no globals.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/language.h"
#include "layers/core/result.h"
#include "viewer/panels/fonts.h"
#include "viewer/panels/probe.h"
#include "viewer/panels/tokens.h"

struct ImGuiContext;

namespace riskmap::ui {

struct Look {
  Theme theme = Theme::light;
  float scale = 1;  // 0.8…2: pixels of the window per logical pixel
  Language language = Language::kk;
  bool has_motion = true;  // off: no fades, no blinking caret (reduced motion, pictures for tests)
  friend bool operator==(const Look&, const Look&) = default;
};

class FocusOrder;
class Toasts;
class Drafts;
class StandIns;
struct TooltipState;

// Everything the widgets of one context share.
struct Kit {
  Kit();
  ~Kit();
  Kit(const Kit&) = delete;
  Kit& operator=(const Kit&) = delete;

  Look look;
  const Tokens* tokens;
  Fonts fonts;
  Probe probe;
  std::unique_ptr<FocusOrder> focus;  // Tab, Shift+Tab, F6
  std::unique_ptr<Toasts> toasts;
  std::unique_ptr<Drafts> drafts;  // half-typed numbers and dates, open pickers
  std::unique_ptr<TooltipState> tooltip;
  std::unique_ptr<StandIns> stand_ins;  // of the texts in ImGui's fields
  std::vector<Rect> solid;              // panels of this frame that hide what lies below them
  // Before this frame's input was handled: one Escape closes one thing.
  int popups_before = 0;
  bool was_item_active = false;
  double next_frame_after = -1;  // seconds until the interface wants a frame without input; negative = never
};

// Of the current context.
Kit& kit();
inline const Tokens& tokens() {
  return *kit().tokens;
}
BadgeColours badge_colours(Tone tone);
float px(float logical);              // logical to window pixels, rounded to whole pixels
std::uint32_t packed(Colour colour);  // ImU32
std::uint32_t packed(Colour colour, double opacity);
// Asks for another frame after `seconds` without input (tooltips, carets, toasts, animations). The soonest wins.
void request_frame_after(double seconds);

// One ImGui context with our style and fonts. Draws nothing itself: the caller renders ImGui::GetDrawData().
class Context {
 public:
  static Result<std::unique_ptr<Context>> create(const Look& look);
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  // True when the fonts were rebuilt: the renderer must upload the atlas again. Call between frames.
  bool set_look(const Look& look);
  void make_current();
  [[nodiscard]] Kit& kit() { return kit_; }
  // One frame. `build` makes the widgets; `seconds` is the time since the frame before.
  void frame(float width, float height, double seconds, const std::function<void()>& build);
  // Seconds until a frame is wanted without input; negative = never.
  [[nodiscard]] double next_frame_after() const { return kit_.next_frame_after; }

 private:
  Context(const Look& look, FontFiles files);
  void apply();

  FontFiles files_;
  ImGuiContext* context_;
  Kit kit_;
};

}  // namespace riskmap::ui
