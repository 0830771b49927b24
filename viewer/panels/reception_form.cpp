#include "viewer/panels/reception_form.h"

#include <algorithm>
#include <utility>

#include "layers/core/uuid.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/form_conflict.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/reception_fields.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
Change change_of(ChangeKind kind, Entity entity, std::string uuid, std::int64_t version, Fields after) {
  return {.kind = kind,
          .entity = entity,
          .uuid = std::move(uuid),
          .version = version,
          .before = {},
          .after = std::move(after)};
}

// Who came to sit at it, was changed for somebody else, or sits there no more.
void add_people_changes(std::vector<Change>& changes, const Session& session, const ReceptionFormState& state) {
  const auto* reception = session.derived().receptions.find(state.uuid);
  for (const std::string_view role : reception_roles) {
    const auto before = field(state.people_before, role), now = field(state.people, role);
    if (before == now) continue;
    const ReceptionPerson* person = nullptr;
    if (reception != nullptr)
      for (const auto& one : reception->people)
        if (one.role == role) person = &one;
    if (person == nullptr && !is_none(now))
      changes.push_back(
          change_of(ChangeKind::add, Entity::reception_person, {}, 0,
                    {{"reception", Value{state.uuid}}, {"party", now}, {"role", Value{std::string{role}}}}));
    else if (person != nullptr && is_none(now))
      changes.push_back(change_of(ChangeKind::remove, Entity::reception_person, person->uuid, person->version, {}));
    else if (person != nullptr)
      changes.push_back(
          change_of(ChangeKind::set, Entity::reception_person, person->uuid, person->version, {{"party", now}}));
  }
}

Intents save(ReceptionFormState& state, const Session& session) {
  const auto kind = state.is_new ? ChangeKind::add : ChangeKind::set;
  std::vector<Change> changes{change_of(kind, Entity::reception, state.uuid, state.version,
                                        state.is_new ? state.now : changed_fields(state.before, state.now))};
  add_people_changes(changes, session, state);
  state.waiting_for = session.commit().serial + 1;
  return {CommitEdit{std::move(changes), {}}};
}

Intents ask_to_delete(const Session& session, ReceptionFormState& state) {
  if (!state.asks_to_delete) return {};
  const auto answer = ask("reception_form.delete_reception", {.title = tr("Delete this reception?"),
                                                              .text = tr("It can be undone with Ctrl+Z."),
                                                              .yes = tr("Delete"),
                                                              .is_danger = true});
  if (answer != Answer::none) state.asks_to_delete = false;
  if (answer != Answer::yes) return {};
  state.waiting_for = session.commit().serial + 1;
  return {CommitChange{change_of(ChangeKind::remove, Entity::reception, state.uuid, state.version, {})}};
}

void fill_people(ReceptionFormState& state, const Session& session) {
  const auto* reception = session.derived().receptions.find(state.uuid);
  if (reception == nullptr) return;
  for (const auto& person : reception->people)
    if (person.party != no_row)
      state.people.insert_or_assign(person.role, Value{session.snapshot()->parties[person.party].uuid});
  state.people_before = state.people;
}

constexpr int workdays_ahead = 10;  // people must be told in time

// The first working day, in time to tell people, on which no other reception is planned.
Date free_day(const Session& session) {
  const auto& calendar = session.snapshot()->calendar;
  const auto& receptions = session.derived().receptions.receptions;
  Date day = calendar.add_workdays(session.today(), workdays_ahead);
  while (std::ranges::any_of(receptions,
                             [day](const Reception& one) { return one.is_planned() && one.planned_on == day; }))
    day = calendar.add_workdays(day, 1);
  return day;
}

// Of a list of places to go to: where, and when it could be.
void fill_planned(ReceptionFormState& state, const Session& session, Row settlement) {
  const auto& place = session.snapshot()->settlements[settlement];
  state.now.insert_or_assign("settlement", Value{place.uuid});
  state.now.insert_or_assign("area_code", Value{place.rural_district});
  state.now.insert_or_assign("planned_on", date_value(free_day(session)));
}

std::string title_of(const ReceptionFormState& state) {
  return state.is_new ? tr("New reception") : tr("Reception");
}
}  // namespace

