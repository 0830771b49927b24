// Segments, chips and rows to choose from (declared in widgets_button.h).
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "viewer/panels/choice_rows.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/widgets_button.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_layout.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {
namespace {

float segment_width(const Segment& segment) {
  const float icon = segment.icon == Icon::none ? 0 : px(segment.text.empty() ? 19 : 25);
  return px(12) * 2 + icon + (segment.text.empty() ? 0 : text_width(segment.text, TextStyle::body));
}

void draw_segment(const Rect& rect, const Segment& segment, bool is_chosen, const Item& here) {
  const Tokens& t = tokens();
  const float inset = px(2);
  const Rect face{rect.left + inset, rect.top + inset, rect.right - inset, rect.bottom - inset};
  if (is_chosen) {
    fill_rect(face, t.is_dark ? t.surface3 : t.surface, 5);
    if (!t.is_dark) stroke_rect(face, t.field_border, 5);
  } else if (here.is_hovered) {
    fill_rect(face, mixed(t.surface3, t.field_border, 0.35), 5);
  }
  const Colour ink = is_chosen ? t.text : t.text2;
  float left = rect.centre_x() - (segment_width(segment) - px(24)) / 2;
  if (segment.icon != Icon::none) {
    draw_icon(segment.icon, left + px(9), rect.centre_y(), is_chosen ? t.accent : t.text2);
    left += px(25);
  }
  const Rect words{segment.icon == Icon::none ? rect.left + px(4) : left, rect.top, rect.right - px(4), rect.bottom};
  draw_text_in(words, segment.text, TextStyle::body, ink, segment.icon == Icon::none ? Align::centre : Align::left);
}

// The arrow keys move the keyboard from segment to segment; the choice follows it.
bool has_just_arrived(std::string_view group, const Item& here) {
  const std::string& before = kit().focus->focused_before();
  return here.is_focused && is_highlight_visible() && before.size() > group.size() &&
         std::string_view{before}.starts_with(group) && before[group.size()] == '.';
}

float chip_inset() {
  return px(10);
}

struct RowText {
  float used, room;
};

bool is_enter_pressed() {
  return is_chord_pressed({.key = Key::enter}) || is_chord_pressed({.key = Key::keypad_enter});
}

Item draw_choice_row(std::string_view name, const ChoiceRow& row, const ItemOptions& options);

RowText draw_row_text(const Rect& rect, const ListRow& row) {
  const Tokens& t = tokens();
  float left = rect.left + px(10), right = rect.right - px(10 + row.room_right);
  if (row.icon != Icon::none) {
    draw_icon(row.icon, left + px(9), rect.centre_y(), row.icon_colour.value_or(t.text2));
    left += px(30);
  }
  if (!row.right.empty()) {
    const float width = text_width(row.right, TextStyle::small);
    draw_text_in({right - width, rect.top, right, rect.bottom}, row.right, TextStyle::small, t.text2);
    right -= width + px(8);
  }
  const float needed = draw_text_in({left, rect.top, right, rect.bottom}, row.text, TextStyle::body, t.text);
  const float grey_left = left + needed + px(10);
  if (!row.grey.empty() && grey_left + px(24) < right)
    draw_text_in({grey_left, rect.top, right, rect.bottom}, row.grey, TextStyle::small, t.text3);
  return {needed, right - left};
}

}  // namespace

float segmented_width(std::span<const Segment> segments) {
  float width = 0;
  for (const Segment& segment : segments) width += segment_width(segment);
  return width;
}

bool segmented(std::string_view name, std::span<const Segment> segments, std::size_t& chosen,
               const SegmentedOptions& options) {
  const float height = px(options.height), total = options.width > 0 ? px(options.width) : segmented_width(segments);
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const Rect track{from.x, from.y, from.x + total, from.y + height};
  const Tokens& t = tokens();
  if (options.is_floating) draw_shadow(track, 8);
  fill_rect(track, options.is_floating ? t.surface2 : t.is_dark ? t.canvas : t.surface3, 7);
  if (options.is_floating) stroke_rect(track, t.border, 7);
  const std::size_t before = chosen;
  float left = track.left;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const float width = options.width > 0 ? total / static_cast<float>(segments.size()) : segment_width(segments[i]);
    ImGui::SetCursorScreenPos({std::round(left), track.top});
    const std::string id = std::string{name} + "." + segments[i].id;
    const Item here =
        item(id, std::round(left + width) - std::round(left), height,
             {.is_enabled = segments[i].is_enabled, .is_tab_stop = i == before, .tooltip = segments[i].tooltip});
    if (here.is_pressed || (i != before && has_just_arrived(name, here))) chosen = i;
    ImGui::BeginDisabled(!segments[i].is_enabled);  // drawn fainter
    draw_segment(here.rect, segments[i], i == chosen, here);
    ImGui::EndDisabled();
    report(id, here.rect,
           {.text = segments[i].text.empty() ? segments[i].tooltip : segments[i].text,
            .value = i == chosen ? "on" : "off",
            .is_enabled = segments[i].is_enabled,
            .is_focused = here.is_focused,
            .text_width = segment_width(segments[i]) - px(16),
            .text_room = here.rect.width()});
    left += width;
  }
  report(name, track, {.value = chosen < segments.size() ? segments[chosen].id : ""});
  ImGui::SetCursorScreenPos(from);
  ImGui::Dummy({total, height});
  return chosen != before;
}

