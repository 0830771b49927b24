// The measure's form.
#include "viewer/panels/measure_form.h"

#include <utility>

#include "layers/model/state_offer.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/text_edit.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
void date_of_field(std::string_view name, Fields& fields, std::string_view field_name, const std::string& label,
                   const Session& session) {
  auto day = date_of(field(fields, field_name));
  const auto error = problem_of(session, field_name);
  if (date_field(name, day, session.today(), {.label = label, .error = error}))
    fields.insert_or_assign(std::string{field_name}, date_value(day));
}

void whole_number(std::string_view name, Fields& fields, std::string_view field_name, const std::string& label,
                  const NumberOptions& options, const Session& session) {
  const auto value = field(fields, field_name);
  auto number = is_none(value) ? std::nullopt : std::optional{real_of(value)};
  const auto error = problem_of(session, field_name);
  if (number_field(name, number, options, {.label = label, .error = error}))
    fields.insert_or_assign(std::string{field_name}, number ? Value{static_cast<std::int64_t>(*number)} : Value{});
}

void status_fields(const Session& session, MeasureFormState& state) {
  const auto& snapshot = *session.snapshot();
  const auto language = session.view().language;
  Columns columns{3};
  const auto status_error = problem_of(session, "status");
  if (pick("measure_form.status", code_rows(snapshot, "measure_status", language), state.now, "status",
           {.label = tr("Status"), .error = status_error})) {
    // Finished means whole and dated; the person may still correct both.
    if (text_of(field(state.now, "status")) == "DONE") {
      state.now.insert_or_assign("progress", Value{std::int64_t{100}});
      state.now.insert_or_assign("done_on", Value{iso_date(session.today())});
    } else {
      state.now.insert_or_assign("done_on", Value{});
    }
  }
  columns.next();
  const auto whole = tr("A whole number, for example 12.");
  whole_number("measure_form.progress", state.now, "progress", tr("Progress, %"),
               {.least = 0, .most = 100, .unit = "%", .whole_error = whole}, session);
  columns.next();
  date_of_field("measure_form.done_on", state.now, "done_on", tr("Completed on"), session);
}

void reason_fields(const Session& session, MeasureFormState& state) {
  const auto line = [&](std::string_view name, std::string_view field_name, const std::string& label) {
    std::string value = text_of(field(state.now, field_name));
    const auto error = problem_of(session, field_name);
    if (text_field(name, value,
                   {.label = label,
                    .error = error,
                    .most_characters = longest(Entity::measure, field_name),
                    .is_as_saved = is_as_saved(state.before, state.now, field_name)}))
      state.now.insert_or_assign(std::string{field_name}, text_value(value));
  };
  if (text_of(field(state.now, "status")) == "CANCELLED")
    line("measure_form.cancel_reason", "cancel_reason", tr("Why it was cancelled"));
  if (!is_none(field(state.now, "due_extended_on")))
    line("measure_form.extension_reason", "extension_reason", tr("Why the deadline was extended"));
  if (text_of(field(state.now, "status")) == "DONE") line("measure_form.result", "result", tr("Result"));
}

