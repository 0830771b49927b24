#include "viewer/panels/review_lines.h"

#include <imgui.h>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

void review_lines(const Session& session, const AttentionReview& review, const ReviewLines& words,
                  const std::string& name) {
  gap(4);
  if (review.assigned_to != no_row)
    flowing_text(fill(tr("Given to: {party}"), {{"party", party_label(*session.snapshot(), review.assigned_to)}}),
                 {.style = TextStyle::small_semi, .ink = Ink::text2, .name = name + ".given"});
  flowing_text(words.by, {.style = TextStyle::small, .ink = Ink::text3, .name = name + ".reviewed"});
  flowing_text(review.note, {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".note"});
  flowing_text(words.since, {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".since"});
}

std::string reviewed_by(const AttentionReview& review) {
  const auto by =
      joined_with_dots({review.reviewed_by, review.reviewed_on ? format_date(*review.reviewed_on) : std::string{}});
  return fill(review.state == "REVIEWED" ? tr("Reviewed: {by}") : tr("Noted: {by}"), {{"by", by}});
}

bool next_link(const std::string& name, const std::string& words) {
  constexpr float between = 10;
  const float width = text_width(words, TextStyle::body);
  const float line = ImGui::GetItemRectMin().y;
  wrap_next(width + px(between));
  const bool is_beside = ImGui::GetCursorScreenPos().y <= line;
  if (is_beside) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + px(between));
  return link(name, words);
}

void next_link(Intents& intents, const std::string& name, const std::string& words, Intents asked) {
  if (!next_link(name, words)) return;
  for (auto& intent : asked) intents.push_back(std::move(intent));
}

}  // namespace riskmap::ui