float chip_width(std::string_view text, const ChipOptions& options) {
  float width = chip_inset() * 2 + text_width(text, TextStyle::small);
  if (options.dot) width += px(11);
  if (options.icon != Icon::none) width += px(19);
  if (!options.count.empty()) width += px(6) + text_width(options.count, TextStyle::small);
  return width;
}

bool chip(std::string_view name, std::string_view text, bool& is_on, const ChipOptions& options) {
  const Item here = item(name, chip_width(text, options), px(26),
                         {.is_enabled = options.is_enabled, .tooltip = options.tooltip, .ring_radius = 13});
  if (here.is_pressed) is_on = !is_on;
  ImGui::BeginDisabled(!options.is_enabled);
  const Tokens& t = tokens();
  const Rect& r = here.rect;
  fill_rect(r, is_on ? t.accent_soft : here.is_hovered ? t.surface3 : t.is_dark ? t.surface2 : t.surface, 13);
  stroke_rect(r, is_on ? t.accent : here.is_hovered ? t.strong_border : t.field_border, 13);
  float left = r.left + chip_inset();
  if (options.dot) {
    draw_disc(left + px(3), r.centre_y(), px(3.5F), *options.dot);
    left += px(11);
  }
  if (options.icon != Icon::none) {
    draw_icon(options.icon, left + px(6), r.centre_y(), is_on ? t.accent : t.text2, IconSize::small);
    left += px(19);
  }
  const float right = r.right - chip_inset();
  const float needed = draw_text_in({left, r.top, right, r.bottom}, text, TextStyle::small, t.text);
  draw_text_in({left, r.top, right, r.bottom}, options.count, TextStyle::small, t.text3, Align::right);
  ImGui::EndDisabled();
  report(name, r,
         {.text = text,
          .value = is_on ? "on" : "off",
          .is_enabled = options.is_enabled,
          .is_focused = here.is_focused,
          .text_width = needed,
          .text_room = right - left});
  return here.is_pressed;
}

ChipPress removable_chip(std::string_view name, std::string_view text, std::string_view tooltip) {
  const float words = text_width(text, TextStyle::small), cross = px(24);
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const Item body = item(name, chip_inset() + words + px(4), px(26), {.tooltip = tooltip, .ring_radius = 13});
  ImGui::SetCursorScreenPos({body.rect.right, from.y});
  const std::string cross_name = std::string{name} + ".remove";
  const Item remove = item(cross_name, cross, px(26), {.ring_radius = 13});
  const Tokens& t = tokens();
  const Rect whole{body.rect.left, body.rect.top, remove.rect.right, body.rect.bottom};
  fill_rect(whole, t.accent_soft, 13);
  stroke_rect(whole, t.accent, 13);
  draw_text_in({body.rect.left + chip_inset(), whole.top, body.rect.right, whole.bottom}, text, TextStyle::small,
               t.text);
  draw_icon(Icon::close, remove.rect.centre_x() - px(2), whole.centre_y(), remove.is_hovered ? t.text : t.text2,
            IconSize::small);
  report(name, body.rect,
         {.text = text,
          .value = "on",
          .is_focused = body.is_focused,
          .text_width = words,
          .text_room = body.rect.width() - chip_inset()});
  report(cross_name, remove.rect, {.is_focused = remove.is_focused});
  ImGui::SetCursorScreenPos(from);
  ImGui::Dummy({whole.width(), whole.height()});
  return remove.is_pressed ? ChipPress::removed : body.is_pressed ? ChipPress::body : ChipPress::none;
}

void wrap_next(float width) {
  const ImVec2 spacing = ImGui::GetStyle().ItemSpacing;
  ImGui::SameLine(0, px(6));
  if (left_of_line() >= width) return;
  ImGui::NewLine();
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() - spacing.y + px(2));
}

