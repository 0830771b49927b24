// One focusable rectangle, and the drawing every widget uses.
#include "viewer/panels/widgets_item.h"

#include <imgui.h>

#include <array>
#include <cmath>
#include <numbers>

#include "viewer/panels/compat.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/widgets_overlay.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {
namespace {

ImVec2 top_left(const Rect& rect) {
  return {rect.left, rect.top};
}
ImVec2 bottom_right(const Rect& rect) {
  return {rect.right, rect.bottom};
}

Rect last_rect() {
  const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
  return {from.x, from.y, to.x, to.y};
}

ImFont* icon_font(IconSize size) {
  const Fonts& fonts = kit().fonts;
  return size == IconSize::small ? fonts.small_icons : size == IconSize::large ? fonts.large_icons : fonts.icons;
}

// ImGui 1.86 presses with Space only; 1.90 knows Enter itself.
bool is_entered(bool is_focused) {
  if (!is_focused || !is_highlight_visible()) return false;
  return is_chord_pressed({.key = Key::enter}) || is_chord_pressed({.key = Key::keypad_enter});
}

// Ctrl+Enter belongs to the whole dialog or window; 1.90 also presses what has the keyboard.
bool is_chorded_enter() {
  const auto& io = ImGui::GetIO();
  return (io.KeyCtrl || io.KeyShift || io.KeyAlt) && (is_key_down(Key::enter) || is_key_down(Key::keypad_enter));
}

void show_tooltip(const ItemOptions& options) {
  if (!options.tooltip.empty()) tooltip_here(options.tooltip);
}

Rect grown(const Rect& rect, float by) {
  return {rect.left - by, rect.top - by, rect.right + by, rect.bottom + by};
}

constexpr int corner_steps = 6;
constexpr int outline_points = 4 * (corner_steps + 1);

// The outline of a rounded rectangle, clockwise from the top left corner.
std::array<ImVec2, outline_points> outline_of(const Rect& rect, float radius) {
  std::array<ImVec2, outline_points> points;
  const std::array<ImVec2, 4> centres{
      ImVec2{rect.left + radius, rect.top + radius}, ImVec2{rect.right - radius, rect.top + radius},
      ImVec2{rect.right - radius, rect.bottom - radius}, ImVec2{rect.left + radius, rect.bottom - radius}};
  std::size_t next = 0;
  for (std::size_t corner = 0; corner < 4; ++corner)
    for (int step = 0; step <= corner_steps; ++step) {
      const float angle = std::numbers::pi_v<float> *
                          (1 + static_cast<float>(corner) / 2 + static_cast<float>(step) / corner_steps / 2);
      points[next++] = {centres[corner].x + radius * std::cos(angle), centres[corner].y + radius * std::sin(angle)};
    }
  return points;
}

}  // namespace

Item item(std::string_view name, float width, float height, const ItemOptions& options) {
  const bool is_wanted = kit().focus->visit(name, options.is_tab_stop && options.is_enabled);
  if (is_wanted) focus_next_item();
  ImGui::BeginDisabled(!options.is_enabled);
  ImGui::PushID(name.data(), name.data() + name.size());
  if (options.may_be_overlapped) allow_overlap_before_item();
  Item item;
  item.is_pressed = ImGui::InvisibleButton("##", {std::max(width, 1.0F), std::max(height, 1.0F)});
  if (options.may_be_overlapped) allow_overlap_after_item();
  ImGui::PopID();
  ImGui::EndDisabled();
  item.rect = last_rect();
  item.is_enabled = options.is_enabled;
  item.is_pressed &= !is_chorded_enter();
  item.is_pressed &= options.is_enabled;  // 1.90 lets Enter press what was disabled while it had the keyboard
  item.is_seen = ImGui::IsItemVisible();
  item.is_hovered = ImGui::IsItemHovered();
  item.is_held = ImGui::IsItemActive();
  item.is_focused = ImGui::IsItemFocused();
  item.is_double_clicked = item.is_hovered && ImGui::IsMouseDoubleClicked(0);
  item.is_context_asked = item.is_hovered && ImGui::IsMouseClicked(1);
  if (options.is_enabled && !item.is_pressed && is_entered(item.is_focused)) item.is_pressed = true;
  if (item.is_focused) kit().focus->set_focused(name, item.is_held || item.is_pressed || is_highlight_visible());
  if (item.is_focused && is_highlight_visible()) draw_focus_ring(item.rect, options.ring_radius);
  show_tooltip(options);
  return item;
}

void before_foreign_item(std::string_view name, bool is_enabled) {
  if (kit().focus->visit(name, is_enabled)) focus_next_item();
}

Item after_foreign_item(std::string_view name, const ItemOptions& options) {
  Item item;
  item.rect = last_rect();
  item.is_enabled = options.is_enabled;
  item.is_seen = ImGui::IsItemVisible();
  item.is_hovered = ImGui::IsItemHovered();
  item.is_held = ImGui::IsItemActive();
  item.is_focused = ImGui::IsItemFocused() || item.is_held;
  if (item.is_focused) kit().focus->set_focused(name, item.is_held || is_highlight_visible());
  if (item.is_focused && is_highlight_visible())
    draw_focus_ring(options.ring.width() > 0 ? options.ring : item.rect, options.ring_radius);
  show_tooltip(options);
  return item;
}

