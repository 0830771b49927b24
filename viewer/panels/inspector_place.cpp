// A place: who lives there, how pressing it is, what came and went in twelve months, and three tabs below.
#include <imgui.h>

#include <cmath>
#include <span>

#include "layers/analysis/indicator.h"
#include "layers/analysis/trend.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"
#include "viewer/panels/inspector_rate.h"
#include "viewer/panels/issue_card.h"
#include "viewer/panels/place_hotspot.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_cards = 30;

std::string kind_of(const RegisterSnapshot& snapshot, const Place& place) {
  if (place.level != AreaLevel::settlement) return code_label(snapshot, "area_level", code_of(place.level));
  return code_label(snapshot, "settlement_kind", snapshot.settlements[place.row].kind);
}

std::string residents(const PlaceSummary& summary) {
  if (summary.population) return trn("{n} resident", "{n} residents", *summary.population);
  if (summary.settlements < 2) return {};
  return trn("residents not known in {n} settlement", "residents not known in {n} settlements",
             summary.settlements_without_population);
}

std::string subtitle(const RegisterSnapshot& snapshot, const Place& place, const PlaceSummary& summary) {
  if (place.level == AreaLevel::settlement) {
    const auto& settlement = snapshot.settlements[place.row];
    return joined_with_dots({rural_district_label(snapshot, settlement), residents(summary),
                             settlement.is_district_centre ? tr("district centre") : std::string{}});
  }
  return joined_with_dots({trn("{n} settlement", "{n} settlements", summary.settlements), residents(summary)});
}

// The highest level at the left, the index at the right.
void risk_card(const PlaceSummary& summary) {
  Card card{"inspector.risk", {.background = tokens().surface2}};
  Columns columns{2, 12};
  flowing_text(tr("Highest risk level"), {.style = TextStyle::small, .ink = Ink::text2});
  gap(6);
  level_pips("inspector.level", static_cast<int>(summary.worst), level_label(summary.worst));
  columns.next();
  const bool has_index = std::isfinite(summary.risk.index);
  flowing_text(tr("Risk index"), {.style = TextStyle::small, .ink = Ink::text2});
  gap(2);
  text(has_index ? format_number(summary.risk.index, 1) : std::string{"—"},
       {.style = TextStyle::figure, .name = "inspector.risk_index"});
  same_line(4);
  const auto at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({at.x, at.y + line_height(TextStyle::figure) - line_height(TextStyle::small) - px(3)});
  text(has_index ? tr("of 10") : tr("no data"),
       {.style = TextStyle::small, .ink = Ink::text2, .name = "inspector.risk_index.detail"});
  if (has_index)
    flowing_text(fill(tr("data {share} complete"), {{"share", format_percent(summary.risk.completeness)}}),
                 {.style = TextStyle::small, .ink = Ink::text2, .name = "inspector.risk_index.completeness"});
}

Intents figures(const Session& session, const Place& place, const PlaceSummary& summary) {
  Intents intents;
  auto filter = filter_of_place(*session.snapshot(), place);
  const auto year = std::to_string(static_cast<int>(std::chrono::year_month_day{session.today()}.year()));
  Columns columns{3, 8};
  const float width = px(columns.width());
  const auto show = [&](const std::string& expression, bool is_overdue) {
    filter.expression = expression, filter.is_overdue = is_overdue;
    for (auto& intent : show_in_table(session, filter)) intents.push_back(std::move(intent));
  };
  const auto open = format_integer(summary.open), overdue = format_integer(summary.overdue),
             done = format_integer(summary.done_this_year);
  const auto open_label = trc("figure", "Open"), overdue_label = trc("figure", "Overdue"),
             done_label = trc("figure", "Solved");
  const auto open_tip = tr("Show the open problems"), overdue_tip = tr("Show the overdue problems"),
             done_tip = tr("Show what was solved this year");
  if (kpi_card("inspector.open", {.label = open_label, .figure = open, .tooltip = open_tip}, width))
    show("open", false);
  columns.next();
  if (kpi_card("inspector.overdue",
               {.label = overdue_label,
                .figure = overdue,
                .figure_ink = summary.overdue > 0 ? Ink::danger : Ink::text,
                .tooltip = overdue_tip},
               width))
    show({}, true);
  columns.next();
  if (kpi_card("inspector.done",
               {.label = done_label, .figure = done, .change = year, .change_ink = Ink::text3, .tooltip = done_tip},
               width))
    show("group=DONE and resolved_on>=" + year + "-01-01", false);
  return intents;
}

// Three years of new problems in one sentence below the chart of the last one.
void trend_words(const Session& session, const Place& place, const PlaceSummary& summary) {
  const auto told = static_cast<std::size_t>(session.derived().quarters_told);
  const bool is_one_of_many = place.level == AreaLevel::settlement || place.level == AreaLevel::rural_district;
  const auto trend = trend_of(std::span{summary.registered_by_quarter}.last(told));
  gap(4);
  flowing_text(sentence_of(trend, is_one_of_many ? trend_level_of_place : trend_level_of_all),
               {.style = TextStyle::small, .ink = Ink::text2, .name = "inspector.trend"});
}
}  // namespace

