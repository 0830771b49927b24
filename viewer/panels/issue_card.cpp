// Number with place or category; title; next step; status, lateness, level.
#include "viewer/panels/issue_card.h"

#include <imgui.h>

#include "layers/analysis/indicator.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

void issue_marks(const std::string& name, const Issue& issue, const IssueFacts& facts) {
  const auto group = group_of(issue.status);
  const auto chip = group_chip_label(group);
  status_chip(name + ".status", chip, group_tone(group));
  if (facts.lateness >= Lateness::overdue) {
    const auto late = late_words(facts.days_over);
    wrap_next(status_chip_width(late));
    late_mark(name + ".late", late);
  } else if (facts.lateness == Lateness::due_soon && facts.due) {
    const auto soon = deadline_words(*facts.due);
    wrap_next(badge_width(soon));
    badge(name + ".due_soon", soon, Tone::medium);
  }
  const auto level = level_label(facts.level);
  wrap_next(px(44) + text_width(level, TextStyle::small_semi));
  level_pips(name + ".level", static_cast<int>(facts.level), level);
}

bool issue_card(const Session& session, Row row, const IssueCardOptions& options) {
  const auto& snapshot = *session.snapshot();
  const auto& issue = snapshot.issues[row];
  const auto& facts = session.derived().facts.facts[row];
  const std::string name = std::string{options.panel} + ".issue." + (issue.reg_no.empty() ? issue.uuid : issue.reg_no);
  Card card{name, {.is_pressable = true, .is_chosen = options.is_chosen}};
  const auto from = ImGui::GetCursorScreenPos();
  const auto code = issue.category == no_row ? std::string{} : snapshot.categories[issue.category].code;
  draw_icon(category_icon(code), from.x + px(8), from.y + px(8), tokens().text2, IconSize::small);
  ImGui::SetCursorScreenPos({from.x + px(22), from.y});
  const auto place = options.shows_place ? place_of(snapshot, issue) : std::nullopt;
  const auto subject = place ? place_label(snapshot, *place) : category_label(snapshot, issue.category);
  shortened_text(joined_with_dots({issue.reg_no, subject}), {.style = TextStyle::small, .ink = Ink::text2});
  gap(4);
  wrapped_text(issue.title, {.style = TextStyle::semi, .name = name + ".title"});
  gap(3);
  const auto step = next_step_line(snapshot, issue, facts);
  wrapped_text(step.text, {.style = TextStyle::small, .ink = step.ink, .name = name + ".next_step"});
  gap(8);
  issue_marks(name, issue, facts);
  return card.end();
}

}  // namespace riskmap::ui
