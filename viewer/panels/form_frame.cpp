#include "viewer/panels/form_frame.h"

#include <utility>

#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
// True when what was sent has been accepted.
bool take_answer(const Session& session, FormProgress& progress) {
  const auto& commit = session.commit();
  if (progress.waiting_for == 0 || commit.serial < progress.waiting_for || commit.stage == CommitState::Stage::pending)
    return false;
  progress.waiting_for = 0;
  progress.is_refused = commit.stage == CommitState::Stage::refused;
  return commit.stage == CommitState::Stage::accepted;
}

// A form that has more to ask sends nothing.
Intents sent(const Session& session, FormProgress& progress, Intents intents) {
  if (!intents.empty()) progress.waiting_for = session.commit().serial + 1;
  return intents;
}

Intents ask_to_delete(const Session& session, FormProgress& progress, const FormFrame& frame) {
  if (!progress.asks_to_delete) return {};
  const auto answer =
      ask(std::string{frame.record.form} + ".delete_record", {.title = frame.delete_title,
                                                              .text = tr("It can be undone with Ctrl+Z."),
                                                              .yes = tr("Delete"),
                                                              .is_danger = true});
  if (answer != Answer::none) progress.asks_to_delete = false;
  if (answer != Answer::yes) return {};
  return sent(session, progress, {CommitChange{change_of(ChangeKind::remove, frame.record, {})}});
}

// What stands above the fields is not said below them again.
std::string error_below(const Session& session, const FormProgress& progress, const FormRecord& record,
                        bool is_said_above) {
  const bool is_said = is_said_above || session.commit().serial == progress.settled_commit;
  return is_said ? std::string{} : general_problem(session, record.entity);
}
}  // namespace

Change change_of(ChangeKind kind, const FormRecord& record, Fields after) {
  return {.kind = kind,
          .entity = record.entity,
          .uuid = record.uuid,
          .version = record.version,
          .before = {},
          .after = std::move(after)};
}

Intents show_form(const Session& session, FormProgress& progress, const FormFrame& frame) {
  if (take_answer(session, progress)) return {CloseDialog{}};
  const auto& record = frame.record;
  DialogFrame dialog{record.form, frame.title, {.width = frame.width}};
  if (dialog.body()) {
    if (std::exchange(progress.is_fresh, false)) focus_widget(frame.first_field);
    show_if_gone(record.form, session, record.entity, record.uuid);
    if (settle_conflict(session, record)) progress.settled_commit = session.commit().serial;
    frame.fields();
  }
  const bool is_other = is_gone(session, record.entity, record.uuid) || is_conflicted(session, record);
  dialog.footer(tr("Ctrl+Enter saves"), error_below(session, progress, record, is_other));
  if (std::exchange(progress.is_refused, false)) dialog.go_to_refused_field();
  const bool is_idle =
      session.commit().stage != CommitState::Stage::pending && !is_other && session.document().can_edit();
  if (!record.uuid.empty() && frame.can_be_deleted &&
      dialog.button("delete", tr("Delete"), ButtonKind::danger, is_idle))
    progress.asks_to_delete = true;
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool wants_save = dialog.button("save", tr("Save"), ButtonKind::primary, is_idle);
  if (wants_save || (is_idle && is_chord_pressed({.key = Key::enter, .ctrl = true}))) {
    if (!dialog.has_wrong_field()) return sent(session, progress, frame.save());
    dialog.go_to_wrong_field();
  }
  if (auto next = ask_to_delete(session, progress, frame); !next.empty()) return next;
  const bool has_typed = frame.has_typed() || dialog.has_wrong_field();
  return leave_form(session, {record.form, has_typed, dialog.is_dismissed() || wants_cancel}, progress.asks_to_discard);
}

}  // namespace riskmap::ui
