// A problem's ways to solve, step by step, as a line of dots: done, under way, planned, cancelled.
#include <imgui.h>

#include <algorithm>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float dot_column = 30, dot_radius = 8, button_size = 28;

void draw_dot(float x, float y, const Measure& measure) {
  const auto& t = tokens();
  const float radius = px(dot_radius);
  auto& list = *ImGui::GetWindowDrawList();
  switch (measure.status) {
    case MeasureStatus::done:
      draw_disc(x, y, radius, t.accent);
      draw_icon(Icon::check, x, y, t.on_accent, IconSize::small);
      return;
    case MeasureStatus::in_progress:
      draw_disc(x, y, radius, t.surface);
      list.AddCircle({x, y}, radius - px(1), packed(t.accent), 0, px(2));
      draw_disc(x, y, px(4), t.accent);
      return;
    case MeasureStatus::planned:
      draw_disc(x, y, radius, t.surface);
      list.AddCircle({x, y}, radius - px(1), packed(t.strong_border), 0, px(2));
      return;
    case MeasureStatus::cancelled:
      draw_disc(x, y, radius, t.surface3);
      draw_icon(Icon::close, x, y, t.text3, IconSize::small);
      return;
  }
}

Change done_change(const Measure& measure, Date today) {
  Change change{.kind = ChangeKind::set,
                .entity = Entity::measure,
                .uuid = measure.uuid,
                .version = measure.version,
                .before = {},
                .after = {}};
  change.after = {
      {"status", Value{"DONE"}}, {"done_on", Value{iso_date(today)}}, {"progress", Value{std::int64_t{100}}}};
  return change;
}

Intents step_buttons(const Session& session, Row row) {
  const auto& measure = session.snapshot()->measures[row];
  const std::string name = "inspector.measure." + measure.uuid;
  Intents intents;
  const auto edit_tip = tr("Edit the measure…"), done_tip = tr("Mark as done today");
  align_right(px(button_size) * (measure.is_pending() ? 2 : 1));
  if (measure.is_pending()) {
    if (icon_button(name + ".done", Icon::check, {.tooltip = done_tip, .size = button_size}))
      intents = {CommitChange{done_change(measure, session.today())}};
    same_line(0);
  }
  if (icon_button(name + ".edit", Icon::edit, {.tooltip = edit_tip, .size = button_size}))
    intents.push_back(OpenDialog{Dialog::measure_form, row, {}});
  return intents;
}

// Where the money comes from, as part of the grey line; that there is none stands alone as a warning.
std::string funding_words(const RegisterSnapshot& snapshot, const Measure& measure) {
  const bool is_silent = measure.funding.empty() || measure.funding == "NONE_NEEDED" || measure.funding == "NOT_FOUND";
  return is_silent ? std::string{} : code_label(snapshot, "funding", measure.funding);
}

struct StepWidths {
  float beside_buttons, full;  // logical
};

void step_words(const Session& session, const Measure& measure, const std::string& name, const StepWidths& widths) {
  const auto& snapshot = *session.snapshot();
  const auto small = [&](std::string_view words, Ink ink, std::string_view part) {
    if (words.empty()) return;
    gap(2);
    const std::string full_name = name + std::string{part};
    flowing_text(words, {.style = TextStyle::small, .ink = ink, .name = full_name, .width = widths.full});
  };
  flowing_text(
      measure.text,
      {.ink = measure.is_pending() ? Ink::text : Ink::text2, .name = name + ".text", .width = widths.beside_buttons});
  small(joined_with_dots({measure_line(snapshot, measure), funding_words(snapshot, measure)}), Ink::text2, ".line");
  if (measure.is_pending() && measure.funding == "NOT_FOUND")
    small(code_label(snapshot, "funding", measure.funding), Ink::warning, ".funding");
  small(measure.status == MeasureStatus::cancelled ? measure.cancel_reason : measure.result, Ink::text3, ".result");
  if (!is_overdue(measure, session.today())) return;
  gap(6);
  late_mark(name + ".late", late_words(days_between(*measure.deadline(), session.today())));
}