void fields_of_form(const Session& session, MeasureFormState& state) {
  const auto& snapshot = *session.snapshot();
  const auto language = session.view().language;
  std::string text = text_of(field(state.now, "text"));
  const auto text_error = problem_of(session, "text"), kind_error = problem_of(session, "kind"),
             executor_error = problem_of(session, "executor"), funding_error = problem_of(session, "funding");
  if (text_edit("measure_form.text", text,
                {.label = tr("What will be done"),
                 .error = text_error,
                 .is_required = true,
                 .most_characters = longest(Entity::measure, "text"),
                 .is_as_saved = is_as_saved(state.before, state.now, "text")},
                {.least_lines = 2, .most_lines = 5}))
    state.now.insert_or_assign("text", text_value(text));
  {
    Columns columns{2};
    pick("measure_form.kind", code_rows(snapshot, "measure_kind", language), state.now, "kind",
         {.label = tr("Kind"), .error = kind_error, .is_required = true});
    columns.next();
    pick("measure_form.executor", party_rows(session), state.now, "executor",
         {.label = tr("Executor"), .placeholder = tr("Start typing a name"), .error = executor_error}, true);
  }
  {
    Columns columns{3};
    date_of_field("measure_form.start_on", state.now, "start_on", tr("Start date"), session);
    columns.next();
    date_of_field("measure_form.due_on", state.now, "due_on", tr("Deadline"), session);
    columns.next();
    date_of_field("measure_form.due_extended_on", state.now, "due_extended_on", tr("Extended deadline"), session);
  }
  status_fields(session, state);
  {
    Columns columns{3};
    const auto whole_tenge = tr("Whole tenge only, for example 50 000."), whole = tr("A whole number, for example 12.");
    whole_number("measure_form.budget_kzt", state.now, "budget_kzt", tr("Budget, KZT"),
                 {.least = 0, .most = 9e15, .unit = "₸", .whole_error = whole_tenge}, session);
    columns.next();
    pick("measure_form.funding", code_rows(snapshot, "funding", language), state.now, "funding",
         {.label = tr("Funding source"), .error = funding_error}, true);
    columns.next();
    whole_number("measure_form.beneficiaries", state.now, "beneficiaries", tr("Beneficiaries"),
                 {.least = 0, .most = 1e9, .whole_error = whole}, session);
  }
  reason_fields(session, state);
}

// What saving this measure may make of its problem, and what that asks.
void problem_fields(const Session& session, MeasureFormState& state) {
  const auto to = offered_state(*session.snapshot(), state.now, state.uuid);
  if (!to) return;
  divider();
  toggle("measure_form.moves_problem",
         fill(tr("The problem becomes: {status}"), {{"status", status_label(*session.snapshot(), *to)}}),
         state.moves_problem);
  if (*to != Status::resolved || !state.moves_problem) return;
  gap(8);
  const auto missing = [&state](std::string_view name) {
    return state.misses_outcome && is_none(field(state.of_problem, name))
               ? error_message({ErrorCode::required, {}, {}, {}})
               : std::string{};
  };
  const auto outcome_error = missing("outcome"), result_error = missing("result");
  pick("measure_form.outcome", code_rows(*session.snapshot(), "outcome", session.view().language), state.of_problem,
       "outcome", {.label = tr("Outcome"), .error = outcome_error, .is_required = true});
  std::string result = text_of(field(state.of_problem, "result"));
  if (text_edit("measure_form.problem_result", result,
                {.label = tr("What came of it"),
                 .error = result_error,
                 .is_required = true,
                 .most_characters = longest(Entity::issue, "result")},
                {.least_lines = 2, .most_lines = 5}))
    state.of_problem.insert_or_assign("result", text_value(result));
}

// The problem's change that goes with the measure's; nothing where its state stays.
std::optional<Change> change_of_problem(const MeasureFormState& state, const RegisterSnapshot& snapshot) {
  const auto to = offered_state(snapshot, state.now, state.uuid);
  if (!to || !state.moves_problem) return std::nullopt;
  const auto& issue = snapshot.issues[snapshot.find_issue(text_of(field(state.now, "issue")))];
  Change change{.kind = ChangeKind::set,
                .entity = Entity::issue,
                .uuid = issue.uuid,
                .version = issue.version,
                .before = {},
                .after = {{"status", Value{std::string{code_of(*to)}}}}};
  if (*to == Status::resolved) change.after.insert(state.of_problem.begin(), state.of_problem.end());
  // Whoever does the work answers for it until somebody else is named.
  const auto executor = field(state.now, "executor");
  if (*to == Status::in_progress && issue.responsible == no_row && !is_none(executor))
    change.after.emplace("responsible", executor);
  return change;
}