Intents place_page(const Session& session, InspectorState& state) {
  const auto& snapshot = *session.snapshot();
  const auto place = *session.view().place;
  const auto* summary = summary_of(session, place);
  Intents intents =
      page_head(kind_of(snapshot, place),
                {{"inspector.zoom", Icon::locate, tr("Zoom to the place"), true, false, {FitSelection{}}}});
  flowing_text(place_label(snapshot, place), {.style = TextStyle::title, .name = "inspector.title"});
  if (summary == nullptr) return intents;
  flowing_text(subtitle(snapshot, place, *summary),
               {.style = TextStyle::small, .ink = Ink::text2, .name = "inspector.subtitle"});
  gap(12);
  risk_card(*summary);
  gap(10);
  rate_words(session, place);
  if (const auto* hotspot = hotspot_looked_at(session, place)) {
    hotspot_card(session, state, *hotspot);
    gap(10);
  }
  for (auto& intent : figures(session, place, *summary)) intents.push_back(std::move(intent));
  gap(14);
  month_chart(*summary, session.today());
  trend_words(session, place, *summary);
  gap(14);
  const std::array<PageTab, 3> tabs = {
      {{"problems", tr("Problems")}, {"ways", tr("Ways to solve")}, {"facts", trc("tab", "Facts")}}};
  page_tabs(tabs, state.place_tab);
  gap(12);
  if (state.place_tab == 2) place_history(session, place);
  auto page = state.place_tab == 2   ? place_facts(session, place)
              : state.place_tab == 1 ? place_ways(session, place)
                                     : place_problems(session, place);
  for (auto& intent : page) intents.push_back(std::move(intent));
  return intents;
}

Intents place_problems(const Session& session, const Place& place) {
  Intents intents;
  const auto rows = pressing_issues(session, place);
  if (rows.empty()) {
    const bool is_filtered = !session.view().filter.is_empty();
    flowing_text(is_filtered ? tr("No open problem here matches the filter.") : tr("No open problems here."),
                 {.ink = Ink::text2, .name = "inspector.no_problems"});
  }
  for (std::size_t i = 0; i < std::min(rows.size(), most_cards); ++i) {
    if (issue_card(session, rows[i], {.panel = "inspector"})) intents.push_back(SelectIssue{rows[i], false});
    gap(10);
  }
  if (rows.size() > most_cards &&
      button("inspector.all",
             fill(tr("Show all {n} in the table"), {{"n", format_integer(static_cast<std::int64_t>(rows.size()))}}))) {
    auto filter = filter_of_place(*session.snapshot(), place);
    filter.expression = "open";
    for (auto& intent : show_in_table(session, filter)) intents.push_back(std::move(intent));
  }
  return intents;
}

namespace {
// Who answers here: those who cover the place, the nearest first.
Intents who_answers(const Session& session, const Place& place) {
  const auto parties = parties_covering(*session.snapshot(), session.derived().party_areas, place);
  if (parties.empty()) return {};
  gap(14);
  heading(tr("Who answers here"), "inspector.who_answers");
  gap(6);
  return party_links(session, parties);
}
void place_row(std::string_view entity, std::string_view field_name, std::string_view value) {
  fact_row("inspector.fact." + std::string{field_name}, field_label(entity, field_name), value);
}

void name_rows(const Names& names) {
  place_row("settlement", "name_kk", names.kk);
  place_row("settlement", "name_ru", names.ru);
  place_row("settlement", "name_en", names.en);
}

void area_facts(const Area& area) {
  name_rows(area.names);
  place_row("area", "code", area.code);
  place_row("area", "source", area.source);
  if (area.is_schematic) place_row("area", "is_schematic", tr("Yes"));
}

void settlement_facts(const RegisterSnapshot& snapshot, const Settlement& settlement) {
  name_rows(settlement.names);
  std::string others;
  for (const auto& name : settlement.other_names) others += (others.empty() ? "" : ", ") + name;
  place_row("settlement", "other_names", others);
  place_row("settlement", "kato", settlement.kato);
  place_row("settlement", "kind", code_label(snapshot, "settlement_kind", settlement.kind));
  place_row("settlement", "rural_district", rural_district_label(snapshot, settlement));
  if (settlement.population)
    fact_row("inspector.fact.population", tr("Population"),
             joined_with_dots({format_integer(*settlement.population),
                               settlement.population_on ? format_date(*settlement.population_on) : std::string{}}));
  place_row("settlement", "status", code_label(snapshot, "settlement_status", settlement.status));
  if (settlement.point) place_row("settlement", "geom", format_lonlat(*settlement.point));
}
}  // namespace

Intents place_facts(const Session& session, const Place& place) {
  const auto& snapshot = *session.snapshot();
  const bool is_settlement = place.level == AreaLevel::settlement;
  if (is_settlement)
    settlement_facts(snapshot, snapshot.settlements[place.row]);
  else
    area_facts(snapshot.areas[place.row]);
  place_figures(session, place);
  if (is_settlement) place_row("settlement", "note", snapshot.settlements[place.row].note);
  auto intents = who_answers(session, place);
  if (!is_settlement || !session.document().can_edit()) return intents;
  gap(8);
  if (button("inspector.passport", tr("Enter figures…"), {.icon = Icon::grid}))
    intents.push_back(OpenDialog{Dialog::passport, no_row, {}});
  return intents;
}

}  // namespace riskmap::ui
