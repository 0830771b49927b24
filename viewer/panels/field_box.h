// The box every one-line field is typed into: our frame, ImGui's text editing inside it.
#pragma once
#include <string>
#include <string_view>

#include "viewer/panels/widgets_field.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

struct BoxOptions {
  float room_right = 0;  // window pixels kept free inside, right (units, crosses, chevrons)
  bool has_error = false;
  bool puts_caret_at_end = false;  // instead of selecting all when the keyboard arrives
  bool holds_arrows = false;       // up and down do not move the keyboard away: a list below listens to them
};
struct Box {
  Rect frame;
  bool is_changed = false, is_entered = false, is_active = false, is_left = false, was_edited = false;
};
Box text_box(std::string_view name, std::string& value, const FieldOptions& options, const BoxOptions& box = {});

enum class BoxState { normal, hovered, active, wrong };
void draw_box(const Rect& frame, BoxState state);
// The width of a field in window pixels.
float field_width(const FieldOptions& options);
// A field that is a button: combo, picker, with its chevron.
Item closed_box(std::string_view name, const FieldOptions& options, bool is_open, bool has_error);

}  // namespace riskmap::ui
