// Text and what only tells.
#include "viewer/panels/widgets_text.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "layers/core/text.h"
#include "viewer/panels/stand_ins.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_layout.h"
#include "viewer/panels/widgets_overlay.h"

namespace riskmap::ui {
namespace {

constexpr std::string_view ellipsis = "…";

ImFont* font_of(TextStyle style) {
  return kit().fonts.text[static_cast<std::size_t>(style)];
}

Rect place(float width, float height) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({width, height});
  return {at.x, at.y, at.x + width, at.y + height};
}

Colour ink_of(const TextOptions& options) {
  return options.colour.value_or(colour_of(options.ink));
}

float room_of(const TextOptions& options) {
  return options.width > 0 ? px(options.width) : left_of_line();
}

Icon status_icon(Tone tone) {
  switch (tone) {
    case Tone::fresh:
      return Icon::new_mail;
    case Tone::in_progress:
      return Icon::sync;
    case Tone::resolved:
      return Icon::check_circle;
    case Tone::overdue:
      return Icon::warning;
    case Tone::postponed:
      return Icon::clock;
    default:
      return Icon::flag;
  }
}

struct PillLook {
  Colour ink, ground;
  Icon icon = Icon::none;
  float padding = 7, height = 20, radius = 5;
};

float pill_width(std::string_view text, const PillLook& look) {
  return text_width(text, TextStyle::small_semi) + px(look.padding) * 2 + (look.icon == Icon::none ? 0 : px(18));
}

void pill(std::string_view name, std::string_view text, const PillLook& look) {
  const Rect rect = place(pill_width(text, look), px(look.height));
  fill_rect(rect, look.ground, look.radius);
  float x = rect.left + px(look.padding);
  if (look.icon != Icon::none) {
    draw_icon(look.icon, x + px(6), rect.centre_y(), look.ink, IconSize::small);
    x += px(18);
  }
  const Rect inner{x, rect.top, rect.right - px(look.padding), rect.bottom};
  const float width = draw_text_in(inner, text, TextStyle::small_semi, look.ink);
  report(name, rect, {.text = text, .text_width = width, .text_room = inner.width()});
}

constexpr int pip_count = 4;

Colour pip_colour(int level) {
  const MapTokens& map = tokens().map;
  switch (level) {
    case 1:
      return map.symbol_low;
    case 2:
      return map.symbol_medium;
    case 3:
      return map.symbol_high;
    default:
      return map.symbol_critical;
  }
}

}  // namespace

Colour colour_of(Ink ink) {
  const Tokens& t = tokens();
  switch (ink) {
    case Ink::text:
      return t.text;
    case Ink::text2:
      return t.text2;
    case Ink::text3:
      return t.text3;
    case Ink::accent:
      return t.accent;
    case Ink::danger:
      return t.danger;
    case Ink::success:
      return t.success;
    case Ink::warning:
      return t.warning;
    case Ink::on_accent:
      return t.on_accent;
  }
  return t.text;
}

float text_width(std::string_view text, TextStyle style) {
  if (text.empty()) return 0;  // ImGui takes an empty view without data for "until the zero byte"
  ImFont* font = font_of(style);
  const float width = font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
  return std::ceil(width);
}

float line_height(TextStyle style) {
  return font_of(style)->FontSize;
}

std::string shortened(std::string_view text, float width, TextStyle style) {
  if (text_width(text, style) <= width) return std::string{text};
  const float room = width - text_width(ellipsis, style);
  // Binary search over whole characters: the width grows with their number.
  std::size_t fits = 0, too_many = length_in_characters(text);
  while (too_many - fits > 1) {
    const std::size_t middle = (fits + too_many) / 2;
    (text_width(first_characters(text, middle), style) <= room ? fits : too_many) = middle;
  }
  std::string_view kept = first_characters(text, fits);
  while (kept.ends_with(' ')) kept.remove_suffix(1);
  return std::string{kept}.append(ellipsis);
}

