// The date field and its month (declared in widgets_field.h).
#include <imgui.h>

#include <array>
#include <cmath>

#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/drop_list.h"
#include "viewer/panels/field_box.h"
#include "viewer/panels/number_text.h"
#include "viewer/panels/widgets_button.h"
#include "viewer/panels/widgets_field.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_layout.h"
#include "viewer/panels/widgets_overlay.h"
#include "viewer/panels/widgets_state.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {
namespace {

constexpr float cell = 36, calendar_width = cell * 7 + 16, calendar_height = 48 + 24 + cell * 6 + 52;

Date first_of_month(Date day) {
  const std::chrono::year_month_day parts{day};
  return Date{parts.year() / parts.month() / 1};
}

int weekday_from_monday(Date day) {
  return static_cast<int>(std::chrono::weekday{day}.iso_encoding()) - 1;
}

std::array<std::string, 7> weekday_names() {
  return {trc("weekday, two letters", "Mo"), trc("weekday, two letters", "Tu"), trc("weekday, two letters", "We"),
          trc("weekday, two letters", "Th"), trc("weekday, two letters", "Fr"), trc("weekday, two letters", "Sa"),
          trc("weekday, two letters", "Su")};
}

struct Calendar {
  Date month;  // its first day
};

void draw_month_head(const std::string& name, Calendar& calendar) {
  if (icon_button(name + ".previous", Icon::chevron_left, {.tooltip = tr("Previous month")}) ||
      is_chord_pressed({.key = Key::page_up}, Repeat::yes))
    calendar.month = add_months(calendar.month, -1);
  same_line(0);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = px(cell * 7 - 64);
  const Rect title{at.x, at.y, at.x + width, at.y + px(32)};
  const std::string month = format_month(calendar.month);
  draw_text_in(title, month, TextStyle::semi, tokens().text, Align::centre);
  report(name + ".month", title, {.text = month, .value = iso_date(calendar.month)});
  ImGui::Dummy({width, px(32)});
  same_line(0);
  if (icon_button(name + ".next", Icon::chevron_right, {.tooltip = tr("Next month")}) ||
      is_chord_pressed({.key = Key::page_down}, Repeat::yes))
    calendar.month = add_months(calendar.month, 1);
}

void draw_weekdays() {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  float left = at.x;
  for (const std::string& day : weekday_names()) {
    draw_text_in({left, at.y, left + px(cell), at.y + px(20)}, day, TextStyle::small, tokens().text3, Align::centre);
    left += px(cell);
  }
  ImGui::Dummy({px(cell * 7), px(20)});
}

struct DayState {
  bool is_chosen, is_today, is_outside;
};

bool draw_day(const std::string& name, Date day, DayState state) {
  const std::string id = name + ".day." + iso_date(day);
  const std::string number = std::to_string(static_cast<unsigned>(std::chrono::year_month_day{day}.day()));
  const Item here = item(id, px(cell), px(cell), {.is_tab_stop = state.is_chosen || state.is_today});
  const Tokens& t = tokens();
  const float radius = px(15);
  if (state.is_chosen)
    draw_disc(here.rect.centre_x(), here.rect.centre_y(), radius, t.accent);
  else if (here.is_hovered)
    draw_disc(here.rect.centre_x(), here.rect.centre_y(), radius, t.surface3);
  if (state.is_today && !state.is_chosen)
    ImGui::GetWindowDrawList()->AddCircle({here.rect.centre_x(), here.rect.centre_y()}, radius, packed(t.accent));
  const Colour ink = state.is_chosen ? t.on_accent : state.is_outside ? t.text3 : t.text;
  draw_text_in(here.rect, number, TextStyle::body, ink, Align::centre);
  report(id, here.rect, {.text = number, .value = state.is_chosen ? "on" : "off", .is_focused = here.is_focused});
  return here.is_pressed;
}

std::optional<Date> draw_days(const std::string& name, const Calendar& calendar, std::optional<Date> value,
                              Date today) {
  std::optional<Date> pressed;
  const Date from = calendar.month - std::chrono::days{weekday_from_monday(calendar.month)};
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  for (int i = 0; i < 42; ++i) {
    const Date day = from + std::chrono::days{i};
    if (i % 7 != 0) ImGui::SameLine(0, 0);
    if (draw_day(name, day, {day == value, day == today, first_of_month(day) != calendar.month})) pressed = day;
  }
  ImGui::PopStyleVar();
  return pressed;
}

// Returns the day chosen, or no day when "Clear" was pressed.
std::optional<std::optional<Date>> draw_calendar(const std::string& name, const Rect& field, Calendar& calendar,
                                                 std::optional<Date> value, Date today) {
  const Rect under{field.left, field.top, field.left + px(calendar_width), field.bottom};
  DropList list{name + ".calendar", under, px(calendar_height)};
  if (!list) return std::nullopt;
  ImGui::SetCursorPos({px(8), px(8)});
  ImGui::BeginGroup();
  draw_month_head(name, calendar);
  draw_weekdays();
  std::optional<std::optional<Date>> chosen;
  if (const auto day = draw_days(name, calendar, value, today)) chosen = day;
  gap(6);
  if (button(name + ".today", trc("calendar", "Today"), {.kind = ButtonKind::ghost})) chosen = today;
  same_line();
  if (value && button(name + ".none", tr("Clear"), {.kind = ButtonKind::ghost})) chosen = std::optional<Date>{};
  ImGui::EndGroup();
  if (chosen) list.close();
  return chosen;
}

// Saved all the same: some things are old, and some plans are long.
void show_doubt(const std::string& name) {
  gap(5);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_icon(Icon::warning, at.x + px(8), at.y + line_height(TextStyle::small) / 2, tokens().warning, IconSize::small);
  ImGui::SetCursorScreenPos({at.x + px(20), at.y});
  wrapped_text(tr("An unlikely year. Check the date."),
               {.style = TextStyle::small, .ink = Ink::warning, .name = name + ".warning"});
}

}  // namespace

