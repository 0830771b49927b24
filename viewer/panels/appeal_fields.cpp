#include "viewer/panels/appeal_fields.h"

#include <algorithm>
#include <array>

#include "layers/analysis/likely_duplicates.h"
#include "layers/model/appeals.h"
#include "layers/model/calendar_gaps.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/appeal_card.h"
#include "viewer/panels/applicant_fields.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/text_edit.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_problems = 5;

bool day_of_field(std::string_view name, const Session& session, AppealFormState& state, std::string_view field_name,
                  const std::string& label, bool is_required = false) {
  auto day = date_of(field(state.now, field_name));
  const auto error = problem_of(session, field_name);
  if (!date_field(name, day, session.today(), {.label = label, .error = error, .is_required = is_required}))
    return false;
  state.now.insert_or_assign(std::string{field_name}, date_value(day));
  return true;
}

void code_of_field(std::string_view name, const Session& session, AppealFormState& state, std::string_view field_name,
                   std::string_view domain, const std::string& label, bool is_required = false) {
  const auto error = problem_of(session, field_name), note = message_note(state, field_name);
  pick(name, code_rows(*session.snapshot(), domain, session.view().language), state.now, field_name,
       {.label = label, .error = error, .note = note, .is_required = is_required}, !is_required);
}

void text_of_field(std::string_view name, const Session& session, AppealFormState& state, std::string_view field_name,
                   const std::string& label, bool is_required) {
  std::string value = text_of(field(state.now, field_name));
  const auto error = problem_of(session, field_name), note = message_note(state, field_name);
  if (text_edit(name, value,
                {.label = label,
                 .error = error,
                 .note = note,
                 .is_required = is_required,
                 .most_characters = longest(Entity::appeal, field_name),
                 .is_as_saved = is_as_saved(state.before, state.now, field_name)},
                {.least_lines = 3, .most_lines = 8}))
    state.now.insert_or_assign(std::string{field_name}, text_value(value));
}

// The days that follow by law from the day it came; somebody may still correct them.
void follow_received(const Session& session, AppealFormState& state) {
  const auto received = date_of(field(state.now, "received_on"));
  if (!received) return;
  const auto registered = session.snapshot()->calendar.next_workday(*received);
  state.now.insert_or_assign("registered_on", date_value(registered));
  state.now.insert_or_assign("due_on", date_value(answer_due(*session.snapshot(), registered)));
}

void follow_registered(const Session& session, AppealFormState& state) {
  if (const auto registered = date_of(field(state.now, "registered_on")))
    state.now.insert_or_assign("due_on", date_value(answer_due(*session.snapshot(), *registered)));
}

// The day of the answer was reckoned without holidays.
void say_unknown_year(const Session& session, const AppealFormState& state) {
  const auto registered = date_of(field(state.now, "registered_on"));
  if (!registered) return;
  const auto& snapshot = *session.snapshot();
  const auto year = year_without_days(snapshot.calendar, *registered, answer_due(snapshot, *registered));
  if (!year) return;
  wrapped_text(fill(tr("No free day of {year} is entered: deadlines count Monday to Friday, holidays too."),
                    {{"year", std::to_string(*year)}}),
               {.style = TextStyle::small, .ink = Ink::warning, .name = "appeal_form.unknown_year"});
}

// Reception days, the newest first: when, what kind, where.
std::vector<PickerRow> reception_rows(const RegisterSnapshot& snapshot, Language language) {
  std::vector<std::pair<std::string, PickerRow>> found;
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::reception || text_of(field(record.fields, "status")) == "CANCELLED") continue;
    const auto held = text_of(field(record.fields, "held_on")), planned = text_of(field(record.fields, "planned_on"));
    const auto day = held.empty() ? planned : held;
    const auto date = parse_iso_date(day);
    if (!date) continue;
    const Row place = snapshot.find_settlement(text_of(field(record.fields, "settlement")));
    const auto where =
        place == no_row ? text_of(field(record.fields, "place")) : snapshot.settlement_label(place, language);
    const auto kind = code_label(snapshot, "reception_kind", text_of(field(record.fields, "kind")));
    const auto text = joined_with_dots({format_date(*date), where});
    found.emplace_back(day,
                       PickerRow{.id = record.uuid, .text = text, .grey = kind, .search_key = picker_key(text, kind)});
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, [](const auto& entry) { return entry.first; });
  std::vector<PickerRow> rows;
  for (auto& [day, row] : found) rows.push_back(std::move(row));
  return rows;
}

bool is_at_reception(const Fields& fields) {
  constexpr std::array channels = {"RECEPTION", "OFFSITE", "ONLINE"};
  return std::ranges::find(channels, text_of(field(fields, "channel"))) != channels.end();
}

void reception_field(const Session& session, AppealFormState& state) {
  if (!is_at_reception(state.now) && is_none(field(state.now, "reception"))) return;
  const auto error = problem_of(session, "reception");
  pick("appeal_form.reception", reception_rows(*session.snapshot(), session.view().language), state.now, "reception",
       {.label = tr("Reception"), .placeholder = tr("Day or place"), .error = error}, true);
}

void people_field(const Session& session, AppealFormState& state) {
  const auto value = field(state.now, "collective_count");
  auto people = is_none(value) ? std::nullopt : std::optional{real_of(value)};
  const auto error = problem_of(session, "collective_count"), whole = tr("A whole number, for example 12.");
  if (number_field("appeal_form.people", people, {.least = 1, .most = 1e6, .whole_error = whole},
                   {.label = tr("Number of people"), .error = error}))
    state.now.insert_or_assign("collective_count", people ? Value{static_cast<std::int64_t>(*people)} : Value{});
}

