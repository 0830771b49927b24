// How far a place's problems are on their way to a solution, and what falls due next.
#include <imgui.h>

#include <algorithm>

#include "layers/style/legend.h"
#include "layers/style/palette.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/inspector_pages.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float bar_height = 14, row_height = 24, swatch_size = 10;
constexpr std::size_t most_deadlines = 8;

Colour stage_colour(SolveStage stage) {
  return riskmap::colour_of(stage, tokens().is_dark ? riskmap::Theme::dark : riskmap::Theme::light);
}

// One bar split by stages, then a row for each.
void stage_bar(const PlaceSummary& summary) {
  int total = 0;
  for (const int count : summary.by_stage) total += count;
  const auto from = ImGui::GetCursorScreenPos();
  const Rect whole{from.x, from.y, from.x + left_of_line(), from.y + px(bar_height)};
  fill_rect(whole, tokens().surface3, 4);
  float left = whole.left;
  for (std::size_t i = 0; i < solve_stage_count && total > 0; ++i) {
    const float width = whole.width() * static_cast<float>(summary.by_stage[i]) / static_cast<float>(total);
    if (width > 0)
      fill_rect({left, whole.top, std::max(left + width - px(1), left + px(2)), whole.bottom},
                stage_colour(static_cast<SolveStage>(i)), 3);
    left += width;
  }
  ImGui::Dummy({whole.width(), whole.height()});
  gap(8);
  for (std::size_t i = 0; i < solve_stage_count; ++i) {
    const auto stage = static_cast<SolveStage>(i);
    const auto at = ImGui::GetCursorScreenPos();
    const Rect row{at.x, at.y, at.x + whole.width(), at.y + px(row_height)};
    const float top = std::round(row.centre_y() - px(swatch_size) / 2);
    fill_rect({row.left, top, row.left + px(swatch_size), top + px(swatch_size)}, stage_colour(stage), 2);
    const auto label = label_of(stage), count = format_integer(summary.by_stage[i]);
    const Rect words{row.left + px(swatch_size + 8), row.top, row.right - px(48), row.bottom};
    const float width = draw_text_in(words, label, TextStyle::body, tokens().text);
    draw_text_in({row.right - px(44), row.top, row.right, row.bottom}, count, TextStyle::semi, tokens().text,
                 Align::right);
    report("inspector.stage." + std::to_string(i), row,
           {.text = label, .value = count, .text_width = width, .text_room = words.width()});
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({row.width(), row.height()});
    gap(0);
  }
}

std::vector<Row> next_measures(const Session& session, const Place& place) {
  const auto& snapshot = *session.snapshot();
  std::vector<Row> measures;
  for (const Row issue : pressing_issues(session, place))
    for (const Row step : snapshot.measures_of(issue))
      if (snapshot.measures[step].is_pending() && snapshot.measures[step].deadline()) measures.push_back(step);
  std::ranges::stable_sort(measures, {}, [&](Row row) { return *snapshot.measures[row].deadline(); });
  if (measures.size() > most_deadlines) measures.resize(most_deadlines);
  return measures;
}

bool deadline_card(const Session& session, Row row) {
  const auto& snapshot = *session.snapshot();
  const auto& measure = snapshot.measures[row];
  const std::string name = "inspector.deadline." + measure.uuid;
  Card card{name, {.padding = 10, .is_pressable = true}};
  wrapped_text(measure.text, {.name = name + ".text"});
  wrapped_text(measure_line(snapshot, measure), {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".line"});
  if (is_overdue(measure, session.today()))
    late_mark(name + ".late", late_words(days_between(*measure.deadline(), session.today())));
  return card.end();
}
}  // namespace

Intents place_ways(const Session& session, const Place& place) {
  Intents intents;
  const auto* summary = summary_of(session, place);
  if (summary == nullptr) return intents;
  stage_bar(*summary);
  if (summary->money_missing > 0) {
    gap(8);
    fact_row("inspector.money_missing", tr("Money needed and not found"), format_money(summary->money_missing));
  }
  gap(16);
  text(tr("Next deadlines"), {.style = TextStyle::semi, .name = "inspector.next_deadlines"});
  gap(8);
  const auto measures = next_measures(session, place);
  if (measures.empty())
    wrapped_text(tr("No step with a deadline is waiting here."), {.ink = Ink::text2, .name = "inspector.no_deadlines"});
  for (const Row row : measures) {
    if (deadline_card(session, row)) intents.push_back(SelectIssue{session.snapshot()->measures[row].issue, false});
    gap(8);
  }
  return intents;
}

}  // namespace riskmap::ui