void text(std::string_view text, const TextOptions& options) {
  const float room = std::max(left_of_line(), 1.0F);  // a line that runs past the edge of its window is cut there
  const Rect rect = place(text_width(text, options.style), line_height(options.style));
  draw_text_at(rect.left, rect.top, text, options.style, ink_of(options));
  report(options.name, rect, {.text = text, .text_width = rect.width(), .text_room = room});
}

void shortened_text(std::string_view text, const TextOptions& options) {
  const float room = std::max(room_of(options), 1.0F), full = text_width(text, options.style);
  const Rect rect = place(std::min(room, full), line_height(options.style));
  draw_text_in(rect, text, options.style, ink_of(options));
  if (full > room) tooltip_here(text);
  report(options.name, rect, {.text = text, .may_be_shortened = true, .text_width = full, .text_room = room});
}

void wrapped_text(std::string_view text, const TextOptions& options) {
  if (text.empty()) return;
  ImFont* font = font_of(options.style);
  const float room = std::max(room_of(options), 1.0F);
  const char* const end = text.data() + text.size();
  const ImVec2 size = font->CalcTextSizeA(font->FontSize, FLT_MAX, room, text.data(), end);
  const Rect rect = place(std::ceil(size.x), size.y);
  ImGui::GetWindowDrawList()->AddText(font, font->FontSize, {rect.left, rect.top}, packed(ink_of(options)), text.data(),
                                      end, room);
  report(options.name, rect, {.text = text, .text_width = size.x, .text_room = room});
}

void selectable_text(std::string_view name, std::string_view text, const TextOptions& options) {
  ImGui::PushFont(font_of(options.style));
  ImGui::PushStyleColor(ImGuiCol_FrameBg, 0U);
  ImGui::PushStyleColor(ImGuiCol_Border, 0U);
  ImGui::PushStyleColor(ImGuiCol_Text, packed(ink_of(options)));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, 0});
  ImGui::SetNextItemWidth(room_of(options));
  ImGui::PushID(name.data(), name.data() + name.size());
  std::string copy = kit().stand_ins->put_in(text);
  before_foreign_item(name);
  {
    const FieldClipboard clipboard;
    ImGui::InputText("##", copy.data(), copy.size() + 1, ImGuiInputTextFlags_ReadOnly);
  }
  const Item item = after_foreign_item(name);
  ImGui::PopID();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor(3);
  ImGui::PopFont();
  report(name, item.rect, {.text = text, .value = text, .is_focused = item.is_focused, .may_be_shortened = true});
}

void badge(std::string_view name, std::string_view text, Tone tone) {
  const BadgeColours colours = badge_colours(tone);
  pill(name, text, {.ink = colours.foreground, .ground = colours.background});
}

void count_pill(std::string_view name, std::string_view text) {
  pill(name, text, {.ink = tokens().text2, .ground = tokens().surface3});
}

void status_chip(std::string_view name, std::string_view text, Tone tone) {
  const BadgeColours colours = badge_colours(tone);
  pill(name, text, {.ink = colours.foreground, .ground = colours.background, .icon = status_icon(tone)});
}

void late_mark(std::string_view name, std::string_view text) {
  const BadgeColours solid = badge_colours(Tone::critical);
  pill(name, text, {.ink = solid.foreground, .ground = solid.background, .icon = Icon::clock});
}

float badge_width(std::string_view text) {
  return pill_width(text, {.ink = {}, .ground = {}});
}

float status_chip_width(std::string_view text) {
  return pill_width(text, {.ink = {}, .ground = {}, .icon = Icon::flag});
}

