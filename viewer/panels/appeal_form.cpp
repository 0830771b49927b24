#include "viewer/panels/appeal_form.h"

#include <algorithm>
#include <utility>

#include "layers/core/uuid.h"
#include "layers/model/appeals.h"
#include "layers/text/translate.h"
#include "viewer/panels/appeal_fields.h"
#include "viewer/panels/applicant_fields.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/form_conflict.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
Change change_of(const AppealFormState& state) {
  return {.kind = state.is_new ? ChangeKind::add : ChangeKind::set,
          .entity = Entity::appeal,
          .uuid = state.uuid,
          .version = state.version,
          .before = {},
          .after = state.is_new ? state.now : changed_fields(state.before, state.now)};
}

Intents save(AppealFormState& state, const Session& session, AppealFormState::Then then) {
  std::vector<Change> changes{change_of(state)};
  if (const Row row = std::exchange(state.joins, no_row); row != no_row)
    changes.push_back(
        {.kind = ChangeKind::add,
         .entity = Entity::appeal_issue,
         .uuid = {},
         .version = 0,
         .before = {},
         .after = {{"appeal", Value{state.uuid}}, {"issue", Value{session.snapshot()->issues.uuid(row)}}}});
  state.then = then;
  state.waiting_for = session.commit().serial + 1;
  std::vector<ApplicantChange> applicants;
  // Where none can be kept the form has said so, and the appeal is not held up.
  const bool is_kept = session.document().reg->info.applicants.can_write();
  if (auto told = changed_fields(state.person_before, state.person); is_kept && !told.empty())
    applicants.push_back({state.uuid, state.person_version, {}, std::move(told)});
  return {CommitEdit{std::move(changes), {}, std::move(applicants)}};
}

bool has_typed(const AppealFormState& state) {
  return state.now != state.before || !changed_fields(state.person_before, state.person).empty();
}

// What a person has changed, or found right, is a guess no more.
void confirm(AppealFormState& state, const Fields& record, const Fields& person) {
  std::erase_if(state.unconfirmed, [&](const std::string& name) {
    return field(state.now, name) != field(record, name) || field(state.person, name) != field(person, name);
  });
}

// The dealt-with problem that an unsatisfied applicant speaks of.
Row to_reopen(const Session& session, const AppealFormState& state) {
  if (text_of(field(state.now, "satisfied")) != "NO" || text_of(field(state.before, "satisfied")) == "NO")
    return no_row;
  const auto* appeal = session.derived().appeals.find(state.uuid);
  if (appeal == nullptr) return no_row;
  const auto& issues = session.snapshot()->issues;
  const auto found = std::ranges::find_if(
      appeal->issues, [&issues](Row row) { return group_of(issues[row].status) == StatusGroup::done; });
  return found == appeal->issues.end() ? no_row : *found;
}

Intents after_commit(const Session& session, AppealFormState& state) {
  const auto& commit = session.commit();
  if (state.waiting_for == 0 || commit.serial < state.waiting_for || commit.stage == CommitState::Stage::pending)
    return {};
  state.waiting_for = 0;
  state.is_refused = commit.stage == CommitState::Stage::refused;
  // Somebody else was first at the applicant: what is there now is asked for, what was typed stays.
  if (commit.error && commit.error->code == ErrorCode::conflict) state.has_asked = false;
  if (commit.stage != CommitState::Stage::accepted) return {};
  if (state.then == AppealFormState::Then::make_problem) return {OpenDialog{Dialog::issue_form, no_row, state.uuid}};
  if (to_reopen(session, state) == no_row) return {CloseDialog{}};
  state.asks_to_reopen = true;
  return {};
}

Intents ask_to_reopen(const Session& session, AppealFormState& state) {
  const Row row = to_reopen(session, state);
  if (row == no_row) return {CloseDialog{}};
  const auto question = fill(tr("The applicant is not satisfied. Reopen problem {number}?"),
                             {{"number", session.snapshot()->issues[row].reg_no}});
  switch (ask(
      "appeal_form.reopen",
      {.title = tr("Reopen the problem?"), .text = question, .yes = tr("Reopen…"), .no = tr("Leave it as it is")})) {
    case Answer::yes:
      return {SelectIssue{row, false}, OpenDialog{Dialog::status_change, row, {}}};
    case Answer::no:
      return {CloseDialog{}};
    case Answer::none:
      return {};
  }
  return {};
}

Intents ask_to_delete(const Session& session, AppealFormState& state) {
  if (!state.asks_to_delete) return {};
  const auto answer = ask("appeal_form.delete_appeal", {.title = tr("Delete this appeal?"),
                                                        .text = tr("It can be undone with Ctrl+Z."),
                                                        .yes = tr("Delete"),
                                                        .is_danger = true});
  if (answer == Answer::none) return {};
  state.asks_to_delete = false;
  if (answer == Answer::no) return {};
  state.then = AppealFormState::Then::close;
  state.waiting_for = session.commit().serial + 1;
  return {CommitChange{Change{.kind = ChangeKind::remove,
                              .entity = Entity::appeal,
                              .uuid = state.uuid,
                              .version = state.version,
                              .before = {},
                              .after = {}}}};
}

// Where a pressed problem leads: one it is joined to is shown, another is joined.
Intents follow(const Session& session, AppealFormState& state, const PressedProblem& pressed) {
  if (pressed.issue == no_row) return {};
  if (!pressed.is_joined) {
    state.joins = pressed.issue;
    return save(state, session, AppealFormState::Then::close);
  }
  if (has_typed(state)) return {};  // what was typed is saved first
  return {CloseDialog{}, SelectIssue{pressed.issue, true}};
}
}  // namespace

