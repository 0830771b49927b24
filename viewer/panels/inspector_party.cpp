// A responsible party: what it answers for, the steps it carries out, the places it covers and how to reach it.
#include <imgui.h>

#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"
#include "viewer/panels/issue_card.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_cards = 30;

void add(Intents& all, Intents more) {
  for (auto& intent : more) all.push_back(std::move(intent));
}

std::string term_words(const Party& party) {
  if (!party.term_from && !party.term_to) return {};
  const auto day = [](const std::optional<Date>& date) { return date ? format_date(*date) : std::string{"…"}; };
  return day(party.term_from) + " – " + day(party.term_to);
}

FilterState filter_of(const Party& party) {
  FilterState filter;
  filter.responsible = {party.uuid};
  return filter;
}

Intents figures(const Session& session, const Party& party, const PartyWork& work) {
  Intents intents;
  auto filter = filter_of(party);
  const auto year = std::to_string(static_cast<int>(std::chrono::year_month_day{session.today()}.year()));
  Columns columns{3, 8};
  const float width = px(columns.width());
  const auto card = [&](const char* name, const KpiCard& shown, const std::string& expression, bool is_overdue) {
    if (!kpi_card(name, shown, width)) return;
    filter.expression = expression, filter.is_overdue = is_overdue;
    add(intents, show_in_table(session, filter));
  };
  const auto open = format_integer(work.open), overdue = format_integer(work.overdue),
             done = format_integer(work.done_this_year);
  const auto open_label = trc("figure", "Open"), overdue_label = trc("figure", "Overdue"),
             done_label = trc("figure", "Solved");
  const auto open_tip = tr("Show the open problems"), overdue_tip = tr("Show the overdue problems"),
             done_tip = tr("Show what was solved this year");
  card("inspector.open", {.label = open_label, .figure = open, .tooltip = open_tip}, "open", false);
  columns.next();
  card("inspector.overdue",
       {.label = overdue_label,
        .figure = overdue,
        .figure_ink = work.overdue > 0 ? Ink::danger : Ink::text,
        .tooltip = overdue_tip},
       {}, true);
  columns.next();
  card("inspector.done",
       {.label = done_label, .figure = done, .change = year, .change_ink = Ink::text3, .tooltip = done_tip},
       "group=DONE and resolved_on>=" + year + "-01-01", false);
  return intents;
}

Intents problems(const Session& session, const Party& party, const PartyWork& work) {
  Intents intents;
  if (work.problems.empty())
    flowing_text(tr("No open problem is waiting for it."), {.ink = Ink::text2, .name = "inspector.no_problems"});
  for (std::size_t i = 0; i < std::min(work.problems.size(), most_cards); ++i) {
    const Row row = work.problems[i];
    if (issue_card(session, row, {.panel = "inspector", .shows_place = true}))
      intents.push_back(SelectIssue{row, false});
    gap(10);
  }
  if (work.problems.size() > most_cards &&
      button("inspector.all", fill(tr("Show all {n} in the table"),
                                   {{"n", format_integer(static_cast<std::int64_t>(work.problems.size()))}}))) {
    auto filter = filter_of(party);
    filter.expression = "open";
    add(intents, show_in_table(session, filter));
  }
  return intents;
}

// The step, the problem that it solves, its deadline.
bool step_card(const Session& session, Row row) {
  const auto& snapshot = *session.snapshot();
  const auto& measure = snapshot.measures[row];
  const std::string name = "inspector.step." + measure.uuid;
  Card card{name, {.padding = 10, .is_pressable = true}};
  flowing_text(measure.text, {.name = name + ".text"});
  const auto problem = measure.issue == no_row ? measure.target_text : snapshot.issues[measure.issue].title;
  if (!problem.empty())
    flowing_text(problem, {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".problem"});
  const bool is_own = measure.executor == session.view().party;  // else it helps
  const auto line = is_own ? when_and_money(measure) : measure_line(snapshot, measure);
  flowing_text(line, {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".line"});
  if (is_overdue(measure, session.today()))
    late_mark(name + ".late", late_words(days_between(*measure.deadline(), session.today())));
  return card.end();
}