void fill_reception_form(ReceptionFormState& state, const Session& session) {
  state = {};
  const auto& view = session.view();
  if (const auto* record = view.dialog_text.empty() ? nullptr : session.snapshot()->find_other(view.dialog_text)) {
    state.uuid = record->uuid;
    state.is_new = false;
    state.version = record->version;
    state.before = state.now = record->fields;
    return fill_people(state, session);
  }
  state.uuid = new_uuid();
  state.now = {{"kind", Value{"OFFSITE"}}, {"status", Value{"PLANNED"}}};
  if (view.place && view.place->level == AreaLevel::rural_district)
    state.now.emplace("area_code", Value{session.snapshot()->areas[view.place->row].code});
  if (view.dialog_row != no_row) fill_planned(state, session, view.dialog_row);
  state.before = state.now;
}

namespace {
Intents form(const Session& session, ReceptionFormState& state, Intents& of_files) {
  const auto& commit = session.commit();
  if (state.waiting_for != 0 && commit.serial >= state.waiting_for && commit.stage != CommitState::Stage::pending) {
    state.waiting_for = 0;
    state.is_refused = commit.stage == CommitState::Stage::refused;
    if (commit.stage == CommitState::Stage::accepted) return {CloseDialog{}};
  }
  const auto stored = state.is_new ? std::string{} : state.uuid;
  const FormRecord record{"reception_form", Entity::reception, stored, state.version, state.before, state.now};
  DialogFrame dialog{"reception_form", title_of(state), {.width = 720}};
  Row problem = no_row;
  if (dialog.body()) {
    if (std::exchange(state.is_fresh, false))
      focus_widget(state.is_new ? "reception_form.planned_on" : "reception_form.held_on");
    show_if_gone("reception_form", session, Entity::reception, stored);
    if (settle_conflict(session, record)) state.settled_commit = commit.serial;
    reception_fields(session, state);
    problem = reception_briefing(session, state);
    of_files = attached_files(session, state.files, "reception_form", Entity::reception, stored);
  }
  const bool is_other =
      is_gone(session, Entity::reception, stored) || is_conflicted(session, record) || is_covered(state.files);
  const bool is_said = is_other || commit.serial == state.settled_commit;  // above the fields
  dialog.footer(state.is_new ? tr("Ctrl+Enter saves") : tr("Ctrl+Enter saves · Ctrl+P: papers"),
                is_said ? std::string{} : general_problem(session, Entity::reception));
  if (std::exchange(state.is_refused, false)) dialog.go_to_refused_field();
  const bool is_idle = commit.stage != CommitState::Stage::pending && !is_other && session.document().can_edit();
  if (!state.is_new && dialog.button("delete", tr("Delete"), ButtonKind::danger, is_idle)) state.asks_to_delete = true;
  const bool has_typed = state.now != state.before || state.people != state.people_before || dialog.has_wrong_field();
  // What stands on paper is what is saved.
  const bool wants_pack =
      !state.is_new && !has_typed && !is_other &&
      (dialog.button("pack", tr("Papers"), ButtonKind::secondary) || is_chord_pressed({.key = Key::p, .ctrl = true}));
  if (wants_pack) return {MakeReceptionPack{state.uuid}};
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool wants_save = dialog.button("save", tr("Save"), ButtonKind::primary, is_idle);
  if (wants_save || (is_idle && is_chord_pressed({.key = Key::enter, .ctrl = true}))) {
    if (!dialog.has_wrong_field()) return save(state, session);
    dialog.go_to_wrong_field();
  }
  if (auto next = ask_to_delete(session, state); !next.empty()) return next;
  if (problem != no_row && !has_typed) return {CloseDialog{}, SelectIssue{problem, true}};
  return leave_form(session, {"reception_form", has_typed, dialog.is_dismissed() || wants_cancel},
                    state.asks_to_discard);
}
}  // namespace

Intents reception_form(const Session& session, ReceptionFormState& state) {
  Intents intents;
  const auto next = form(session, state, intents);
  intents.insert(intents.end(), next.begin(), next.end());
  return intents;
}

}  // namespace riskmap::ui
