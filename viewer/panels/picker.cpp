// The searchable field: closed it looks like a combo; open, it is typed into where it stands.
#include "viewer/panels/picker.h"

#include <imgui.h>

#include <algorithm>

#include "layers/core/text.h"
#include "layers/text/translate.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/drop_list.h"
#include "viewer/panels/field_box.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/text_buffer.h"
#include "viewer/panels/widgets_button.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_layout.h"
#include "viewer/panels/widgets_overlay.h"
#include "viewer/panels/widgets_state.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {
namespace {

constexpr std::size_t most_rows = 200;
constexpr float row_height = 32, most_height = 340;

enum class Match { none, inside, word, beginning };

Match match_of(std::string_view key, std::string_view typed) {
  std::size_t at = key.find(typed);
  if (at == std::string_view::npos) return Match::none;
  if (at == 0) return Match::beginning;
  for (; at != std::string_view::npos; at = key.find(typed, at + 1))
    if (key[at - 1] == ' ' || key[at - 1] == '-' || key[at - 1] == '(') return Match::word;
  return Match::inside;
}

struct Open {
  std::string typed;
  int cursor = 0;
  bool is_fresh = false;     // opened in this frame
  bool has_moved = false;    // the marked row must come into sight
  bool is_typing = false;    // the text had the keyboard in the last frame
  bool hears_enter = false;  // not in the frame in which Enter opened the list: nobody has seen a row yet
};

// Up and down move the marked row while the keyboard stays in the text.
void move_cursor(Open& open, std::size_t count) {
  const auto moved = [](Key key) { return is_chord_pressed({.key = key}, Repeat::yes); };
  const int before = open.cursor;
  if (moved(Key::down)) ++open.cursor;
  if (moved(Key::up)) --open.cursor;
  if (moved(Key::page_down)) open.cursor += 8;
  if (moved(Key::page_up)) open.cursor -= 8;
  open.cursor = std::clamp(open.cursor, 0, std::max(0, static_cast<int>(count) - 1));
  open.has_moved = open.is_fresh || open.cursor != before;
}

struct RowState {
  bool is_marked, is_chosen, must_be_seen;
};

bool draw_row(std::string_view name, const PickerRow& row, RowState state) {
  const std::string id = std::string{name} + "." + row.id;
  const Item here = item(id, left_of_line(), px(row_height), {.is_tab_stop = false});
  const Tokens& t = tokens();
  if (state.is_marked || here.is_hovered) fill_rect(here.rect, state.is_marked ? t.accent_soft : t.surface2, 5);
  float left = here.rect.left + px(8);
  if (row.icon != Icon::none) draw_icon(row.icon, left + px(8), here.rect.centre_y(), t.text2), left += px(26);
  const float right = here.rect.right - px(state.is_chosen ? 30 : 8);
  const float needed = draw_text_in({left, here.rect.top, right, here.rect.bottom}, row.text, TextStyle::body, t.text);
  const float grey = left + needed + px(10);
  if (!row.grey.empty() && grey + px(24) < right)
    draw_text_in({grey, here.rect.top, right, here.rect.bottom}, row.grey, TextStyle::small, t.text3);
  if (state.is_chosen)
    draw_icon(Icon::check, here.rect.right - px(15), here.rect.centre_y(), t.accent, IconSize::small);
  if (state.must_be_seen) ImGui::SetScrollHereY(0.5F);
  report(id, here.rect,
         {.text = row.text,
          .value = state.is_marked ? "on" : "off",
          .may_be_shortened = true,
          .text_width = needed,
          .text_room = right - left});
  return here.is_pressed;
}

struct Chosen {
  std::optional<std::size_t> row;
  bool is_added = false, is_closed = false, goes_on = false;  // Enter and Tab go on to the next field
};

// A foot row that is no settlement: "nothing found", "add …".
bool draw_foot(std::string_view name, std::string_view text, Icon icon, bool is_enabled) {
  return list_row(name, {.icon = icon, .text = text, .is_enabled = is_enabled, .height = row_height});
}

Chosen draw_rows(std::string_view name, std::span<const PickerRow> rows, Open& open, std::optional<std::size_t> chosen,
                 const PickerOptions& options) {
  const std::vector<std::size_t> matches = matching_rows(rows, open.typed, most_rows);
  const bool can_add = !options.add_text.empty() && !trimmed(open.typed).empty();
  move_cursor(open, matches.size());
  Chosen result;
  const Scroll scroll{std::string{name} + ".rows"};
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const bool is_marked = static_cast<int>(i) == open.cursor;
    if (draw_row(name, rows[matches[i]], {is_marked, chosen == matches[i], is_marked && open.has_moved}))
      result.row = matches[i];
  }
  if (matches.empty() && !can_add)
    draw_foot(std::string{name} + ".nothing",
              options.empty_text.empty() ? tr("Nothing found") : std::string{options.empty_text}, Icon::search, false);
  const std::string add =
      can_add ? fill(std::string{options.add_text}, {{"text", trimmed(open.typed)}}) : std::string{};
  if (can_add && draw_foot(std::string{name} + ".add", add, Icon::add, true)) result.is_added = true;
  const bool is_entered =
      open.hears_enter && (is_chord_pressed({.key = Key::enter}) || is_chord_pressed({.key = Key::keypad_enter}));
  if (is_entered) {
    if (!matches.empty())
      result.row = matches[static_cast<std::size_t>(open.cursor)];
    else
      result.is_added = can_add;
  }
  const bool is_left = is_chord_pressed({.key = Key::tab});
  result.is_closed = result.row || result.is_added || is_left;
  result.goes_on = is_left || (is_entered && result.is_closed);
  return result;
}

