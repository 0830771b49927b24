// Number and place; what is asked; how it came and when; the answer's term; the problem behind it.
#include "viewer/panels/appeal_card.h"

#include <imgui.h>

#include <array>
#include <utility>

#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t short_summary = 140;  // characters

// Answered and what came of it, or the term of the answer.
void answer_marks(const RegisterSnapshot& snapshot, const Appeal& appeal, Date today, const std::string& name) {
  if (appeal.is_answered()) {
    const auto satisfied =
        appeal.satisfied.empty()
            ? std::string{}
            : fill(tr("satisfied: {answer}"), {{"answer", code_label(snapshot, "satisfied", appeal.satisfied)}});
    status_chip(name + ".state", tr("Answered"), Tone::resolved);
    if (satisfied.empty()) return;
    wrap_next(badge_width(satisfied));
    badge(name + ".satisfied", satisfied, appeal.satisfied == "NO" ? Tone::high : Tone::low);
    return;
  }
  const auto deadline = appeal.deadline();
  if (is_overdue(appeal, today))
    late_mark(name + ".late", late_words(days_between(*deadline, today)));
  else if (deadline)
    badge(name + ".due", deadline_words(*deadline),
          snapshot.calendar.workdays_between(today, *deadline) <= 3 ? Tone::medium : Tone::low);
}

std::string problem_words(const RegisterSnapshot& snapshot, const Appeal& appeal) {
  std::string numbers;
  for (const Row row : appeal.issues) numbers += (numbers.empty() ? "" : ", ") + snapshot.issues[row].reg_no;
  return numbers.empty() ? tr("No problem yet") : fill(tr("Problem {number}"), {{"number", numbers}});
}
}  // namespace

Icon channel_icon(std::string_view channel) {
  constexpr std::array<std::pair<std::string_view, Icon>, 9> icons = {{{"OFFSITE", Icon::transport},
                                                                       {"SOCIAL", Icon::forum},
                                                                       {"MESSENGER", Icon::messenger},
                                                                       {"PHONE", Icon::phone},
                                                                       {"CALL109", Icon::phone},
                                                                       {"LETTER", Icon::mail},
                                                                       {"EOTINISH", Icon::mail},
                                                                       {"MEDIA", Icon::forum},
                                                                       {"ONLINE", Icon::forum}}};
  for (const auto& [code, icon] : icons)
    if (code == channel) return icon;
  return Icon::reception;
}

bool appeal_card(const Session& session, const Appeal& appeal, const AppealCardOptions& options) {
  const auto& snapshot = *session.snapshot();
  const std::string name =
      std::string{options.panel} + ".appeal." + (appeal.reg_no.empty() ? appeal.uuid : appeal.reg_no);
  Card card{name, {.is_pressable = true}};
  const auto from = ImGui::GetCursorScreenPos();
  draw_icon(channel_icon(appeal.channel), from.x + px(8), from.y + px(9), tokens().text2, IconSize::small);
  ImGui::SetCursorScreenPos({from.x + px(22), from.y + px(1)});
  const auto place =
      appeal.settlement == no_row ? std::string{} : place_label(snapshot, {AreaLevel::settlement, appeal.settlement});
  shortened_text(joined_with_dots({appeal.reg_no, place}),
                 {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".subject"});
  gap(3);
  const bool is_long = length_in_characters(appeal.summary) > short_summary + 20;
  flowing_text(is_long ? std::string{first_characters(appeal.summary, short_summary)} + "…" : appeal.summary,
               {.name = name + ".summary"});
  gap(3);
  const auto people = appeal.people > 1
                          ? fill(trn("{n} person", "{n} people", appeal.people), {{"n", format_integer(appeal.people)}})
                          : std::string{};
  const auto received = appeal.received_on ? format_date(*appeal.received_on) : std::string{};
  flowing_text(joined_with_dots({code_label(snapshot, "appeal_kind", appeal.kind), received, people,
                                 options.shows_problem ? problem_words(snapshot, appeal) : std::string{}}),
               {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".facts"});
  gap(8);
  answer_marks(snapshot, appeal, session.today(), name);
  return card.end();
}

}  // namespace riskmap::ui
