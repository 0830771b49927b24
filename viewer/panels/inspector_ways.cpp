// How far a place's problems are on their way to a solution, and what falls due next.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "layers/style/legend.h"
#include "layers/style/palette.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float bar_height = 14, row_height = 24, swatch_size = 10;
constexpr std::size_t most_deadlines = 8;

Colour stage_colour(SolveStage stage) {
  return riskmap::colour_of(stage, tokens().is_dark ? riskmap::Theme::dark : riskmap::Theme::light);
}

// A swatch when it has a colour, words, and what they count at the right.
struct CountRow {
  std::string name, words, count;
  std::optional<Colour> swatch{};
  Ink ink = Ink::text;
};
void count_row(const CountRow& row) {
  const auto at = ImGui::GetCursorScreenPos();
  const Rect rect{at.x, at.y, at.x + left_of_line(), at.y + px(row_height)};
  float left = rect.left;
  if (row.swatch) {
    const float top = std::round(rect.centre_y() - px(swatch_size) / 2);
    fill_rect({left, top, left + px(swatch_size), top + px(swatch_size)}, *row.swatch, 2);
    left += px(swatch_size + 8);
  }
  const float count_width = text_width(row.count, TextStyle::semi);
  const Rect words{left, rect.top, rect.right - count_width - px(8), rect.bottom};
  const float width = draw_text_in(words, row.words, TextStyle::body, tokens().text);
  draw_text_in(rect, row.count, TextStyle::semi, colour_of(row.ink), Align::right);
  report(row.name, rect, {.text = row.words, .value = row.count, .text_width = width, .text_room = words.width()});
  ImGui::Dummy({rect.width(), rect.height()});
  gap(0);
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
    count_row({"inspector.stage." + std::to_string(i), label_of(stage), format_integer(summary.by_stage[i]),
               stage_colour(stage)});
  }
  if (summary.money_missing > 0)
    count_row(
        {"inspector.money_missing", tr("Money not found"), format_money(summary.money_missing), {}, Ink::warning});
}

std::vector<Row> next_measures(const Session& session, const Place& place) {
  const auto& snapshot = *session.snapshot();
  std::vector<Row> measures;
  for (const Row issue : pressing_issues(session, place))
    for (const Row step : snapshot.measures_of(issue))
      if (snapshot.measures.core(step).is_pending() && snapshot.measures.core(step).deadline())
        measures.push_back(step);
  std::ranges::stable_sort(measures, {}, [&](Row row) { return *snapshot.measures.core(row).deadline(); });
  if (measures.size() > most_deadlines) measures.resize(most_deadlines);
  return measures;
}

bool deadline_card(const Session& session, Row row) {
  const auto& snapshot = *session.snapshot();
  const auto& measure = snapshot.measures[row];
  const std::string name = "inspector.deadline." + measure.uuid;
  Card card{name, {.padding = 10, .is_pressable = true}};
  flowing_text(measure.text, {.name = name + ".text"});
  flowing_text(measure_line(snapshot, measure), {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".line"});
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
  ImGui::Dummy({1, px(12)});
  text(tr("Next deadlines"), {.style = TextStyle::semi, .name = "inspector.next_deadlines"});
  gap(8);
  const auto measures = next_measures(session, place);
  if (measures.empty())
    flowing_text(tr("No step with a deadline is waiting here."), {.ink = Ink::text2, .name = "inspector.no_deadlines"});
  for (const Row row : measures) {
    if (deadline_card(session, row))
      intents.push_back(SelectIssue{session.snapshot()->measures.core(row).issue, false});
    gap(8);
  }
  for (auto& intent : whole_place_ways(session, place)) intents.push_back(std::move(intent));
  return intents;
}

}  // namespace riskmap::ui