FieldResult date_field(std::string_view name, std::optional<Date>& value, Date today, const FieldOptions& options) {
  Draft& draft = kit().drafts->of(name);
  Calendar& calendar = kit().drafts->editing_of<Calendar>(name);
  const std::string id{name};
  if (!draft.is_active && draft.error.empty()) draft.text = value ? numeric_date(*value) : std::string{};
  ImGui::BeginGroup();
  field_label_line(options.label, options.is_required);
  FieldOptions box_options = options;
  const std::string form = tr("dd.mm.yyyy");
  if (options.placeholder.empty()) box_options.placeholder = form;
  const Box box = text_box(name, draft.text, box_options,
                           {.room_right = px(26), .has_error = !draft.error.empty() || !options.error.empty()});
  FieldResult result{false, box.was_edited || box.is_entered, box.is_entered};
  draft.is_active = box.is_active;
  const ImVec2 after = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({box.frame.right - px(32), box.frame.centre_y() - px(14)});
  if (icon_button(id + ".open", Icon::date,
                  {.tooltip = tr("Choose in a calendar"), .is_enabled = options.is_enabled, .size = 28})) {
    calendar.month = first_of_month(value.value_or(today));
    open_popup(id + ".calendar");
  }
  ImGui::SetCursorScreenPos(after);
  gap(ImGui::GetStyle().ItemSpacing.y / kit().look.scale);  // the cursor stays where it is
  if (box.is_changed) {
    const auto typed = date_from(draft.text);
    const bool is_empty = trimmed(draft.text).empty();
    draft.error = typed || is_empty ? std::string{} : tr("Type a date as 02.03.2025.");
    draft.is_told = false;
    if (draft.error.empty() && value != typed) value = typed, result.is_changed = true;
  }
  if (const auto chosen = draw_calendar(id, box.frame, calendar, value, today)) {
    result.is_changed = value != *chosen, result.is_done = true;
    value = *chosen;
    draft.error.clear();
  }
  typed_foot_line(name, options, draft);
  if (value && draft.error.empty() && options.error.empty() && !is_likely_date(*value, today)) show_doubt(id);
  ImGui::EndGroup();
  return result;
}

}  // namespace riskmap::ui