Intents steps(const Session& session, const PartyWork& work) {
  Intents intents;
  if (work.steps.empty())
    flowing_text(tr("No step is waiting for it."), {.ink = Ink::text2, .name = "inspector.no_steps"});
  for (std::size_t i = 0; i < std::min(work.steps.size(), most_cards); ++i) {
    const auto& measure = session.snapshot()->measures[work.steps[i]];
    const bool is_pressed = step_card(session, work.steps[i]);
    gap(8);
    if (!is_pressed) continue;
    if (measure.issue != no_row)
      intents.push_back(SelectIssue{measure.issue, false});
    else
      intents.push_back(OpenDialog{Dialog::measure_form, work.steps[i], {}});
  }
  if (work.steps.size() > most_cards)
    flowing_text(trn("and {n} more", "and {n} more", static_cast<std::int64_t>(work.steps.size() - most_cards)),
                 {.style = TextStyle::small, .ink = Ink::text2, .name = "inspector.more_steps"});
  return intents;
}

// A place with what is open and late there, whoever answers for it.
Intents places(const Session& session, const PartyWork& work) {
  Intents intents;
  heading(tr("Places it covers"), "inspector.places");
  gap(4);
  if (work.places.empty())
    flowing_text(tr("No place is written down."), {.ink = Ink::text2, .name = "inspector.no_places"});
  for (const auto& one : work.places) {
    const auto& uuid = uuid_of(*session.snapshot(), one.place);
    if (link("inspector.covers." + uuid, place_label(*session.snapshot(), one.place)))
      intents.push_back(SelectPlace{one.place, true});
    flowing_text(joined_with_dots({fill(tr("open: {n}"), {{"n", format_integer(one.open)}}),
                                   one.overdue == 0 ? std::string{}
                                                    : fill(tr("overdue: {n}"), {{"n", format_integer(one.overdue)}})}),
                 {.style = TextStyle::small,
                  .ink = one.overdue > 0 ? Ink::danger : Ink::text2,
                  .name = "inspector.covers." + uuid + ".counts"});
    gap(6);
  }
  return intents;
}

Intents facts(const Session& session, const Party& party, const PartyWork& work) {
  const auto& snapshot = *session.snapshot();
  const auto row = [](std::string_view field_name, std::string_view value) {
    fact_row("inspector.fact." + std::string{field_name}, field_label("party", field_name), value);
  };
  row("name_kk", party.names.kk);
  row("name_ru", party.names.ru);
  row("name_en", party.names.en);
  row("level", code_label(snapshot, "level", party.level));
  row("constituency", party.constituency);
  row("phone", party.phone);
  row("email", party.email);
  fact_row("inspector.fact.term", trc("party", "Term of office"), term_words(party));
  gap(12);
  return places(session, work);
}

// Those who have left stay where they stand in records.
void subtitle(const Party& party) {
  const auto words =
      joined_with_dots({party.person_name, party.is_active ? std::string{} : trc("party", "no longer in office")});
  if (!words.empty()) flowing_text(words, {.style = TextStyle::small, .ink = Ink::text2, .name = "inspector.subtitle"});
}
}  // namespace

Intents party_page(const Session& session, InspectorState& state) {
  const auto& snapshot = *session.snapshot();
  const Row row = session.view().party;
  const auto& party = snapshot.parties[row];
  const auto& work = *session.derived().party;
  auto intents =
      page_head(code_label(snapshot, "party_kind", party.kind),
                {{"inspector.back", Icon::arrow_back, tr("Back to what is selected"), true, false, {LookAtParty{}}},
                 {"inspector.edit",
                  Icon::edit,
                  tr("Edit…"),
                  session.document().can_edit(),
                  false,
                  {OpenDialog{Dialog::party_form, no_row, party.uuid}}}});
  flowing_text(party_label(snapshot, row), {.style = TextStyle::heading, .name = "inspector.title"});
  subtitle(party);
  gap(12);
  add(intents, figures(session, party, work));
  gap(14);
  const std::array<PageTab, 3> tabs = {
      {{"problems", tr("Problems")}, {"steps", trc("party", "Steps")}, {"facts", trc("tab", "Facts")}}};
  page_tabs(tabs, state.party_tab);
  gap(12);
  add(intents, state.party_tab == 0   ? problems(session, party, work)
               : state.party_tab == 1 ? steps(session, work)
                                      : facts(session, party, work));
  return intents;
}

Intents party_links(const Session& session, std::span<const Row> parties) {
  Intents intents;
  const auto& snapshot = *session.snapshot();
  for (const Row party : parties) {
    if (link("inspector.party." + snapshot.parties[party].uuid, party_label(snapshot, party)))
      intents.push_back(LookAtParty{party});
    gap(2);
  }
  return intents;
}

}  // namespace riskmap::ui