FormRecord record_of(MeasureFormState& state) {
  return {"measure_form", Entity::measure, state.uuid, state.version, state.before, state.now};
}

// Nothing while the outcome is missing.
Intents save(MeasureFormState& state, const Session& session) {
  const bool is_new = state.uuid.empty();
  const auto problem = change_of_problem(state, *session.snapshot());
  const bool is_solved = problem && text_of(field(problem->after, "status")) == code_of(Status::resolved);
  state.misses_outcome =
      is_solved && (is_none(field(state.of_problem, "outcome")) || is_none(field(state.of_problem, "result")));
  if (state.misses_outcome) return {};
  auto change = change_of(is_new ? ChangeKind::add : ChangeKind::set, record_of(state),
                          is_new ? state.now : changed_fields(state.before, state.now));
  if (!problem) return {CommitChange{std::move(change)}};
  return {CommitEdit{{std::move(change), *problem}, {}}};
}

// A new measure is for a problem, or for a place.
Fields subject_named(const RegisterSnapshot& snapshot, const std::string& uuid) {
  if (snapshot.find_settlement(uuid) != no_row) return {{"settlement", Value{uuid}}};
  if (const Row area = snapshot.find_area(uuid); area != no_row)
    return {{"area_code", Value{snapshot.areas[area].code}}};
  return {{"issue", Value{uuid}}};
}

// The place, where the measure is for no problem of its own.
void place_of_measure(const Session& session, const MeasureFormState& state) {
  const auto& snapshot = *session.snapshot();
  const Row settlement = snapshot.find_settlement(text_of(field(state.now, "settlement")));
  std::string place = settlement == no_row ? text_of(field(state.now, "area_code"))
                                           : place_label(snapshot, {AreaLevel::settlement, settlement});
  for (Row row = 0; row < snapshot.areas.size() && settlement == no_row && !place.empty(); ++row)
    if (snapshot.areas[row].id && snapshot.areas[row].code == text_of(field(state.now, "area_code")))
      place = place_label(snapshot, {snapshot.areas[row].level, row});
  if (place.empty() || !is_none(field(state.now, "issue"))) return;
  flowing_text(fill(tr("For the whole place: {place}"), {{"place", place}}),
               {.style = TextStyle::small, .ink = Ink::text2, .name = "measure_form.place"});
  gap(8);
}
}  // namespace

void fill_measure_form(MeasureFormState& state, const Session& session) {
  state = {};
  const auto& view = session.view();
  const auto& snapshot = *session.snapshot();
  if (view.dialog_row != no_row && view.dialog_row < snapshot.measures.size()) {
    const auto& measure = snapshot.measures[view.dialog_row];
    state.uuid = measure.uuid;
    state.version = measure.version;
    state.before = state.now = fields_of(snapshot, measure);
    return;
  }
  state.now = subject_named(snapshot, view.dialog_text);
  state.now.insert({{"status", Value{"PLANNED"}}, {"kind", Value{"WORKS"}}});
  state.before = state.now;
}

Intents measure_form(const Session& session, MeasureFormState& state) {
  Intents of_files;
  auto intents = show_form(session, state.progress,
                           {.record = record_of(state),
                            .title = state.uuid.empty() ? tr("New measure") : tr("Edit measure"),
                            .first_field = "measure_form.text",
                            .delete_title = tr("Delete this measure?"),
                            .width = 760,
                            .fields =
                                [&] {
                                  place_of_measure(session, state);
                                  fields_of_form(session, state);
                                  problem_fields(session, state);
                                  of_files =
                                      attached_files(session, state.files, "measure_form", Entity::measure, state.uuid);
                                },
                            .has_typed = [&] { return state.now != state.before || !state.of_problem.empty(); },
                            .save = [&] { return is_covered(state.files) ? Intents{} : save(state, session); }});
  intents.insert(intents.begin(), of_files.begin(), of_files.end());
  return intents;
}

}  // namespace riskmap::ui