// One dot with its words; the line down to the next dot is drawn when the height is known.
Intents step(const Session& session, Row row, bool is_last) {
  const auto& measure = session.snapshot()->measures[row];
  const std::string name = "inspector.measure." + measure.uuid;
  const auto from = ImGui::GetCursorScreenPos();
  const float room = left_of_line(), scale = kit().look.scale;
  const bool can_edit = session.document().can_edit();
  const float buttons = can_edit ? px(button_size) * (measure.is_pending() ? 2 : 1) + px(4) : 0;
  const float dot_x = from.x + px(dot_radius + 2), dot_y = from.y + px(dot_radius + 2);
  ImGui::SetCursorScreenPos({from.x + px(dot_column), from.y});
  ImGui::BeginGroup();
  step_words(session, measure, name, {(room - px(dot_column) - buttons) / scale, (room - px(dot_column)) / scale});
  ImGui::EndGroup();
  const float bottom = std::max(ImGui::GetItemRectMax().y, dot_y + px(dot_radius)) + px(14);
  if (!is_last)
    draw_line(dot_x, dot_y + px(dot_radius + 2), dot_x, bottom,
              measure.status == MeasureStatus::done ? tokens().accent : tokens().border, px(2));
  draw_dot(dot_x, dot_y, measure);
  report(name, {from.x, from.y, from.x + room, bottom},
         {.text = measure.text, .value = measure_status_label(measure.status)});
  Intents intents;
  if (can_edit) {
    ImGui::SetCursorScreenPos({from.x, from.y - px(4)});
    intents = step_buttons(session, row);
  }
  ImGui::SetCursorScreenPos(from);
  ImGui::Dummy({room, bottom - from.y});
  return intents;
}

// "2 / 5" and a bar: done steps of those that are not cancelled.
void progress_head(const RegisterSnapshot& snapshot, std::span<const Row> steps, int percent) {
  int done = 0, counted = 0;
  for (const Row row : steps) {
    done += snapshot.measures.core(row).status == MeasureStatus::done ? 1 : 0;
    counted += snapshot.measures.core(row).status == MeasureStatus::cancelled ? 0 : 1;
  }
  const auto at = ImGui::GetCursorScreenPos();
  const float room = left_of_line();
  const auto words =
      joined_with_dots({format_integer(done) + " / " + format_integer(counted), format_percent(percent / 100.0)});
  const Rect line{at.x, at.y, at.x + room, at.y + line_height(TextStyle::semi)};
  draw_text_in(line, words, TextStyle::small, tokens().text2, Align::right);
  report("inspector.steps", line, {.text = words, .value = std::to_string(percent)});
  text(tr("Steps done"), {.style = TextStyle::semi});
  const auto from = ImGui::GetCursorScreenPos();
  const Rect track{from.x, from.y, from.x + room, from.y + px(5)};
  fill_rect(track, tokens().surface3, 2);
  if (percent > 0)
    fill_rect({track.left, track.top, track.left + track.width() * static_cast<float>(percent) / 100, track.bottom},
              tokens().accent, 2);
  ImGui::Dummy({track.width(), track.height()});
}

std::vector<Row> measures_for(const RegisterSnapshot& snapshot, const Place& place) {
  const bool is_settlement = place.level == AreaLevel::settlement;
  std::vector<Row> rows;
  for (const Row row : snapshot.aid()) {
    const auto& measure = snapshot.measures[row];
    if (is_settlement ? measure.settlement == uuid_of(snapshot, place)
                      : measure.area_code == snapshot.areas[place.row].code)
      rows.push_back(row);
  }
  return rows;
}
}  // namespace

Intents whole_place_ways(const Session& session, const Place& place) {
  const auto steps = measures_for(*session.snapshot(), place);
  Intents intents;
  if (steps.empty()) return intents;
  gap(8);
  text(tr("For the whole place"), {.style = TextStyle::semi, .name = "inspector.whole_place"});
  gap(8);
  for (const Row measure : steps)
    for (auto& intent : step(session, measure, measure == steps.back())) intents.push_back(std::move(intent));
  return intents;
}

Intents issue_ways(const Session& session, const Issue& issue) {
  const auto& snapshot = *session.snapshot();
  const auto row = session.view().issue;
  const auto steps = snapshot.measures_of(row);
  Intents intents;
  if (steps.empty()) {
    flowing_text(tr("Nothing is planned yet. Say what will be done, by whom and by when."),
                 {.ink = Ink::text2, .name = "inspector.no_measures"});
  } else {
    progress_head(snapshot, steps, session.derived().facts.facts[row].progress);
    gap(14);
  }
  for (const Row measure : steps)
    for (auto& intent : step(session, measure, measure == steps.back())) intents.push_back(std::move(intent));
  gap(8);
  const bool can_edit = session.document().can_edit();
  if (button("inspector.add_measure", tr("Add measure…"),
             {.kind = steps.empty() ? ButtonKind::primary : ButtonKind::secondary,
              .icon = Icon::add,
              .is_enabled = can_edit}))
    intents.push_back(OpenDialog{Dialog::measure_form, no_row, issue.uuid});
  return intents;
}

}  // namespace riskmap::ui
