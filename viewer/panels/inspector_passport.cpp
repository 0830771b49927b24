// The passport of a settlement: its newest figures, each with its day and where it comes from.
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"

namespace riskmap::ui {

namespace {
constexpr int figure_decimals = 6;

// "4,7 %"; of a number its name tells what is counted.
std::string figure_words(const PassportEntry& entry) {
  const auto number = format_number(entry.figure.value, figure_decimals);
  return entry.column.unit == "%" ? number + "\u00A0%" : number;
}
}  // namespace

Intents passport_facts(const Session& session, ShownPassport& shown, Row settlement) {
  const auto& snapshot = *session.snapshot();
  if (shown.settlement != settlement || shown.revision != snapshot.revision)
    shown = {settlement, snapshot.revision, passport_of(snapshot, settlement, session.today())};
  gap(10);
  heading(tr("Passport"));
  for (const auto& [column, figure] : shown.entries)
    fact_row("inspector.passport." + column.indicator, column.names.in(session.view().language),
             joined_with_dots({figure_words({column, figure}), format_date(figure.as_of), figure.source}));
  if (shown.entries.empty()) flowing_text(tr("No figures have been entered."), {.ink = Ink::text2});
  if (!session.document().can_edit()) return {};
  gap(4);
  if (button("inspector.passport", tr("Enter figures…"), {.icon = Icon::grid}))
    return {OpenDialog{Dialog::passport, no_row, {}}};
  return {};
}

}  // namespace riskmap::ui
