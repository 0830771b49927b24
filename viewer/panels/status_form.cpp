// The status dialog.
#include "viewer/panels/status_form.h"

#include <algorithm>
#include <utility>

#include "layers/model/rules.h"
#include "layers/text/translate.h"
#include "viewer/panels/choice_rows.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/text_edit.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
void long_text(std::string_view name, Fields& fields, std::string_view field_name, const std::string& label,
               const Session& session, bool is_required) {
  std::string value = text_of(field(fields, field_name));
  const auto error = problem_of(session, field_name);
  if (text_edit(name, value,
                {.label = label,
                 .error = error,
                 .is_required = is_required,
                 .most_characters = longest(Entity::issue, field_name)},
                {.least_lines = 2, .most_lines = 6}))
    fields.insert_or_assign(std::string{field_name}, text_value(value));
}

void date_line(std::string_view name, Fields& fields, std::string_view field_name, const std::string& label,
               const Session& session) {
  auto day = date_of(field(fields, field_name));
  const auto error = problem_of(session, field_name);
  if (date_field(name, day, session.today(), {.label = label, .error = error, .is_required = true}))
    fields.insert_or_assign(std::string{field_name}, date_value(day));
}

std::vector<PickerRow> other_issues(const RegisterSnapshot& snapshot, const std::string& uuid) {
  std::vector<PickerRow> rows;
  for (Row row = 0; row < snapshot.issues.size(); ++row) {
    const auto& issue = snapshot.issues[row];
    if (!issue.id || issue.uuid == uuid || issue.status == Status::duplicate) continue;
    rows.push_back({.id = issue.uuid,
                    .text = issue.title,
                    .grey = issue.reg_no,
                    .search_key = picker_key(issue.title, issue.reg_no)});
  }
  return rows;
}

// What the chosen step asks for (`domain.md` §4).
void needs_of(const Session& session, StatusFormState& state, const StatusTransition& transition) {
  const auto& snapshot = *session.snapshot();
  const auto language = session.view().language;
  const auto to = transition.to;
  if (to == Status::resolved || (to == Status::closed && is_none(field(state.now, "outcome")))) {
    const auto error = problem_of(session, "outcome");
    pick("status_form.outcome", code_rows(snapshot, "outcome", language), state.now, "outcome",
         {.label = tr("Outcome"), .error = error, .is_required = true});
    long_text("status_form.result", state.now, "result", tr("Result"), session, true);
  }
  if (to == Status::in_progress) {
    const auto error = problem_of(session, "responsible");
    pick("status_form.responsible", party_rows(session), state.now, "responsible",
         {.label = tr("Responsible"), .error = error, .is_required = true});
  }
  if (to == Status::forwarded) {
    const auto error = problem_of(session, "forwarded_to");
    pick("status_form.forwarded_to", party_rows(session), state.now, "forwarded_to",
         {.label = tr("Forwarded to"), .error = error, .is_required = true});
  }
  if (to == Status::on_hold)
    date_line("status_form.review_on", state.now, "review_on", tr("Look at it again on"), session);
  if (state.from == Status::closed) date_line("status_form.due_on", state.now, "due_on", tr("New due date"), session);
  if (to == Status::duplicate) {
    const auto error = problem_of(session, "duplicate_of");
    pick("status_form.duplicate_of", other_issues(snapshot, state.uuid), state.now, "duplicate_of",
         {.label = tr("Duplicate of"), .placeholder = tr("Number or title"), .error = error, .is_required = true});
  }
  if (transition.needs_reason) long_text("status_form.reason", state.now, "status_reason", tr("Reason"), session, true);
}

// Why the problem cannot come into the chosen state.
std::string status_problem(const Session& session, Status to) {
  const auto& commit = session.commit();
  const bool is_about_it =
      commit.stage == CommitState::Stage::refused && std::ranges::any_of(commit.problems, [to](const auto& problem) {
        return problem.field == "status" && !problem.is_warning && problem.error.value == code_of(to);
      });
  return is_about_it ? "«" + status_label(*session.snapshot(), to) + "»: " + problem_of(session, "status")
                     : std::string{};
}

const StatusTransition* chosen_transition(const std::vector<StatusTransition>& transitions,
                                          const StatusFormState& state) {
  const auto to = status_of(text_of(field(state.now, "status")));
  for (const auto& transition : transitions)
    if (transition.to == to) return &transition;
  return nullptr;
}

