// What is pressed.
#include "viewer/panels/widgets_button.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "viewer/panels/compat.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_layout.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {
namespace {

struct Paint {
  Colour ground, border, ink;
};
constexpr Colour nothing{0, 0, 0, 0};

Paint paint_of(ButtonKind kind, const Item& here, bool is_on) {
  const Tokens& t = tokens();
  const bool is_down = here.is_held && here.is_hovered;
  switch (kind) {
    case ButtonKind::primary: {
      const Colour ground = is_down ? t.accent_active : here.is_hovered ? t.accent_hover : t.accent;
      return {ground, ground, t.on_accent};
    }
    case ButtonKind::danger: {
      const Colour ground = here.is_hovered ? t.danger_fill_hover : t.danger_fill;
      return {ground, ground, t.on_danger};
    }
    case ButtonKind::ghost: {
      const Colour ground = is_down || is_on ? t.surface3 : here.is_hovered ? t.surface2 : nothing;
      return {ground, nothing, t.text};
    }
    case ButtonKind::secondary:
      break;
  }
  const Colour plain = t.is_dark ? t.surface2 : t.surface;
  return {is_down || is_on  ? t.surface3
          : here.is_hovered ? (t.is_dark ? t.surface3 : t.surface2)
                            : plain,
          here.is_hovered ? t.strong_border : t.field_border, t.text};
}

void paint(const Rect& rect, const Paint& look, float radius) {
  if (look.ground.a > 0) fill_rect(rect, look.ground, radius);
  if (look.border.a > 0) stroke_rect(rect, look.border, radius);
}

// What is disabled is drawn fainter, whatever draws it.
class Faint {
 public:
  explicit Faint(bool is_enabled) { ImGui::BeginDisabled(!is_enabled); }
  ~Faint() { ImGui::EndDisabled(); }
  Faint(const Faint&) = delete;
  Faint& operator=(const Faint&) = delete;
};

TextStyle style_of(ButtonKind kind) {
  return kind == ButtonKind::primary || kind == ButtonKind::danger ? TextStyle::semi : TextStyle::body;
}

constexpr float button_inset = 12, button_icon = 25, button_chevron = 18;

float check_size() {
  return px(18);
}

}  // namespace

float button_width(std::string_view text, const ButtonOptions& options) {
  if (options.width > 0) return px(options.width);
  float width = px(button_inset) * 2 + text_width(text, style_of(options.kind));
  if (options.icon != Icon::none) width += px(button_icon);
  if (options.has_chevron) width += px(button_chevron);
  return width;
}

bool button(std::string_view name, std::string_view text, const ButtonOptions& options) {
  const float width = button_width(text, options);
  const Item here =
      item(name, width, px(options.height), {.is_enabled = options.is_enabled, .tooltip = options.tooltip});
  const Faint faint{options.is_enabled};
  const Rect& r = here.rect;
  const Paint look = paint_of(options.kind, here, options.is_on);
  paint(r, look, 6);
  float inset = px(button_inset), left = r.left + inset, right = r.right - inset;
  if (options.icon != Icon::none) {
    const float content = px(button_icon) + text_width(text, style_of(options.kind));
    left = std::max(left, std::round(r.centre_x() - (content + (options.has_chevron ? px(button_chevron) : 0)) / 2));
    draw_icon(options.icon, left + px(9), r.centre_y(), look.ink);
    left += px(button_icon);
  }
  if (options.has_chevron) {
    draw_icon(Icon::chevron_down, right - px(5), r.centre_y(), tokens().text2);
    right -= px(button_chevron);
  }
  const Align align = options.icon == Icon::none && !options.has_chevron ? Align::centre : Align::left;
  const float needed = draw_text_in({left, r.top, right, r.bottom}, text, style_of(options.kind), look.ink, align);
  report(name, r,
         {.text = text,
          .value = options.is_on ? "on" : "off",
          .is_enabled = options.is_enabled,
          .is_focused = here.is_focused,
          .text_width = needed,
          .text_room = right - left});
  return here.is_pressed;
}