// Those of the category first, then those that speak alike.
std::vector<Row> open_problems_of_place(const Session& session, const AppealFormState& state,
                                        const std::vector<Row>& joined) {
  const auto& snapshot = *session.snapshot();
  const Row place = snapshot.find_settlement(text_of(field(state.now, "settlement")));
  const Row category = snapshot.find_category(text_of(field(state.now, "category")));
  const auto summary = text_of(field(state.now, "summary"));
  if (place == no_row) return {};
  std::vector<std::pair<double, Row>> found;
  for (const Row row : session.problems_at(place)) {
    const auto& issue = snapshot.issues[row];
    if (!counts_as_open(issue.status) || std::ranges::count(joined, row) > 0) continue;
    const double likeness = trigram_similarity(issue.title, summary) + (issue.category == category ? 1 : 0);
    found.emplace_back(-likeness, row);
  }
  std::ranges::stable_sort(found, {}, [](const auto& entry) { return entry.first; });
  std::vector<Row> rows;
  for (const auto& [likeness, row] : found) rows.push_back(row);
  return rows;
}

bool problem_row(const RegisterSnapshot& snapshot, Row row, std::string_view panel, Icon icon, bool is_tab_stop) {
  const auto& issue = snapshot.issues[row];
  return list_row(std::string{panel} + "." + (issue.reg_no.empty() ? issue.uuid : issue.reg_no),
                  {.icon = icon, .text = issue.title, .right = issue.reg_no, .is_tab_stop = is_tab_stop});
}
}  // namespace

void appeal_fields(const Session& session, AppealFormState& state) {
  const auto& snapshot = *session.snapshot();
  const auto language = session.view().language;
  {
    Columns columns{2};
    const auto place_error = problem_of(session, "settlement"), category_error = problem_of(session, "category");
    const auto place_note = message_note(state, "settlement"), category_note = message_note(state, "category");
    pick(
        "appeal_form.settlement", settlement_rows(snapshot, language), state.now, "settlement",
        {.label = tr("Settlement"), .placeholder = tr("Start typing a name"), .error = place_error, .note = place_note},
        true);
    columns.next();
    pick("appeal_form.category", category_rows(snapshot, language), state.now, "category",
         {.label = tr("Category"),
          .placeholder = tr("Start typing a category"),
          .error = category_error,
          .note = category_note},
         true);
  }
  {
    Columns columns{3};
    code_of_field("appeal_form.channel", session, state, "channel", "channel", tr("How it came"), true);
    columns.next();
    code_of_field("appeal_form.kind", session, state, "kind", "appeal_kind", tr("Kind"), true);
    columns.next();
    people_field(session, state);
  }
  reception_field(session, state);
  {
    Columns columns{3};
    if (day_of_field("appeal_form.received_on", session, state, "received_on", tr("Received on"), true))
      follow_received(session, state);
    columns.next();
    if (day_of_field("appeal_form.registered_on", session, state, "registered_on", tr("Registered on")))
      follow_registered(session, state);
    columns.next();
    day_of_field("appeal_form.due_on", session, state, "due_on", tr("Answer due"));
  }
  say_unknown_year(session, state);
  text_of_field("appeal_form.summary", session, state, "summary", tr("What they ask"), true);
}

void answer_fields(const Session& session, AppealFormState& state) {
  heading(tr("Answer"), "appeal_form.answer");
  gap(4);
  {
    Columns columns{3};
    day_of_field("appeal_form.answered_on", session, state, "answered_on", tr("Answered on"));
    columns.next();
    code_of_field("appeal_form.answer_channel", session, state, "answer_channel", "channel", tr("How it was answered"));
    columns.next();
    code_of_field("appeal_form.satisfied", session, state, "satisfied", "satisfied", tr("Satisfied"));
  }
  text_of_field("appeal_form.answer_text", session, state, "answer_text", tr("What was answered"),
                !is_none(field(state.now, "answered_on")));
}

PressedProblem appeal_problems(const Session& session, const AppealFormState& state) {
  const auto& snapshot = *session.snapshot();
  const auto* appeal = session.derived().appeals.find(state.uuid);
  const auto joined = appeal == nullptr ? std::vector<Row>{} : appeal->issues;
  PressedProblem pressed;
  if (!joined.empty()) {
    field_label_line(tr("Joined to"), false);
    for (const Row row : joined)
      if (problem_row(snapshot, row, "appeal_form.joined", Icon::link, row == joined.front())) pressed = {row, true};
    gap(10);
  }
  const auto here = open_problems_of_place(session, state, joined);
  if (here.empty()) return pressed;
  field_label_line(tr("Open problems here: choose one to join it"), false);
  for (std::size_t i = 0; i < std::min(here.size(), most_problems); ++i) {
    const auto& category = snapshot.issues.core(here[i]).category;
    const auto icon = category == no_row ? Icon::list : category_icon(snapshot.categories[category].code);
    if (problem_row(snapshot, here[i], "appeal_form.open", icon, i == 0)) pressed = {here[i], false};
  }
  if (here.size() > most_problems)
    text(fill(trn("and {n} more", "and {n} more", static_cast<std::int64_t>(here.size() - most_problems)),
              {{"n", format_integer(static_cast<std::int64_t>(here.size() - most_problems))}}),
         {.style = TextStyle::small, .ink = Ink::text2, .name = "appeal_form.more"});
  gap(10);
  return pressed;
}

}  // namespace riskmap::ui
