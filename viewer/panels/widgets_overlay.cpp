// Tooltips, toasts, menus, progress, empty states, banners.
#include "viewer/panels/widgets_overlay.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/widgets_button.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_layout.h"
#include "viewer/panels/widgets_state.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {
namespace {

constexpr double tooltip_delay = 0.4, tooltip_memory = 0.3;

// Below the widget, or above it at the window's edge: a tooltip never hides what it is about.
void place_tooltip(std::string_view words, float width) {
  const auto& io = ImGui::GetIO();
  const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
  const float gap = px(6), lines = std::ceil(text_width(words, TextStyle::small) / width);
  const float height = lines * line_height(TextStyle::small) + px(14), whole = width + px(20);
  const bool is_below = to.y + gap + height < io.DisplaySize.y;
  const float left = std::clamp(io.MousePos.x - whole / 2, gap, std::max(gap, io.DisplaySize.x - whole - gap));
  ImGui::SetNextWindowPos({std::round(left), std::round(is_below ? to.y + gap : from.y - gap - height)});
}

void draw_tooltip(std::string_view words) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(10), px(7)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, px(6));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  ImGui::PushStyleVar(ImGuiStyleVar_PopupRounding, px(6));
  const float width = std::min(text_width(words, TextStyle::small), px(320)) + 1;
  place_tooltip(words, width);
  ImGui::BeginTooltip();
  wrapped_text(words, {.style = TextStyle::small, .name = "tooltip", .width = width / kit().look.scale});
  ImGui::EndTooltip();
  ImGui::PopStyleVar(4);
}

}  // namespace

void tooltip_here(std::string_view words) {
  if (words.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
  TooltipState& state = *kit().tooltip;
  const double now = ImGui::GetTime();
  const ImVec2 at = ImGui::GetItemRectMin();
  const std::string owner = std::to_string(at.x) + "," + std::to_string(at.y) + std::string{words};
  const bool rested_before = state.owner == owner && state.seen_in_frame >= ImGui::GetFrameCount() - 1;
  if (!rested_before) state.since = now - state.last_shown < tooltip_memory ? now - tooltip_delay : now;
  state.owner = owner;
  state.seen_in_frame = ImGui::GetFrameCount();
  const double left = tooltip_delay - (now - state.since);
  if (left > 1e-6) return request_frame_after(left);
  if (ImGui::IsMouseDown(0)) return;
  state.last_shown = now;
  draw_tooltip(words);
}

Popup::Popup(std::string_view name, Place place, float width) {
  is_open_ = false;
  if (!is_popup_named_open(name)) return;
  const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
  if (place == Place::below) ImGui::SetNextWindowPos({from.x, to.y + px(4)}, ImGuiCond_Appearing);
  if (place == Place::right_aligned) ImGui::SetNextWindowPos({to.x, to.y + px(4)}, ImGuiCond_Appearing, {1, 0});
  // What is higher than its place scrolls.
  const float above = place == Place::at_pointer ? px(32) : to.y + px(4);
  ImGui::SetNextWindowSizeConstraints({px(width > 0 ? width : 200), 0},
                                      {px(480), std::max(ImGui::GetIO().DisplaySize.y - above - px(8), px(160))});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(4), px(4)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {px(8), px(2)});
  is_open_ = begin_popup_named(name);
  if (!is_open_) {
    ImGui::PopStyleVar(2);
    return;
  }
  // ImGui's Escape leaves a list inside the menu first, even where the mouse alone was used.
  const bool is_topmost = kit().popups_before == begun_popup_count() && !kit().was_item_active;
  if (is_topmost && is_chord_pressed({.key = Key::escape})) close();
}

Popup::~Popup() {
  if (!is_open_) return;
  ImGui::EndPopup();
  ImGui::PopStyleVar(2);
}

// As wide as the widest row of the last frame: the popup grows with what it holds.
bool Popup::item(const MenuItem& menu_item) {
  const Tokens& t = tokens();
  const float chord = menu_item.chord.empty() ? 0 : text_width(menu_item.chord, TextStyle::small) + px(24);
  const float wanted = px(38) + text_width(menu_item.text, TextStyle::body) + chord + px(14);
  const float width = std::max(wanted, ImGui::GetContentRegionAvail().x);
  const Item here = ui::item(menu_item.name, width, px(32), {.is_enabled = menu_item.is_enabled});
  ImGui::BeginDisabled(!menu_item.is_enabled);
  if (here.is_hovered || (here.is_focused && is_highlight_visible())) fill_rect(here.rect, t.surface2, 5);
  const Colour ink = menu_item.is_danger ? t.danger : t.text;
  const Icon icon = menu_item.icon == Icon::none && menu_item.is_on ? Icon::check : menu_item.icon;
  draw_icon(icon, here.rect.left + px(18), here.rect.centre_y(),
            menu_item.is_on       ? t.accent
            : menu_item.is_danger ? t.danger
                                  : t.text2);
  const Rect words{here.rect.left + px(38), here.rect.top, here.rect.right - px(10) - chord, here.rect.bottom};
  const float needed = draw_text_in(words, menu_item.text, TextStyle::body, ink);
  draw_text_in({words.left, words.top, here.rect.right - px(10), words.bottom}, menu_item.chord, TextStyle::small,
               t.text3, Align::right);
  ImGui::EndDisabled();
  report(menu_item.name, here.rect,
         {.text = menu_item.text,
          .value = menu_item.is_on ? "on" : "off",
          .is_enabled = menu_item.is_enabled,
          .is_focused = here.is_focused,
          .text_width = needed,
          .text_room = words.width() + px(1)});
  if (here.is_pressed) close();
  return here.is_pressed;
}