bool choice_row(std::string_view name, const ChoiceRow& row) {
  return draw_choice_row(name, row, {.is_enabled = row.is_enabled}).is_pressed;
}

bool choice_rows(std::string_view name, std::span<const ChoiceRow> rows, std::size_t& chosen) {
  const std::size_t before = chosen, stop = before < rows.size() ? before : 0;
  const auto id_of = [&](std::size_t i) {
    return std::string{name} + "." + (rows[i].id.empty() ? std::to_string(i + 1) : std::string{rows[i].id});
  };
  if (!rows.empty()) kit().focus->pass_on(name, id_of(stop));
  bool has_keyboard = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Item here = draw_choice_row(id_of(i), rows[i], {.is_enabled = rows[i].is_enabled, .is_tab_stop = i == stop});
    has_keyboard |= here.is_focused && is_highlight_visible();
    const bool is_here_already = kit().focus->focused_before() == id_of(i);
    if (here.is_pressed || (!is_here_already && has_just_arrived(name, here))) chosen = i;
    if (here.is_pressed && is_enter_pressed()) kit().focus->ask_for_next_after(id_of(stop));
  }
  for (std::size_t i = 0; has_keyboard && i < std::min<std::size_t>(rows.size(), 9); ++i)
    if (is_chord_pressed({.key = static_cast<Key>(static_cast<int>(Key::digit_1) + static_cast<int>(i))}))
      chosen = i, focus_widget(id_of(i));
  return chosen != before;
}

namespace {
Item draw_choice_row(std::string_view name, const ChoiceRow& row, const ItemOptions& options) {
  const bool has_description = !row.description.empty();
  const float wrap = left_of_line() - px(40);
  ImFont* small = kit().fonts.text[static_cast<std::size_t>(TextStyle::small)];
  const float below = has_description ? small->CalcTextSizeA(small->FontSize, FLT_MAX, wrap, row.description.data(),
                                                             row.description.data() + row.description.size())
                                                .y +
                                            px(2)
                                      : 0;
  const Item here = item(name, left_of_line(), px(32) + below, options);
  ImGui::BeginDisabled(!row.is_enabled);
  const Tokens& t = tokens();
  const Rect& r = here.rect;
  if (row.is_chosen || here.is_hovered) fill_rect(r, row.is_chosen ? t.accent_soft : t.surface2, 6);
  if (row.is_chosen) stroke_rect(r, t.accent, 6);
  const float middle = r.top + px(16);
  draw_icon(row.is_chosen ? Icon::radio_on : Icon::radio_off, r.left + px(18), middle,
            row.is_chosen ? t.accent : t.strong_border);
  float left = r.left + px(34);
  if (row.dot) draw_disc(left + px(3), middle, px(4), *row.dot), left += px(14);
  if (row.icon != Icon::none) draw_icon(row.icon, left + px(8), middle, t.text2), left += px(24);
  const Rect title{left, r.top, r.right - px(8), r.top + px(32)};
  const float needed = draw_text_in(title, row.title, row.is_chosen ? TextStyle::semi : TextStyle::body, t.text);
  if (has_description)
    ImGui::GetWindowDrawList()->AddText(small, small->FontSize, {r.left + px(34), r.top + px(28)}, packed(t.text2),
                                        row.description.data(), row.description.data() + row.description.size(), wrap);
  ImGui::EndDisabled();
  report(name, r,
         {.text = row.title,
          .value = row.is_chosen ? "on" : "off",
          .is_enabled = row.is_enabled,
          .is_focused = here.is_focused,
          .text_width = needed,
          .text_room = title.width()});
  return here;
}
}  // namespace

bool list_row(std::string_view name, const ListRow& row) {
  const Item here = item(name, left_of_line(), px(row.height),
                         {.is_enabled = row.is_enabled, .is_tab_stop = row.is_tab_stop, .tooltip = row.tooltip});
  ImGui::BeginDisabled(!row.is_enabled);
  if (row.is_chosen || here.is_hovered)
    fill_rect(here.rect, row.is_chosen ? tokens().accent_soft : tokens().surface2, 6);
  const RowText drawn = draw_row_text(here.rect, row);
  ImGui::EndDisabled();
  report(name, here.rect,
         {.text = row.text,
          .value = row.is_chosen ? "on" : "off",
          .is_enabled = row.is_enabled,
          .is_focused = here.is_focused,
          .may_be_shortened = true,
          .text_width = drawn.used,
          .text_room = drawn.room});
  return here.is_pressed;
}

}  // namespace riskmap::ui
