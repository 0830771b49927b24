// What a place's facts tell beside its record: how often it is heard, what aid came, its passport.
#include <cmath>

#include "layers/analysis/indicator_passport.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/inspector_pages.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
bool has_period(const Session& session) {
  return !session.derived().counting.period.is_everything();
}

// Against what would be expected; where nobody went to ask, that nothing can be.
std::string expected_words(const Session& session, const PlaceSummary& summary) {
  switch (summary.heard.hearing) {
    case Hearing::unknown:
      return {};
    case Hearing::not_visited:
      return has_period(session) ? tr("not collected: no reception came to the rural district in the period")
                                 : tr("not collected: no reception came to the rural district in twelve months");
    case Hearing::at_office:
      return tr("not compared: people come to the office here");
    case Hearing::too_few:
      return fill(tr("about {n}; too few to tell silence by"), {{"n", format_number(summary.heard.expected, 1)}});
    case Hearing::silent:
      return fill(tr("about {n}; fewer than {least} is silence"),
                  {{"n", format_number(summary.heard.expected, 1)}, {"least", format_integer(summary.heard.least)}});
    case Hearing::heard:
      return fill(tr("about {n}"), {{"n", format_number(summary.heard.expected, 1)}});
  }
  return {};
}

void aid_facts(const PlaceSummary& summary) {
  if (summary.aid_families > 0)
    fact_row("inspector.fact.aid_families", tr("Aid given: families"), format_integer(summary.aid_families));
  if (summary.aid_tenge > 0)
    fact_row("inspector.fact.aid_tenge", tr("Aid given: money"), format_money(summary.aid_tenge));
}

void risk_facts(const PlaceSummary& summary) {
  const auto row = [](std::string_view name, const std::string& label, double value) {
    if (std::isfinite(value)) fact_row(name, label, format_number(value, 1));
  };
  row("inspector.fact.risk_hazard", tr("Risk index: intensity of problems"), summary.risk.hazard);
  row("inspector.fact.risk_vulnerability", tr("Risk index: vulnerability"), summary.risk.vulnerability);
  row("inspector.fact.risk_coping", tr("Risk index: lack of coping capacity"), summary.risk.coping);
}

// A settlement's figures with their day and where they are from; an area's sums and means.
void passport_facts(const Session& session, const Place& place, const PlaceSummary& summary) {
  const auto& passports = session.derived().passports;
  for (std::size_t i = 0; i < passports.fields.size() && i < summary.passport.size(); ++i) {
    const auto& field = passports.fields[i];
    const double value = summary.passport[i].value;
    if (field.code == "population" || !std::isfinite(value)) continue;
    auto words = format_figure(field, value);
    if (place.level == AreaLevel::settlement) {
      const auto& figure = passports.at(place.row, i);
      words = joined_with_dots({words, figure.on ? format_date(*figure.on) : std::string{}, figure.source});
    }
    fact_row("inspector.fact.passport_" + field.code, field.names.in(session.view().language), words);
  }
}

// A reception serves its whole rural district; when the settlement itself last had one is told where that differs.
void last_visit_facts(const Session& session, const Place& place, const PlaceSummary& summary) {
  const auto day = [&session](int ago) { return format_date(session.today() - std::chrono::days{ago}); };
  const auto &any = summary.days_since_visit, &own = summary.days_since_own_visit;
  const bool is_settlement = place.level == AreaLevel::settlement;
  fact_row("inspector.fact.last_reception",
           is_settlement && any != own ? tr("Last reception in the rural district") : tr("Last reception"),
           any ? day(*any) : tr("never"));
  if (is_settlement && any != own)
    fact_row("inspector.fact.last_own_reception", tr("Last reception in the settlement itself"),
             own ? day(*own) : tr("none is recorded"));
}
}  // namespace

void place_figures(const Session& session, const Place& place) {
  const auto* summary = summary_of(session, place);
  if (summary == nullptr) return;
  const bool is_of_period = has_period(session);
  fact_row("inspector.fact.appeals", is_of_period ? tr("Appeals in the period") : tr("Appeals in twelve months"),
           summary->is_asked ? format_integer(summary->appeals) : trc("figure", "Not collected"));
  fact_row("inspector.fact.visits",
           is_of_period ? tr("Visiting receptions in the period") : tr("Visiting receptions in twelve months"),
           format_integer(summary->visits));
  fact_row("inspector.fact.expected_appeals", tr("Appeals expected"), expected_words(session, *summary));
  last_visit_facts(session, place, *summary);
  aid_facts(*summary);
  risk_facts(*summary);
  passport_facts(session, place, *summary);
}

}  // namespace riskmap::ui