// The list is as wide as its longest row asks for: a name that is cut off cannot be told from the next.
Rect room_for_rows(const Rect& field, std::span<const PickerRow> rows) {
  const float beside_text = px(60), widest = std::min(px(460), ImGui::GetIO().DisplaySize.x - px(8) - field.left);
  float wanted = field.width();
  for (const PickerRow& row : rows)
    wanted =
        std::max(wanted, text_width(row.text, TextStyle::body) + beside_text + (row.icon == Icon::none ? 0 : px(26)));
  return {field.left, field.top, field.left + std::max(field.width(), std::min(wanted, widest)), field.bottom};
}

Chosen draw_open(std::string_view name, const Rect& closed, std::span<const PickerRow> rows, Open& open,
                 std::optional<std::size_t> chosen, const FieldOptions& options, const PickerOptions& picker) {
  const std::string list_name = std::string{name} + ".list", search_name = std::string{name} + ".search";
  if (!is_popup_open(list_name)) return {};
  const Rect field = room_for_rows(closed, rows);
  DropList list{list_name, field, most_height, DropList::Place::covers};
  if (!list) return {};
  FieldOptions box_options;
  box_options.placeholder = chosen ? std::string_view{rows[*chosen].text} : options.placeholder;
  box_options.icon = Icon::search;
  box_options.width = field.width() / kit().look.scale;
  box_options.height = field.height() / kit().look.scale;
  open.hears_enter = !ImGui::IsWindowAppearing();
  if (ImGui::IsWindowAppearing()) focus_next_item();
  // The keyboard reaches the text two frames after the first letter opened the list: letters in between are kept.
  if (!open.is_typing) open.typed += utf8_from(take_typed_characters());
  const Box box =
      text_box(search_name, open.typed, box_options, {.puts_caret_at_end = !open.is_typing, .holds_arrows = true});
  open.is_typing = box.is_active;
  if (box.is_changed) open.cursor = 0;
  ImGui::SetCursorPos({px(4), ImGui::GetCursorPosY()});
  const Chosen result = draw_rows(name, rows, open, chosen, picker);
  open.is_fresh = ImGui::IsWindowAppearing();
  if (result.is_closed || is_chord_pressed({.key = Key::escape})) {
    list.close();
    if (result.goes_on)
      kit().focus->ask_for_next_after(name);
    else
      focus_widget(name);
  }
  return result;
}

