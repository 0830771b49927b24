#include "viewer/panels/reception_fields.h"

#include <algorithm>

#include "layers/analysis/next_receptions.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/inspector_pages.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/text_edit.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_problems = 4;

void day_of_field(std::string_view name, const Session& session, ReceptionFormState& state, std::string_view field_name,
                  const std::string& label, bool is_required) {
  auto day = date_of(field(state.now, field_name));
  const auto error = problem_of(session, field_name);
  if (!date_field(name, day, session.today(), {.label = label, .error = error, .is_required = is_required})) return;
  state.now.insert_or_assign(std::string{field_name}, date_value(day));
  // Whoever says when it was held says that it was.
  if (field_name == "held_on" && day) state.now.insert_or_assign("status", Value{"HELD"});
}

std::vector<PickerRow> rural_district_rows(const RegisterSnapshot& snapshot, Language language) {
  std::vector<PickerRow> rows;
  for (const auto& area : snapshot.areas)
    if (area.id && area.level == AreaLevel::rural_district) {
      const auto aliases = area.names.kk + " " + area.names.ru + " " + area.names.en + " " + area.code;
      rows.push_back({.id = area.code,
                      .text = area.names.in(language),
                      .search_key = picker_key(area.names.in(language), aliases)});
    }
  return rows;
}

void place_fields(const Session& session, ReceptionFormState& state) {
  const auto& snapshot = *session.snapshot();
  const auto language = session.view().language;
  Columns columns{2};
  const auto place_error = problem_of(session, "settlement"), area_error = problem_of(session, "area_code");
  const auto placeholder = tr("Start typing a name");
  if (pick("reception_form.settlement", settlement_rows(snapshot, language), state.now, "settlement",
           {.label = tr("Settlement"), .placeholder = placeholder, .error = place_error}, true))
    if (const Row row = snapshot.find_settlement(text_of(field(state.now, "settlement"))); row != no_row)
      state.now.insert_or_assign("area_code", text_value(snapshot.settlements[row].rural_district));
  columns.next();
  pick("reception_form.area", rural_district_rows(snapshot, language), state.now, "area_code",
       {.label = tr("Rural district"), .placeholder = placeholder, .error = area_error}, true);
}

void people_fields(const Session& session, ReceptionFormState& state) {
  const auto& snapshot = *session.snapshot();
  const auto rows = party_rows(session);
  const auto placeholder = tr("Start typing a name");
  for (std::size_t i = 0; i < reception_roles.size(); i += 2) {
    Columns columns{2};
    for (std::size_t k = i; k < i + 2; ++k) {
      const auto role = reception_roles[k];
      const auto label = code_label(snapshot, "reception_role", role);
      pick("reception_form.person." + std::string{role}, rows, state.people, role,
           {.label = label, .placeholder = placeholder}, true);
      if (k == i) columns.next();
    }
  }
}

void long_text(std::string_view name, const Session& session, ReceptionFormState& state, std::string_view field_name,
               const std::string& label, bool is_required) {
  std::string value = text_of(field(state.now, field_name));
  const auto error = problem_of(session, field_name);
  if (text_edit(name, value,
                {.label = label,
                 .error = error,
                 .is_required = is_required,
                 .most_characters = longest(Entity::reception, field_name),
                 .is_as_saved = is_as_saved(state.before, state.now, field_name)},
                {.least_lines = 2, .most_lines = 6}))
    state.now.insert_or_assign(std::string{field_name}, text_value(value));
}

// "12.11.2025: 6 appeals, 5 answered; of 4 problems 3 are solved".
std::string last_time_words(const Session& session, const Reception& last) {
  const auto& book = session.derived().appeals;
  const auto& issues = session.snapshot()->issues;
  std::int64_t answered = 0, solved = 0;
  std::vector<Row> problems;
  for (const auto place : last.appeals) {
    answered += book.appeals[place].is_answered() ? 1 : 0;
    for (const Row row : book.appeals[place].issues)
      if (std::ranges::find(problems, row) == problems.end()) problems.push_back(row);
  }
  for (const Row row : problems) solved += group_of(issues[row].status) == StatusGroup::done ? 1 : 0;
  return fill(
      tr("Last time in the rural district, {day}: appeals {appeals}, answered {answered}; problems {problems}, solved "
         "{solved}."),
      {{"day", format_date(*last.day())},
       {"appeals", format_integer(static_cast<std::int64_t>(last.appeals.size()))},
       {"answered", format_integer(answered)},
       {"problems", format_integer(static_cast<std::int64_t>(problems.size()))},
       {"solved", format_integer(solved)}});
}
}  // namespace

