// One frame's worth of input at a time.
#include "viewer/app/input_queue.h"

#include <cfloat>
#include <set>

namespace riskmap {
namespace {

// What has been applied in this frame, and whether the next event may join it.
struct Frame {
  bool has_moved = false, has_wheel = false, has_typed = false;
  std::set<int> buttons;
  std::set<ui::Key> keys;

  [[nodiscard]] bool has_keys() const { return !keys.empty(); }

  bool admits(const PointerMoved&) {
    return buttons.empty() && !has_wheel && !has_keys() && !has_typed && (has_moved = true);
  }
  bool admits(const PointerLeft&) { return admits(PointerMoved{}); }
  bool admits(const ButtonChanged& event) { return !has_wheel && buttons.insert(event.button).second; }
  bool admits(const WheelTurned&) { return !has_moved && buttons.empty() && (has_wheel = true); }
  bool admits(const KeyChanged& event) { return !has_typed && buttons.empty() && keys.insert(event.key).second; }
  bool admits(const ModifiersChanged&) { return !has_typed && !has_keys() && buttons.empty(); }
  bool admits(const CharacterTyped&) { return !has_moved && buttons.empty() && (has_typed = true); }
  bool admits(const FocusChanged&) { return true; }
};

void feed(const PointerMoved& event) {
  ui::feed_mouse_position(event.x, event.y);
}
void feed(const PointerLeft&) {
  ui::feed_mouse_position(-FLT_MAX, -FLT_MAX);
}
void feed(const ButtonChanged& event) {
  ui::feed_mouse_button(event.button, event.is_down);
}
void feed(const WheelTurned& event) {
  ui::feed_mouse_wheel(event.x, event.y);
}
void feed(const KeyChanged& event) {
  ui::feed_key(event.key, event.is_down);
}
void feed(const ModifiersChanged& event) {
  ui::feed_modifiers(event.ctrl, event.shift, event.alt);
}
void feed(const CharacterTyped& event) {
  ui::feed_character(event.character);
}
void feed(const FocusChanged& event) {
  ui::feed_window_focus(event.is_focused);
}

}  // namespace

void InputQueue::push(const InputEvent& event) {
  // A hundred moves between two frames are one move; the path between does not matter to anybody.
  if (std::holds_alternative<PointerMoved>(event) && !events_.empty() &&
      std::holds_alternative<PointerMoved>(events_.back())) {
    events_.back() = event;
    return;
  }
  if (const auto* modifiers = std::get_if<ModifiersChanged>(&event)) {
    if (*modifiers == modifiers_) return;
    modifiers_ = *modifiers;
  }
  events_.push_back(event);
}

std::size_t InputQueue::apply() {
  Frame frame;
  std::size_t applied = 0;
  while (!events_.empty()) {
    const InputEvent& event = events_.front();
    if (!std::visit([&](const auto& e) { return frame.admits(e); }, event)) break;
    std::visit([](const auto& e) { feed(e); }, event);
    events_.pop_front();
    ++applied;
  }
  return applied;
}

}  // namespace riskmap
