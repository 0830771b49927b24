// Letters without an answer, the most urgent first.
#include <algorithm>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/document_form.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_cards = 12;  // more come by "Show more"

bool letter_card(const Session& session, const OfficeDocument& letter, Row issue) {
  const auto& snapshot = *session.snapshot();
  const auto name = "today.letter." + letter.uuid;
  Card card{name, {.is_pressable = true, .is_chosen = session.view().issue == issue}};
  flowing_text(document_title(snapshot, letter), {.style = TextStyle::semi, .name = name + ".title"});
  const auto to = letter.to_party == no_row ? std::string{} : party_label(snapshot, letter.to_party);
  flowing_text(joined_with_dots({to, snapshot.issues[issue].title}), {.style = TextStyle::small, .ink = Ink::text2});
  flowing_text(awaited_words(letter, session.today()),
               {.style = TextStyle::small,
                .ink = is_overdue(letter, session.today()) ? Ink::danger : Ink::warning,
                .name = name + ".awaited"});
  return card.end();
}
}  // namespace

Intents letters_section(const Session& session, ListSection& open) {
  Intents intents;
  const auto& book = session.derived().documents;
  if (book.unanswered.empty()) return intents;
  const auto count = format_integer(static_cast<std::int64_t>(book.unanswered.size()));
  if (!section_header("today.letters", tr("Letters without an answer"), count, open.is_open)) return intents;
  gap(6);
  const auto shown = std::min(book.unanswered.size(), most_cards + open.cards);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& letter = book.documents[book.unanswered[i]];
    const Row issue = session.snapshot()->find_issue(letter.owner);
    if (issue == no_row) continue;  // of a measure or an appeal
    if (letter_card(session, letter, issue)) intents.push_back(SelectIssue{issue, true});
    gap(8);
  }
  if (shown < book.unanswered.size() && button("today.letters.more", tr("Show more"))) open.cards += most_cards;
  gap(12);
  return intents;
}

}  // namespace riskmap::ui
