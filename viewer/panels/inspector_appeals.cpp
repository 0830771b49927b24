// Who asked for a problem to be solved, and what they were told.
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/appeal_card.h"
#include "viewer/panels/inspector_pages.h"

namespace riskmap::ui {

Intents issue_appeals(const Session& session, Row issue) {
  const auto& book = session.derived().appeals;
  const auto found = book.by_issue.find(issue);
  if (found == book.by_issue.end()) return {};
  Intents intents;
  gap(14);
  heading(tr("Appeals"), "inspector.appeals");
  const auto people = book.people_behind(issue);
  text(fill(trn("{n} person asked for it", "{n} people asked for it", people), {{"n", format_integer(people)}}),
       {.style = TextStyle::small, .ink = Ink::text2, .name = "inspector.appeals.people"});
  gap(8);
  for (const auto place : found->second) {
    const auto& appeal = book.appeals[place];
    if (appeal_card(session, appeal, {.panel = "inspector", .shows_problem = false}))
      intents.push_back(OpenDialog{Dialog::appeal_form, no_row, appeal.uuid});
    gap(8);
  }
  return intents;
}

}  // namespace riskmap::ui
