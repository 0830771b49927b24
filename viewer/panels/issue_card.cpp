// Number with place or category; title; next step; status, lateness, level.
#include "viewer/panels/issue_card.h"

#include <imgui.h>

#include "layers/analysis/indicator.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

void state_marks(const std::string& name, const Issue& issue, const IssueFacts& facts) {
  const auto group = group_of(issue.status);
  status_chip(name + ".status", group_chip_label(group), group_tone(group));
  if (facts.lateness >= Lateness::overdue) {
    const auto late = late_words(facts.days_over);
    wrap_next(status_chip_width(late));
    late_mark(name + ".late", late);
  } else if (facts.lateness == Lateness::due_soon && facts.due) {
    const auto soon = deadline_words(*facts.due);
    wrap_next(badge_width(soon));
    badge(name + ".due_soon", soon, Tone::medium);
  }
}

namespace {
// Icon, number and subject at the left, the level at the right.
void head_line(const RegisterSnapshot& snapshot, const Issue& issue, RiskLevel level, const IssueCardOptions& options,
               const std::string& name) {
  const auto from = ImGui::GetCursorScreenPos();
  const auto word = level_label(level);
  const float room = left_of_line(), pips = px(44) + text_width(word, TextStyle::small_semi);
  const auto code = issue.category == no_row ? std::string{} : snapshot.categories[issue.category].code;
  draw_icon(category_icon(code), from.x + px(8), from.y + px(9), tokens().text2, IconSize::small);
  const auto place = options.shows_place ? place_of(snapshot, issue) : std::nullopt;
  const auto subject = place ? place_label(snapshot, *place) : category_label(snapshot, issue.category);
  ImGui::SetCursorScreenPos({from.x + px(22), from.y + px(2)});
  shortened_text(joined_with_dots({issue.reg_no, subject}), {.style = TextStyle::small,
                                                             .ink = Ink::text2,
                                                             .name = name + ".subject",
                                                             .width = (room - px(22 + 10) - pips) / kit().look.scale});
  ImGui::SetCursorScreenPos({from.x + room - pips, from.y - px(1)});
  level_pips(name + ".level", static_cast<int>(level), word);
}
}  // namespace

bool issue_card(const Session& session, Row row, const IssueCardOptions& options) {
  const auto& snapshot = *session.snapshot();
  const auto& issue = snapshot.issues[row];
  const auto& facts = session.derived().facts.facts[row];
  const std::string name = std::string{options.panel} + ".issue." + (issue.reg_no.empty() ? issue.uuid : issue.reg_no);
  Card card{name, {.is_pressable = true, .is_chosen = options.is_chosen}};
  head_line(snapshot, issue, facts.level, options, name);
  gap(3);
  flowing_text(issue.title, {.style = TextStyle::semi, .name = name + ".title"});
  gap(3);
  const auto step = next_step_line(snapshot, issue, facts);
  flowing_text(step.text, {.style = TextStyle::small, .ink = step.ink, .name = name + ".next_step"});
  gap(8);
  state_marks(name, issue, facts);
  return card.end();
}

}  // namespace riskmap::ui