void state_rows(const RegisterSnapshot& snapshot, const std::vector<StatusTransition>& transitions,
                StatusFormState& state) {
  const auto* before = chosen_transition(transitions, state);
  std::vector<std::string> labels;
  for (const auto& transition : transitions) labels.push_back(status_label(snapshot, transition.to));
  std::vector<ChoiceRow> rows;
  for (std::size_t i = 0; i < transitions.size(); ++i)
    rows.push_back({.title = labels[i], .is_chosen = &transitions[i] == before, .id = code_of(transitions[i].to)});
  auto chosen = before == nullptr ? transitions.size() : static_cast<std::size_t>(before - transitions.data());
  if (choice_rows("status_form.to", rows, chosen))
    state.now.insert_or_assign("status", Value{std::string{code_of(transitions[chosen].to)}});
}
}  // namespace

void fill_status_form(StatusFormState& state, const Session& session) {
  state = {};
  const auto& issue = session.snapshot()->issues[session.view().dialog_row];
  state.uuid = issue.uuid;
  state.version = issue.version;
  state.from = issue.status;
  const auto all = fields_of(*session.snapshot(), issue);
  for (const char* name : {"responsible", "outcome", "result"}) state.now.emplace(name, field(all, name));
  state.before = state.now;
}

Intents status_form(const Session& session, StatusFormState& state) {
  const auto& commit = session.commit();
  if (state.waiting_for != 0 && commit.serial >= state.waiting_for && commit.stage != CommitState::Stage::pending) {
    state.waiting_for = 0;
    state.is_refused = commit.stage == CommitState::Stage::refused;
    if (commit.stage == CommitState::Stage::accepted) return {CloseDialog{}};
  }
  // The step starts from where the problem stands now; what was chosen and written stays.
  if (const Row row = session.snapshot()->find_issue(state.uuid);
      row != no_row && commit.stage != CommitState::Stage::pending) {
    state.version = session.snapshot()->issues.core(row).version;
    state.from = session.snapshot()->issues.core(row).status;
  }
  const auto transitions = transitions_from(*session.snapshot(), state.from);
  const bool is_conflict =
      commit.stage == CommitState::Stage::refused && commit.error && commit.error->code == ErrorCode::conflict;
  DialogFrame dialog{"status_form", tr("Change status"), {.width = 560}};
  if (dialog.body()) {
    show_if_gone("status_form", session, Entity::issue, state.uuid);
    if (is_conflict) banner("status_form.conflict", BannerKind::warning, general_problem(session, Entity::issue));
    text(fill(tr("Now: {status}"), {{"status", status_label(*session.snapshot(), state.from)}}), {.ink = Ink::text2});
    gap(4);
    state_rows(*session.snapshot(), transitions, state);
    if (const auto* chosen = chosen_transition(transitions, state)) {
      const auto error = status_problem(session, chosen->to);
      field_foot_line("status_form.to", {.error = error});
      gap(4);
      needs_of(session, state, *chosen);
    }
  }
  dialog.footer(tr("Ctrl+Enter saves"), is_conflict ? std::string{} : general_problem(session, Entity::issue));
  if (std::exchange(state.is_refused, false)) dialog.go_to_refused_field();
  const bool can_save = chosen_transition(transitions, state) != nullptr &&
                        commit.stage != CommitState::Stage::pending && !is_gone(session, Entity::issue, state.uuid);
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool wants_save = dialog.button("save", tr("Save"), ButtonKind::primary, can_save);
  if (can_save && (wants_save || is_chord_pressed({.key = Key::enter, .ctrl = true}))) {
    if (dialog.has_wrong_field()) {
      dialog.go_to_wrong_field();
      return {};
    }
    state.waiting_for = commit.serial + 1;
    Fields after;  // what somebody else has changed meanwhile and this form has not stays
    for (const auto& [name, value] : changed_fields(state.before, state.now))
      if (!is_none(value)) after.emplace(name, value);
    return {CommitChange{Change{.kind = ChangeKind::set,
                                .entity = Entity::issue,
                                .uuid = state.uuid,
                                .version = state.version,
                                .before = {},
                                .after = std::move(after)}}};
  }
  const bool has_typed = state.now != state.before || dialog.has_wrong_field();
  const FormExit exit{"status_form", has_typed, dialog.is_dismissed() || wants_cancel};
  return leave_form(session, exit, state.asks_to_discard);
}

}  // namespace riskmap::ui