bool icon_button(std::string_view name, Icon icon, const IconButtonOptions& options) {
  const float size = px(options.size);
  const Item here =
      item(name, size, size,
           {.is_enabled = options.is_enabled, .is_tab_stop = options.is_tab_stop, .tooltip = options.tooltip});
  const Faint faint{options.is_enabled};
  const Tokens& t = tokens();
  const Rect& r = here.rect;
  if (options.has_frame) draw_shadow(r, 8), fill_rect(r, t.surface, 8), stroke_rect(r, t.border, 8);
  if (options.is_on)
    fill_rect(r, t.accent_soft, 6);
  else if (here.is_held || here.is_hovered)
    fill_rect(r, here.is_held ? t.surface3 : t.surface2, options.has_frame ? 8.0F : 6.0F);
  const Colour ink = options.colour.value_or(options.is_on ? t.accent : here.is_hovered ? t.text : t.text2);
  draw_icon(icon, r.centre_x(), r.centre_y(), ink, options.size < 26 ? IconSize::small : IconSize::normal);
  if (options.has_dot) {
    draw_disc(r.centre_x() + px(7), r.centre_y() - px(7), px(4.5F), t.surface);
    draw_disc(r.centre_x() + px(7), r.centre_y() - px(7), px(3.5F), t.danger);
  }
  report(name, r,
         {.text = options.tooltip,
          .value = options.is_on ? "on" : "off",
          .is_enabled = options.is_enabled,
          .is_focused = here.is_focused});
  return here.is_pressed;
}

bool link(std::string_view name, std::string_view text) {
  const float width = text_width(text, TextStyle::body);
  const Item here = item(name, width, line_height(TextStyle::body) + px(4), {.ring_radius = 3});
  const Rect& r = here.rect;
  draw_text_in(r, text, TextStyle::body, here.is_hovered ? tokens().accent_hover : tokens().accent);
  if (here.is_hovered) {
    draw_line(r.left, r.bottom - px(2), r.right, r.bottom - px(2), tokens().accent_hover);
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  report(name, r, {.text = text, .is_focused = here.is_focused, .text_width = width, .text_room = width});
  return here.is_pressed;
}

bool checkbox(std::string_view name, std::string_view text, bool& is_on, const CheckOptions& options) {
  const float width = options.width > 0       ? px(options.width)
                      : options.count.empty() ? check_size() + px(8) + text_width(text, TextStyle::body)
                                              : left_of_line();
  const Item here = item(name, width, px(28), {.is_enabled = options.is_enabled, .tooltip = options.tooltip});
  if (here.is_pressed) is_on = !is_on;
  const Faint faint{options.is_enabled};
  const Tokens& t = tokens();
  const Rect& r = here.rect;
  const float size = px(16), top = std::round(r.centre_y() - size / 2);
  const Rect box{r.left + 1, top, r.left + 1 + size, top + size};
  if (is_on) {
    fill_rect(box, here.is_hovered ? t.accent_hover : t.accent, 4);
    draw_icon(Icon::check, box.centre_x(), box.centre_y(), t.on_accent, IconSize::small);
  } else {
    fill_rect(box, t.surface, 4);
    stroke_rect(box, here.is_hovered ? t.text2 : t.strong_border, 4,
                std::max(1.0F, std::round(1.3F * kit().look.scale)));
  }
  const float count_width = options.count.empty() ? 0 : text_width(options.count, TextStyle::small) + px(6);
  const Rect words{r.left + check_size() + px(8), r.top, r.right - count_width, r.bottom};
  const float needed = draw_text_in(words, text, TextStyle::body, t.text);
  draw_text_in(r, options.count, TextStyle::small, t.text3, Align::right);
  report(name, r,
         {.text = text,
          .value = is_on ? "on" : "off",
          .is_enabled = options.is_enabled,
          .is_focused = here.is_focused,
          .text_width = needed,
          .text_room = words.width()});
  return here.is_pressed;
}

bool toggle(std::string_view name, std::string_view text, bool& is_on, const CheckOptions& options) {
  const float switch_width = px(32), words_width = text_width(text, TextStyle::body);
  const float width = options.width > 0 ? px(options.width) : switch_width + (text.empty() ? 0 : px(10) + words_width);
  const Item here =
      item(name, width, px(28), {.is_enabled = options.is_enabled, .tooltip = options.tooltip, .ring_radius = 9});
  if (here.is_pressed) is_on = !is_on;
  const Faint faint{options.is_enabled};
  const Tokens& t = tokens();
  const Rect& r = here.rect;
  const float half = px(9);
  const Rect track{r.left, r.centre_y() - half, r.left + switch_width, r.centre_y() + half};
  fill_rect(track, is_on ? (here.is_hovered ? t.accent_hover : t.accent) : t.strong_border, 9);
  draw_disc(is_on ? track.right - half : track.left + half, track.centre_y(), px(6.5F),
            is_on ? t.on_accent : t.surface);
  const Rect words{track.right + px(10), r.top, r.right, r.bottom};
  const float needed = text.empty() ? 0 : draw_text_in(words, text, TextStyle::body, t.text);
  report(name, r,
         {.text = text,
          .value = is_on ? "on" : "off",
          .is_enabled = options.is_enabled,
          .is_focused = here.is_focused,
          .text_width = needed,
          .text_room = words.width()});
  return here.is_pressed;
}

}  // namespace riskmap::ui