void fill_appeal_form(AppealFormState& state, const Session& session) {
  state = {};
  const auto& view = session.view();
  const auto& snapshot = *session.snapshot();
  if (const auto* record = view.dialog_text.empty() ? nullptr : snapshot.find_other(view.dialog_text)) {
    state.uuid = record->uuid;
    state.is_new = false;
    state.version = record->version;
    state.before = state.now = record->fields;
    return;
  }
  state.uuid = new_uuid();
  const auto registered = snapshot.calendar.next_workday(session.today());
  state.now = {{"kind", Value{"APPLICATION"}},
               {"received_on", Value{iso_date(session.today())}},
               {"registered_on", Value{iso_date(registered)}},
               {"due_on", Value{iso_date(answer_due(snapshot, registered))}},
               {"collective_count", Value{std::int64_t{1}}}};
  if (view.place && view.place->level == AreaLevel::settlement)
    state.now.emplace("settlement", Value{snapshot.settlements[view.place->row].uuid});
  state.before = state.now;
}

namespace {
Intents form(const Session& session, AppealFormState& state, Intents& asked) {
  if (auto next = after_commit(session, state); !next.empty()) return next;
  const auto stored = state.is_new ? std::string{} : state.uuid;
  const FormRecord record{"appeal_form", Entity::appeal, stored, state.version, state.before, state.now};
  const auto* appeal = session.derived().appeals.find(state.uuid);
  const auto number = appeal == nullptr ? std::string{} : appeal->reg_no;
  DialogFrame dialog{"appeal_form",
                     state.is_new ? tr("New appeal") : fill(tr("Appeal {number}"), {{"number", number}}),
                     {.width = 760}};
  PressedProblem pressed;
  if (dialog.body()) {
    if (std::exchange(state.is_fresh, false)) focus_widget("appeal_form.settlement");
    show_if_gone("appeal_form", session, Entity::appeal, stored);
    if (settle_conflict(session, record)) state.settled_commit = session.commit().serial;
    if (!state.unconfirmed.empty() &&
        banner("appeal_form.from_message", BannerKind::information,
               tr("Read out of a message. Look at each marked field before you save."), tr("All is right")))
      state.unconfirmed.clear();
    const Fields record_before = state.now, person_before = state.person;
    appeal_fields(session, state);
    asked = applicant_fields(session, state);
    confirm(state, record_before, person_before);
    pressed = appeal_problems(session, state);
    if (!state.is_new) answer_fields(session, state);
    const auto of_files = attached_files(session, state.files, "appeal_form", Entity::appeal, stored);
    asked.insert(asked.end(), of_files.begin(), of_files.end());
  }
  const bool is_other =
      is_gone(session, Entity::appeal, stored) || is_conflicted(session, record) || is_covered(state.files);
  const bool is_said = is_other || session.commit().serial == state.settled_commit;  // above the fields
  dialog.footer(state.is_new ? tr("Ctrl+Enter saves and makes a problem of it") : tr("Ctrl+P: slip"),
                is_said ? std::string{} : general_problem(session, Entity::appeal));
  if (std::exchange(state.is_refused, false)) dialog.go_to_refused_field();
  const bool is_confirmed = state.unconfirmed.empty();
  const bool is_idle = is_confirmed && session.commit().stage != CommitState::Stage::pending && !is_other &&
                       session.document().can_edit();
  if (!state.is_new && dialog.button("delete", tr("Delete"), ButtonKind::danger, is_idle)) state.asks_to_delete = true;
  const bool wants_slip = !state.is_new && !has_typed(state) && !is_covered(state.files) &&
                          (dialog.button("slip", tr("Slip"), ButtonKind::secondary, is_idle) ||
                           is_chord_pressed({.key = Key::p, .ctrl = true}));
  if (wants_slip) return {MakeSlip{state.uuid}};
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool wants_save = dialog.button("save", tr("Save"), ButtonKind::secondary, is_idle);
  const bool wants_problem = dialog.button("make_problem", tr("New problem"), ButtonKind::primary, is_idle) ||
                             (is_idle && is_chord_pressed({.key = Key::enter, .ctrl = true}));
  const bool wants_any = wants_save || wants_problem || (is_idle && pressed.issue != no_row);
  if (wants_any && dialog.has_wrong_field()) {
    dialog.go_to_wrong_field();
    return {};
  }
  if (wants_problem) return save(state, session, AppealFormState::Then::make_problem);
  if (wants_save) return save(state, session, AppealFormState::Then::close);
  if (is_idle)
    if (auto next = follow(session, state, pressed); !next.empty()) return next;
  if (state.asks_to_reopen) return ask_to_reopen(session, state);
  if (auto next = ask_to_delete(session, state); !next.empty()) return next;
  if (auto next = ask_to_erase(state); !next.empty()) return next;
  const bool is_changed = has_typed(state) || dialog.has_wrong_field();
  return leave_form(session, {"appeal_form", is_changed, dialog.is_dismissed() || wants_cancel}, state.asks_to_discard);
}

}  // namespace

Intents appeal_form(const Session& session, AppealFormState& state) {
  auto intents = ask_for_applicant(session, state);
  Intents asked;
  const auto next = form(session, state, asked);
  intents.insert(intents.end(), asked.begin(), asked.end());
  intents.insert(intents.end(), next.begin(), next.end());
  return intents;
}

}  // namespace riskmap::ui