void level_pips(std::string_view name, int level, std::string_view word) {
  const float pip = px(8), step = px(10), words = text_width(word, TextStyle::small_semi);
  const Rect rect = place(step * pip_count + px(4) + words, px(20));
  const float top = std::round(rect.centre_y() - pip / 2);
  for (int i = 0; i < pip_count; ++i) {
    const float left = rect.left + step * static_cast<float>(i);
    const Rect square{left, top, left + pip, top + pip};
    if (i < level)
      fill_rect(square, pip_colour(level), 2);
    else
      stroke_rect(square, tokens().strong_border, 2);
  }
  const Rect text_rect{rect.left + step * pip_count + px(4), rect.top, rect.right, rect.bottom};
  const float width = draw_text_in(text_rect, word, TextStyle::small_semi, tokens().text);
  report(name, rect,
         {.text = word, .value = std::to_string(level), .text_width = width, .text_room = text_rect.width()});
}

void key_hint(std::string_view chord) {
  const float width = text_width(chord, TextStyle::small_semi) + px(12);
  const Rect rect = place(width, px(20));
  fill_rect(rect, tokens().surface3, 4);
  draw_text_in(rect, chord, TextStyle::small_semi, tokens().text2, Align::centre);
}

bool kpi_card(std::string_view name, const KpiCard& card, float width) {
  const Item here = item(name, width, px(72), {.tooltip = card.tooltip, .ring_radius = 8});
  const Rect& r = here.rect;
  fill_rect(r, here.is_hovered ? tokens().surface3 : tokens().surface2, 8);
  const float inset = px(12);
  const Rect label{r.left + inset, r.top + px(9), r.right - inset, r.top + px(27)};
  const float label_width = draw_text_in(label, card.label, TextStyle::small, tokens().text2);
  const Rect figure{r.left + inset, r.top + px(30), r.right - inset, r.bottom - px(6)};
  const float figure_width = draw_text_in(figure, card.figure, TextStyle::figure, colour_of(card.figure_ink));
  const Rect change{r.left + inset, r.top + px(36), r.right - inset, r.bottom - px(6)};
  const float change_width =
      draw_text_in(change, card.change, TextStyle::small_semi, colour_of(card.change_ink), Align::right);
  const float needed = std::max(label_width, figure_width + (change_width > 0 ? change_width + px(6) : 0));
  report(name, r,
         {.text = card.label,
          .value = card.figure,
          .is_focused = here.is_focused,
          .text_width = needed,
          .text_room = label.width()});
  return here.is_pressed;
}

bool section_header(std::string_view name, std::string_view title, std::string_view count, bool& is_open) {
  const Item here = item(name, left_of_line(), px(30));
  if (here.is_pressed) is_open = !is_open;
  const Rect& r = here.rect;
  if (here.is_hovered) fill_rect(r, tokens().surface2, 6);
  draw_icon(is_open ? Icon::chevron_down : Icon::chevron_right, r.left + px(8), r.centre_y(), tokens().text2,
            IconSize::normal);
  const float count_width = count.empty() ? 0 : text_width(count, TextStyle::small) + px(8);
  const Rect title_rect{r.left + px(24), r.top, r.right - count_width, r.bottom};
  const float width = draw_text_in(title_rect, title, TextStyle::semi, tokens().text);
  draw_text_in({r.left, r.top, r.right - px(2), r.bottom}, count, TextStyle::small, tokens().text3, Align::right);
  report(name, r,
         {.text = title,
          .value = is_open ? "open" : "closed",
          .is_focused = here.is_focused,
          .text_width = width,
          .text_room = title_rect.width()});
  return is_open;
}

void heading(std::string_view heading_text, std::string_view name) {
  text(heading_text, {.style = TextStyle::heading, .name = name});
}

void divider() {
  gap(12);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float y = std::floor(at.y) + 0.5F;
  draw_line(at.x, y, at.x + left_of_line(), y, tokens().border);
  ImGui::Dummy({0, 1});
  gap(12);
}

// The empty item keeps ImGui's content size right; its spacing on both sides is taken off.
void gap(float height) {
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + px(height) - 2 * ImGui::GetStyle().ItemSpacing.y);
  ImGui::Dummy({0, 0});
}

}  // namespace riskmap::ui