void reception_fields(const Session& session, ReceptionFormState& state) {
  const auto& snapshot = *session.snapshot();
  const auto language = session.view().language;
  {
    Columns columns{2};
    const auto kind_error = problem_of(session, "kind"), status_error = problem_of(session, "status");
    pick("reception_form.kind", code_rows(snapshot, "reception_kind", language), state.now, "kind",
         {.label = tr("Kind"), .error = kind_error, .is_required = true});
    columns.next();
    pick("reception_form.status", code_rows(snapshot, "reception_status", language), state.now, "status",
         {.label = tr("Status"), .error = status_error, .is_required = true});
  }
  {
    Columns columns{2};
    day_of_field("reception_form.planned_on", session, state, "planned_on", tr("Planned for"), true);
    columns.next();
    day_of_field("reception_form.held_on", session, state, "held_on", tr("Held on"),
                 text_of(field(state.now, "status")) == "HELD");
  }
  place_fields(session, state);
  people_fields(session, state);
  if (text_of(field(state.now, "status")) == "CANCELLED")
    long_text("reception_form.cancel_reason", session, state, "cancel_reason", tr("Why it was cancelled"), true);
  long_text("reception_form.note", session, state, "note", tr("Protocol"), false);
}

namespace {
std::string of_place(const Session& session, const Place& place, const std::string& what) {
  return place_label(*session.snapshot(), place) + ": " + what;
}

// The settlement's own figures, by its name.
void settlement_lines(const Session& session, Row settlement) {
  const auto& list = session.derived().next_receptions;
  const auto found = std::ranges::find(list, settlement, &NextReception::settlement);
  if (found == list.end()) return;
  auto next = *found;
  next.planned.clear();  // said below, but for the reception of the form
  flowing_text(
      of_place(session, {AreaLevel::settlement, settlement}, sentence_of(*session.snapshot(), next, session.today())),
      {.ink = Ink::text2, .name = "reception_form.settlement_figures"});
  gap(4);
}

// Of the rural district, whatever is filtered: its residents, open and late problems, and whether it is silent.
void area_lines(const Session& session, const Place& area) {
  const auto& snapshot = *session.snapshot();
  const auto& derived = session.derived();
  std::int64_t open = 0, late = 0;
  for (const Row row : issues_of_place(snapshot, area.level, area.row, RowMask(snapshot.issues.size(), 1))) {
    open += derived.facts.facts[row].is_open ? 1 : 0;
    late += derived.facts.facts[row].lateness >= Lateness::overdue ? 1 : 0;
  }
  const auto people = derived.rural_districts[area.row].population.value_or(0);
  auto words = people > 0 ? trn("{n} resident", "{n} residents", people) + ", " : std::string{};
  words += fill(tr("open problems: {open}, late: {late}."),
                {{"open", format_integer(open)}, {"late", format_integer(late)}});
  const auto silent = std::ranges::find(derived.silent, area, &SilentPlace::place);
  if (silent != derived.silent.end()) words += " " + sentence_of(*silent, session.today()) + ".";
  flowing_text(of_place(session, area, words), {.ink = Ink::text2, .name = "reception_form.area_figures"});
}

// What else is planned there, or was and was not held, beside the reception of the form.
void planned_lines(const Session& session, const ReceptionFormState& state, Row settlement, std::string_view served) {
  const auto& snapshot = *session.snapshot();
  const auto visits = planned_visits(snapshot, session.derived().receptions, served, session.today());
  for (std::size_t i = 0; i < visits.size(); ++i) {
    if (visits[i].uuid == state.uuid && !visits[i].is_overdue) continue;
    flowing_text(sentence_of(snapshot, visits[i], settlement), {.ink = visits[i].is_overdue ? Ink::warning : Ink::text2,
                                                                .name = "reception_form.planned." + std::to_string(i)});
  }
}
}  // namespace

Row reception_briefing(const Session& session, const ReceptionFormState& state) {
  const auto& snapshot = *session.snapshot();
  const auto code = text_of(field(state.now, "area_code"));
  const Row area = snapshot.find_area(code, AreaLevel::rural_district);
  if (area == no_row) return no_row;
  const Place place{AreaLevel::rural_district, area};
  const auto where = text_of(field(state.now, "settlement"));
  const Row settlement = where.empty() ? no_row : snapshot.find_settlement(where);
  heading(tr("What awaits the reception"), "reception_form.briefing");
  gap(4);
  if (settlement != no_row) settlement_lines(session, settlement);
  area_lines(session, place);
  const auto day =
      date_of(field(state.now, "held_on")).value_or(date_of(field(state.now, "planned_on")).value_or(session.today()));
  if (const auto* last = session.derived().receptions.last_held(code, day))
    flowing_text(last_time_words(session, *last), {.ink = Ink::text2, .name = "reception_form.last_time"});
  planned_lines(session, state, settlement, code);
  gap(6);
  const auto pressing = pressing_issues(session, place);
  Row chosen = no_row;
  for (std::size_t i = 0; i < std::min(pressing.size(), most_problems); ++i) {
    const auto& issue = snapshot.issues[pressing[i]];
    const auto icon = issue.category == no_row ? Icon::list : category_icon(snapshot.categories[issue.category].code);
    const auto step = next_step_line(snapshot, issue, session.derived().facts.facts[pressing[i]]);
    if (list_row(
            "reception_form.problem." + issue.reg_no,
            {.icon = icon, .text = issue.title, .right = issue.reg_no, .is_tab_stop = i == 0, .tooltip = step.text}))
      chosen = pressing[i];
  }
  return chosen;
}

}  // namespace riskmap::ui