void open_list(std::string_view name, Open& open, std::string typed, std::optional<std::size_t> chosen) {
  open.typed = std::move(typed);
  open.cursor = open.typed.empty() && chosen ? static_cast<int>(std::min(*chosen, most_rows - 1)) : 0;
  open.is_fresh = true;
  open.is_typing = false;
  open_popup(std::string{name} + ".list");
}

// The closed field: its text, its cross, and the ways to open it.
void draw_closed(std::string_view name, const Item& here, const PickerRow* row, const FieldOptions& options) {
  const Rect words{here.rect.left + px(10), here.rect.top, here.rect.right - px(34), here.rect.bottom};
  ImGui::BeginDisabled(!options.is_enabled);
  float needed = 0;
  if (row) {
    needed = draw_text_in(words, row->text, TextStyle::body, tokens().text);
    const float grey = words.left + needed + px(10);
    if (!row->grey.empty() && grey + px(40) < words.right)
      draw_text_in({grey, words.top, words.right, words.bottom}, row->grey, TextStyle::small, tokens().text3);
  } else {
    draw_text_in(words, options.placeholder, TextStyle::body, tokens().text3);
  }
  ImGui::EndDisabled();
  report(name, here.rect,
         {.text = row ? std::string_view{row->text} : options.label,
          .value = row ? std::string_view{row->id} : std::string_view{},
          .is_enabled = options.is_enabled,
          .is_focused = here.is_focused,
          .may_be_shortened = true,
          .text_width = needed,
          .text_room = words.width()});
}

}  // namespace

std::string picker_key(std::string_view text, std::string_view aliases) {
  return aliases.empty() ? fold(text) : fold(std::string{text} + " " + std::string{aliases});
}

std::vector<std::size_t> matching_rows(std::span<const PickerRow> rows, std::string_view typed, std::size_t most) {
  const std::string key = fold(trimmed(typed));
  std::vector<std::size_t> found;
  for (const Match wanted : {Match::beginning, Match::word, Match::inside})
    for (std::size_t i = 0; i < rows.size() && found.size() < most; ++i)
      if (key.empty() ? wanted == Match::beginning : match_of(rows[i].search_key, key) == wanted) found.push_back(i);
  return found;
}

PickerResult picker(std::string_view name, std::span<const PickerRow> rows, std::optional<std::size_t>& chosen,
                    const FieldOptions& options, const PickerOptions& picker) {
  Open& open = kit().drafts->editing_of<Open>(name);
  if (chosen && *chosen >= rows.size()) chosen.reset();
  ImGui::BeginGroup();
  field_label_line(options.label, options.is_required);
  const bool is_open = is_popup_open(std::string{name} + ".list");
  const Item here = closed_box(name, options, is_open, !options.error.empty());
  draw_closed(name, here, chosen ? &rows[*chosen] : nullptr, options);
  PickerResult result;
  if (here.is_pressed) open_list(name, open, {}, chosen);
  if (here.is_focused && is_highlight_visible() && options.is_enabled && !is_open) {
    const std::string typed = utf8_from(take_typed_characters());
    if (!trimmed(typed).empty()) open_list(name, open, typed, chosen);
    if (picker.can_be_cleared && chosen && is_chord_pressed({.key = Key::erase}))
      chosen.reset(), result.is_changed = true;
  }
  const Chosen pressed = draw_open(name, here.rect, rows, open, chosen, options, picker);
  if (pressed.row) result.is_changed = chosen != pressed.row, chosen = pressed.row;
  if (pressed.is_added) result.added = trimmed(open.typed);
  field_foot_line(name, options);
  ImGui::EndGroup();
  return result;
}

}  // namespace riskmap::ui