void report(std::string_view name, const Rect& rect, const Report& report) {
  Probe& probe = kit().probe;
  if (!probe.is_enabled() || name.empty()) return;
  const ImVec2 from = ImGui::GetWindowDrawList()->GetClipRectMin(), to = ImGui::GetWindowDrawList()->GetClipRectMax();
  ProbeEntry entry;
  entry.name = name;
  entry.rect = rect;
  entry.visible = {std::max(rect.left, from.x), std::max(rect.top, from.y), std::min(rect.right, to.x),
                   std::min(rect.bottom, to.y)};
  entry.text = report.text, entry.value = report.value;
  entry.is_enabled = report.is_enabled, entry.is_focused = report.is_focused;
  entry.may_be_shortened = report.may_be_shortened;
  entry.text_width = report.text_width;
  entry.text_room = report.text_room > 0 ? report.text_room : report.text_width;
  probe.record(std::move(entry));
}

void draw_focus_ring(const Rect& rect, float radius) {
  const float width = px(tokens().ring_px);
  stroke_rect(grown(rect, px(2)), tokens().accent, radius + 2, width);
}

void fill_rect(const Rect& rect, Colour colour, float radius) {
  ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), packed(colour), px(radius));
}

void stroke_rect(const Rect& rect, Colour colour, float radius, float width) {
  ImGui::GetWindowDrawList()->AddRect(top_left(rect), bottom_right(rect), packed(colour), px(radius), 0, width);
}

// Rings of falling opacity outside the edge only: what the card covers is not painted, which software GL thanks us for.
void draw_shadow(const Rect& rect, float radius) {
  constexpr std::array<float, 4> spread{-3, 2, 6, 12}, strength{1, 0.62F, 0.2F, 0};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Rect lowered{rect.left, rect.top + px(3), rect.right, rect.bottom + px(3)};
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  list.PrimReserve(3 * outline_points * 6, 4 * outline_points);
  const auto first = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
  for (std::size_t ring = 0; ring < spread.size(); ++ring) {
    const auto points = outline_of(grown(lowered, px(spread[ring])), px(std::max(radius + spread[ring], 1.0F)));
    for (const ImVec2& point : points)
      list.PrimWriteVtx(point, white, packed(tokens().shadow, static_cast<double>(strength[ring]) * 1.2));
  }
  for (unsigned ring = 0; ring < 3; ++ring)
    for (unsigned i = 0; i < outline_points; ++i) {
      const auto at = [&](unsigned r, unsigned p) {
        return static_cast<ImDrawIdx>(first + r * outline_points + p % outline_points);
      };
      for (const ImDrawIdx index :
           {at(ring, i), at(ring, i + 1), at(ring + 1, i + 1), at(ring, i), at(ring + 1, i + 1), at(ring + 1, i)})
        list.PrimWriteIdx(index);
    }
}

void draw_line(float x1, float y1, float x2, float y2, Colour colour, float width) {
  ImGui::GetWindowDrawList()->AddLine({x1, y1}, {x2, y2}, packed(colour), width);
}

void draw_disc(float x, float y, float radius, Colour colour) {
  ImGui::GetWindowDrawList()->AddCircleFilled({x, y}, radius, packed(colour));
}

float draw_text_in(const Rect& rect, std::string_view text, TextStyle style, Colour colour, Align align) {
  const float full = text_width(text, style);
  const std::string short_text = full > rect.width() + 0.5F ? shortened(text, rect.width(), style) : std::string{};
  const std::string_view drawn = short_text.empty() ? text : short_text;
  const float width = short_text.empty() ? full : text_width(drawn, style);
  const float slack = rect.width() - width;
  const float x = align == Align::left ? 0 : align == Align::centre ? slack / 2 : slack;
  draw_text_at(rect.left + x, std::round(rect.centre_y() - line_height(style) / 2), drawn, style, colour);
  return full;
}

void draw_text_at(float x, float y, std::string_view text, TextStyle style, Colour colour) {
  if (text.empty()) return;
  ImFont* font = kit().fonts.text[static_cast<std::size_t>(style)];
  ImGui::GetWindowDrawList()->AddText(font, font->FontSize, {std::round(x), std::round(y)}, packed(colour), text.data(),
                                      text.data() + text.size());
}

void draw_icon(Icon icon, float centre_x, float centre_y, Colour colour, IconSize size) {
  if (icon == Icon::none) return;
  ImFont* font = icon_font(size);
  font->RenderChar(ImGui::GetWindowDrawList(), font->FontSize,
                   {std::round(centre_x - font->FontSize / 2), std::round(centre_y - font->FontSize / 2)},
                   packed(colour), static_cast<ImWchar>(icon));
}

void focus_widget(std::string_view name) {
  kit().focus->ask_for(name);
}

void register_panel(std::string_view window_name) {
  kit().focus->add_panel(window_name, current_root_window());
}

}  // namespace riskmap::ui
