#include "viewer/panels/expired_applicants_dialog.h"

#include <utility>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_lines = 500;  // drawn; all of them are erased

std::string count_words(std::size_t count) {
  return trn("{n} appeal whose applicant's data are to be erased",
             "{n} appeals whose applicants' data are to be erased", static_cast<std::int64_t>(count));
}

// Without a word about the persons themselves.
void lines(const std::vector<ExpiredApplicant>& expired) {
  text(count_words(expired.size()), {.style = TextStyle::semi, .name = "expired_applicants.count"});
  gap(6);
  const Scroll list{"expired_applicants.list", 300};
  for (std::size_t i = 0; i < std::min(expired.size(), most_lines); ++i)
    text(fill(tr("{appeal}: might be kept until {day}"),
              {{"appeal", expired[i].reg_no}, {"day", format_date(expired[i].until)}}),
         {.name = "expired_applicants.line." + std::to_string(i)});
  if (expired.size() > most_lines)
    text(fill(tr("And {n} more."), {{"n", format_integer(static_cast<std::int64_t>(expired.size() - most_lines))}}),
         {.ink = Ink::text2});
}

void body(const Session& session) {
  wrapped_text(
      tr("Personal data are kept no longer than the office needs them to answer. What is listed here is erased "
         "together with its history and the files of these appeals; the appeals stay."),
      {.ink = Ink::text2});
  gap(10);
  const auto& expired = session.expired_applicants();
  if (!expired) return text(tr("Being worked out…"), {.ink = Ink::text2, .name = "expired_applicants.pending"});
  if (expired->empty())
    return text(tr("The personal data of nobody are kept too long."), {.name = "expired_applicants.none"});
  lines(*expired);
}

Intents ask_to_erase(const Session& session, ExpiredApplicantsState& state) {
  if (!state.asks_to_erase) return {};
  const auto& expired = *session.expired_applicants();
  const auto answer =
      ask("expired_applicants.ask", {.title = tr("Erase these data for good?"),
                                     .text = count_words(expired.size()) + ". " + tr("This can't be undone."),
                                     .yes = tr("Erase"),
                                     .is_danger = true});
  if (answer == Answer::none) return {};
  state.asks_to_erase = false;
  if (answer == Answer::no) return {};
  std::vector<std::string> appeals;
  for (const auto& one : expired) appeals.push_back(one.appeal);
  return {EraseApplicants{std::move(appeals)}};
}
}  // namespace

Intents expired_applicants_dialog(const Session& session, ExpiredApplicantsState& state) {
  Intents intents;
  if (!std::exchange(state.has_asked, true)) intents.push_back(AskExpiredApplicants{});
  const auto& expired = session.expired_applicants();
  const bool can_erase = session.document().can_edit() && expired && !expired->empty();
  DialogFrame dialog{"expired_applicants", tr("Personal data kept too long"), {.width = 560}};
  if (dialog.body()) {
    body(session);
    if (can_erase)
      for (auto& intent : ask_to_erase(session, state)) intents.push_back(std::move(intent));
  }
  dialog.footer();
  if (dialog.button("close", tr("Close"), ButtonKind::secondary) || dialog.is_dismissed())
    intents.push_back(CloseDialog{});
  if (dialog.button("erase", tr("Erase…"), ButtonKind::danger, can_erase)) state.asks_to_erase = true;
  return intents;
}

}  // namespace riskmap::ui