void Popup::separator() {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float y = std::floor(at.y + px(3)) + 0.5F;
  draw_line(at.x, y, at.x + ImGui::GetContentRegionAvail().x, y, tokens().border);
  ImGui::Dummy({1, px(7)});
}

void Popup::heading(std::string_view words) {
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + px(10));
  text(words, {.style = TextStyle::small_semi, .ink = Ink::text3});
}

void Popup::close() {
  ImGui::CloseCurrentPopup();
}

void open_popup(std::string_view name) {
  open_popup_named(name);
}

bool is_popup_open(std::string_view name) {
  return is_popup_named_open(name);
}

bool progress(std::string_view name, double share, const ProgressOptions& options) {
  const Tokens& t = tokens();
  const std::string percent = options.has_percent && share >= 0 ? format_percent(share) : std::string{};
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const float bar = px(options.width), height = px(24);
  const Rect track{from.x, from.y + height / 2 - px(3), from.x + bar, from.y + height / 2 + px(3)};
  fill_rect(track, t.surface3, 3);
  if (share >= 0) {
    fill_rect({track.left, track.top, track.left + bar * static_cast<float>(std::clamp(share, 0.0, 1.0)), track.bottom},
              t.accent, 3);
  } else {
    const double phase = kit().look.has_motion ? std::fmod(ImGui::GetTime() / 1.6, 1.0) : 0.35;
    const float left = track.left + (bar * 1.3F) * static_cast<float>(phase) - bar * 0.3F;
    fill_rect({std::max(left, track.left), track.top, std::min(left + bar * 0.3F, track.right), track.bottom}, t.accent,
              3);
    if (kit().look.has_motion) request_frame_after(0.05);
  }
  float width = bar;
  if (!percent.empty()) {
    const float words = text_width("100 %", TextStyle::small);
    draw_text_in({track.right + px(8), from.y, track.right + px(8) + words, from.y + height}, percent, TextStyle::small,
                 t.text2);
    width += px(8) + words;
  }
  report(name, {from.x, from.y, from.x + width, from.y + height}, {.text = percent, .value = percent});
  ImGui::Dummy({width, height});
  if (!options.can_be_cancelled) return false;
  same_line(4);
  return icon_button(std::string{name} + ".cancel", Icon::close, {.tooltip = tr("Cancel"), .size = 24});
}

bool empty_state(std::string_view name, const EmptyState& state) {
  const float room = left_of_line(), wrap = std::min(room - px(32), px(360));
  const float text_lines = state.text.empty() ? 0 : line_height(TextStyle::body) * 2;
  const float height = px(24 + 12) + line_height(TextStyle::heading) + text_lines + (state.action.empty() ? 0 : px(48));
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const float top = from.y + std::max((ImGui::GetContentRegionAvail().y - height) / 2, px(16));
  draw_icon(state.icon, from.x + room / 2, top + px(12), tokens().text3, IconSize::large);
  const auto centre = [&](float width) { return from.x + std::max(room - width, 0.0F) / 2; };
  ImGui::SetCursorScreenPos({centre(text_width(state.title, TextStyle::semi)), top + px(36)});
  text(state.title, {.style = TextStyle::semi, .name = name});
  if (!state.text.empty()) {
    const float width = std::min(text_width(state.text, TextStyle::body), wrap);
    ImGui::SetCursorScreenPos({centre(width), ImGui::GetCursorScreenPos().y});
    wrapped_text(state.text, {.ink = Ink::text2, .width = (width + 1) / kit().look.scale});
  }
  if (state.action.empty()) return false;
  ImGui::SetCursorScreenPos(
      {centre(button_width(state.action, {.kind = ButtonKind::primary})), ImGui::GetCursorScreenPos().y + px(8)});
  return button(std::string{name} + ".action", state.action, {.kind = ButtonKind::primary});
}

bool banner(std::string_view name, BannerKind kind, std::string_view words, std::string_view action) {
  const BadgeColours colours = badge_colours(kind == BannerKind::information ? Tone::accent
                                             : kind == BannerKind::warning   ? Tone::medium
                                                                             : Tone::overdue);
  const Icon icon = kind == BannerKind::information ? Icon::info
                    : kind == BannerKind::warning   ? Icon::warning
                                                    : Icon::error;
  const float action_width = action.empty() ? 0 : text_width(action, TextStyle::body) + px(20);
  const float wrap = left_of_line() - px(48) - action_width;
  ImFont* font = kit().fonts.text[static_cast<std::size_t>(TextStyle::small)];
  const ImVec2 size = font->CalcTextSizeA(font->FontSize, FLT_MAX, wrap, words.data(), words.data() + words.size());
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const Rect rect{from.x, from.y, from.x + left_of_line(), from.y + std::max(size.y + px(16), px(36))};
  fill_rect(rect, colours.background, 6);
  draw_icon(icon, rect.left + px(20), rect.centre_y(), colours.foreground);
  ImGui::GetWindowDrawList()->AddText(font, font->FontSize,
                                      {rect.left + px(38), std::round(rect.centre_y() - size.y / 2)},
                                      packed(colours.foreground), words.data(), words.data() + words.size(), wrap);
  report(name, rect, {.text = words});
  bool is_pressed = false;
  if (!action.empty()) {
    ImGui::SetCursorScreenPos({rect.right - action_width, rect.centre_y() - line_height(TextStyle::body) / 2});
    is_pressed = link(std::string{name} + ".action", action);
  }
  ImGui::SetCursorScreenPos(from);
  ImGui::Dummy({rect.width(), rect.height()});
  return is_pressed;
}

}  // namespace riskmap::ui
