// Input in the order it came, handed to ImGui so that nothing is lost: ImGui 1.86 looks at the last state of a frame
// only, and a key pressed and released between two frames would never have been down. The rule is that of ImGui 1.87's
// own queue: stop before an event that would overwrite one already applied in this frame, and go on in the next.
#pragma once
#include <deque>
#include <variant>

#include "viewer/panels/compat.h"

namespace riskmap {

struct PointerMoved {
  float x, y;
};  // framebuffer pixels
struct PointerLeft {};
struct ButtonChanged {
  int button;
  bool is_down;
};
struct WheelTurned {
  float x, y;
};  // notches, positive = up
struct KeyChanged {
  ui::Key key;
  bool is_down;
};
struct ModifiersChanged {
  bool ctrl, shift, alt;
  friend bool operator==(const ModifiersChanged&, const ModifiersChanged&) = default;
};
struct CharacterTyped {
  char32_t character;
};
struct FocusChanged {
  bool is_focused;
};

using InputEvent = std::variant<PointerMoved, PointerLeft, ButtonChanged, WheelTurned, KeyChanged, ModifiersChanged,
                                CharacterTyped, FocusChanged>;

class InputQueue {
 public:
  void push(const InputEvent& event);
  [[nodiscard]] bool is_empty() const { return events_.empty(); }
  [[nodiscard]] std::size_t size() const { return events_.size(); }
  // Applies what belongs to one frame to the current ImGui context; what is left belongs to the next ones. Call before
  // Context::frame. Returns how many were applied.
  std::size_t apply();

 private:
  std::deque<InputEvent> events_;
  ModifiersChanged modifiers_{};
};

}  // namespace riskmap
