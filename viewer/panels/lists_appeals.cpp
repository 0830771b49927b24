// The inbox: what waits for a problem, for an answer, and until when.
#include <algorithm>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/appeal_card.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_cards = 15;  // more come by "Show more"

struct QueueWords {
  std::string_view id;
  std::string title, nothing;
};

QueueWords words_of(AppealQueue queue) {
  switch (queue) {
    case AppealQueue::unlinked:
      return {"unlinked", tr("Without a problem"), tr("Every appeal is joined to a problem or answered.")};
    case AppealQueue::answer_owed:
      return {"owed", tr("Answers owed"), tr("Everybody whose problem was dealt with has been told.")};
    case AppealQueue::overdue:
      return {"overdue", tr("Answer late"), tr("No answer is late.")};
    case AppealQueue::due_soon:
      return {"soon", tr("Answer due within three working days"), tr("No answer falls due in the next days.")};
    case AppealQueue::waiting:
      return {"waiting", tr("Answer due later"), tr("Nothing waits for an answer.")};
    case AppealQueue::answered:
      return {"answered", tr("Answered"), tr("Nothing has been answered yet.")};
  }
  return {};
}
}  // namespace

Intents appeals_list(const Session& session, ListsState& state) {
  Intents intents;
  const auto& book = session.derived().appeals;
  if (button("inbox.new", tr("New appeal"),
             {.icon = Icon::add, .is_enabled = session.document().can_edit(), .tooltip = "F4"}))
    intents.push_back(OpenDialog{Dialog::appeal_form, no_row, {}});
  gap(10);
  for (const auto queue : appeal_queues) {
    const auto words = words_of(queue);
    const auto& places = book.in(queue);
    const std::string panel = "inbox." + std::string{words.id};
    auto& open = state.inbox[static_cast<std::size_t>(queue)];
    if (!section_header(panel, words.title, format_integer(static_cast<std::int64_t>(places.size())), open.is_open))
      continue;
    gap(6);
    if (places.empty()) flowing_text(words.nothing, {.ink = Ink::text2, .name = panel + ".nothing"});
    const auto shown = std::min(places.size(), std::max(open.cards, most_cards));
    for (std::size_t i = 0; i < shown; ++i) {
      const auto& appeal = book.appeals[places[i]];
      if (appeal_card(session, appeal, {.panel = panel}))
        intents.push_back(OpenDialog{Dialog::appeal_form, no_row, appeal.uuid});
      gap(8);
    }
    if (shown < places.size() && button(panel + ".more", tr("Show more"))) open.cards = shown + most_cards;
    gap(12);
  }
  return intents;
}

}  // namespace riskmap::ui
