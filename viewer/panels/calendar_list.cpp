#include "viewer/panels/calendar_list.h"

#include <imgui.h>

#include <algorithm>
#include <array>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_state.h"

namespace riskmap::ui {

namespace {
constexpr int first_year = 2000, last_year = 2100;
constexpr float wide = 620;  // of the list: room for the weekday

int year_of(Date day) {
  return static_cast<int>(std::chrono::year_month_day{day}.year());
}

std::string weekday_words(Date day) {
  const std::array names = {trc("weekday", "Sunday"),    trc("weekday", "Monday"),   trc("weekday", "Tuesday"),
                            trc("weekday", "Wednesday"), trc("weekday", "Thursday"), trc("weekday", "Friday"),
                            trc("weekday", "Saturday")};
  return names.at(std::chrono::weekday{day}.c_encoding());
}

void refresh(CalendarListState& state, const Session& session) {
  const auto& snapshot = *session.snapshot();
  if (state.year == 0) state.year = year_of(session.today());
  if (state.revision == snapshot.revision) return;
  state.revision = snapshot.revision;
  state.days = days_of(snapshot, state.year);
  if (state.table.cursor && *state.table.cursor >= state.days.size()) state.table.cursor.reset();
}

void go_to_year(CalendarListState& state, int year) {
  state.year = std::clamp(year, first_year, last_year);
  state.revision = -1;
  state.table = {};
}

// "‹ 2026 ›  247 working days"
void year_line(const Session& session, CalendarListState& state) {
  const float top = ImGui::GetCursorPosY();
  const auto next = [top](float gap_before, float height) {
    same_line(gap_before);
    ImGui::SetCursorPosY(top);
    centre_in_line(height);
  };
  if (icon_button("reference_lists.year_before", Icon::chevron_left,
                  {.tooltip = tr("The year before"), .is_enabled = state.year > first_year}))
    go_to_year(state, state.year - 1);
  next(4, line_height(TextStyle::heading));
  text(std::to_string(state.year), {.style = TextStyle::heading, .name = "reference_lists.year"});
  next(4, px(32));
  if (icon_button("reference_lists.year_after", Icon::chevron_right,
                  {.tooltip = tr("The year after"), .is_enabled = state.year < last_year}))
    go_to_year(state, state.year + 1);
  using namespace std::chrono;
  const Date eve{year{state.year - 1} / December / 31}, last{year{state.year} / December / 31};
  const auto& calendar = session.snapshot()->calendar;
  next(12, line_height(TextStyle::small));
  text(trn("{n} working day", "{n} working days", calendar.workdays_between(eve, last)),
       {.style = TextStyle::small, .ink = Ink::text2, .name = "reference_lists.working_days"});
  gap(4);
  if (calendar.knows_year(state.year)) return;
  banner("reference_lists.no_days", BannerKind::warning,
         fill(tr("No free day of {year} is entered: deadlines count Monday to Friday, holidays too."),
              {{"year", std::to_string(state.year)}}));
  gap(4);
}

void draw_day(TableRow& row, const DayEntry& day, bool is_wide) {
  if (row.next_cell()) row.text(format_date(day.day));
  if (is_wide && row.next_cell()) row.text(weekday_words(day.day), TextStyle::body, Ink::text2);
  if (row.next_cell())
    row.badge(day.is_workday ? tr("Working day") : tr("Day off"), day.is_workday ? Tone::medium : Tone::resolved);
  if (row.next_cell()) row.text(day.note);
}
}  // namespace

std::optional<std::string> calendar_list(const Session& session, CalendarListState& state) {
  refresh(state, session);
  year_line(session, state);
  refresh(state, session);
  const bool is_wide = left_of_line() >= px(wide);
  std::vector<TableColumn> columns = {{.id = "day", .title = tr("Day"), .width = 120, .is_sortable = false}};
  if (is_wide) columns.push_back({.id = "weekday", .title = tr("Weekday"), .width = 130, .is_sortable = false});
  columns.push_back({.id = "kind", .title = tr("Counts as"), .width = 150, .is_sortable = false});
  columns.push_back({.id = "note", .title = tr("What day it is"), .width = 3, .stretches = true, .is_sortable = false});
  ImGui::PushID("days");  // its columns have widths of their own
  const auto result = table("reference_lists", columns, state.days.size(), state.table,
                            {.row_id = [&](std::size_t row) { return iso_date(state.days[row].day); },
                             .is_selected = [&](std::size_t row) { return state.table.cursor == row; },
                             .empty_text = tr("No day of this year is entered yet.")},
                            [&](TableRow& row) { draw_day(row, state.days[row.index()], is_wide); });
  ImGui::PopID();
  if (result.pressed) state.table.cursor = result.pressed;
  const bool is_in_table = kit().focus->focused_before().starts_with("reference_lists.row.");
  const auto opened =
      !result.opened && is_in_table && is_chord_pressed({.key = Key::enter}) ? state.table.cursor : result.opened;
  return opened ? std::optional{state.days[*opened].uuid} : std::nullopt;
}

}  // namespace riskmap::ui
