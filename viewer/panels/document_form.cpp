#include "viewer/panels/document_form.h"

#include <utility>

#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/form_conflict.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/text_edit.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
void date_of_field(const Session& session, DocumentFormState& state, std::string_view name, const std::string& label) {
  auto day = date_of(field(state.now, name));
  const auto error = problem_of(session, name);
  if (date_field("document_form." + std::string{name}, day, session.today(), {.label = label, .error = error}))
    state.now.insert_or_assign(std::string{name}, date_value(day));
}

void party_field(const Session& session, DocumentFormState& state, std::string_view name, const std::string& label) {
  const auto error = problem_of(session, name);
  pick("document_form." + std::string{name}, party_rows(*session.snapshot(), session.view().language), state.now, name,
       {.label = label, .placeholder = tr("Start typing a name"), .error = error}, true);
}

// The letters about the same problem, which this document may answer.
std::vector<PickerRow> letters(const Session& session, const DocumentFormState& state) {
  std::vector<PickerRow> rows;
  const auto& book = session.derived().documents;
  const auto found = book.by_owner.find(text_of(field(state.now, "owner")));
  if (found == book.by_owner.end()) return rows;
  for (const auto place : found->second) {
    const auto& document = book.documents[place];
    if (document.uuid == state.uuid) continue;
    const auto title = document_title(*session.snapshot(), document);
    rows.push_back({.id = document.uuid, .text = title, .search_key = picker_key(title)});
  }
  return rows;
}

void number_field_of(const Session& session, DocumentFormState& state) {
  auto number = text_of(field(state.now, "number"));
  const auto label = field_label("document", "number");
  const auto error = problem_of(session, "number");
  if (text_field("document_form.number", number,
                 {.label = label,
                  .error = error,
                  .most_characters = longest(Entity::document, "number"),
                  .is_as_saved = is_as_saved(state.before, state.now, "number")}))
    state.now.insert_or_assign("number", text_value(number));
}

void note_field(const Session& session, DocumentFormState& state) {
  auto note = text_of(field(state.now, "note"));
  const auto error = problem_of(session, "note");
  if (text_edit("document_form.note", note,
                {.label = tr("What it says"),
                 .error = error,
                 .most_characters = longest(Entity::document, "note"),
                 .is_as_saved = is_as_saved(state.before, state.now, "note")},
                {.least_lines = 2, .most_lines = 6}))
    state.now.insert_or_assign("note", text_value(note));
}

void fields_of_form(const Session& session, DocumentFormState& state) {
  {
    Columns columns{2};
    const auto error = problem_of(session, "kind");
    pick("document_form.kind", code_rows(*session.snapshot(), "document_kind", session.view().language), state.now,
         "kind", {.label = tr("Kind"), .error = error, .is_required = true});
    columns.next();
    number_field_of(session, state);
  }
  {
    Columns columns{2};
    date_of_field(session, state, "dated_on", field_label("document", "dated_on"));
    columns.next();
    date_of_field(session, state, "due_on", field_label("document", "due_on"));
  }
  {
    Columns columns{2};
    party_field(session, state, "from_party", field_label("document", "from_party"));
    columns.next();
    party_field(session, state, "to_party", field_label("document", "to_party"));
  }
  const auto answers = field_label("document", "answers");
  if (const auto rows = letters(session, state); !rows.empty())
    pick("document_form.answers", rows, state.now, "answers", {.label = answers}, true);
  note_field(session, state);
}

Change change_of(ChangeKind kind, const DocumentFormState& state, Fields after) {
  return {.kind = kind,
          .entity = Entity::document,
          .uuid = state.uuid,
          .version = state.version,
          .before = {},
          .after = std::move(after)};
}

Intents save(const Session& session, DocumentFormState& state) {
  state.waiting_for = session.commit().serial + 1;
  if (state.uuid.empty()) return {CommitChange{change_of(ChangeKind::add, state, state.now)}};
  return {CommitChange{change_of(ChangeKind::set, state, changed_fields(state.before, state.now))}};
}

Intents ask_to_delete(const Session& session, DocumentFormState& state) {
  if (!state.asks_to_delete) return {};
  const auto answer = ask("document_form.delete_document", {.title = tr("Delete this document?"),
                                                            .text = tr("It can be undone with Ctrl+Z."),
                                                            .yes = tr("Delete"),
                                                            .is_danger = true});
  if (answer != Answer::none) state.asks_to_delete = false;
  if (answer != Answer::yes) return {};
  state.waiting_for = session.commit().serial + 1;
  return {CommitChange{change_of(ChangeKind::remove, state, {})}};
}

// An answer is a letter that comes in from whom the letter went to.
void fill_answer(DocumentFormState& state, const OfficeDocument& letter, const RegisterSnapshot& snapshot) {
  state.now.insert_or_assign("kind", Value{"LETTER_IN"});
  state.now.insert_or_assign("answers", Value{letter.uuid});
  if (letter.to_party != no_row)
    state.now.insert_or_assign("from_party", Value{snapshot.parties[letter.to_party].uuid});
  if (letter.from_party != no_row)
    state.now.insert_or_assign("to_party", Value{snapshot.parties[letter.from_party].uuid});
}
}  // namespace

void fill_document_form(DocumentFormState& state, const Session& session) {
  state = {};
  const auto& view = session.view();
  const auto& snapshot = *session.snapshot();
  const Row issue = view.dialog_row == no_row ? snapshot.find_issue(view.dialog_text) : view.dialog_row;
  if (issue == no_row) {
    const auto* record = snapshot.find_other(view.dialog_text);
    if (record == nullptr) return;
    state.uuid = record->uuid;
    state.version = record->version;
    state.before = state.now = state.opened = record->fields;
    return;
  }
  state.before = state.now = {{"owner_entity", Value{"issue"}},
                              {"owner", Value{snapshot.issues[issue].uuid}},
                              {"kind", Value{"LETTER_OUT"}},
                              {"dated_on", Value{iso_date(session.today())}}};
  if (view.dialog_row != no_row)
    if (const auto* letter = session.derived().documents.find(view.dialog_text)) fill_answer(state, *letter, snapshot);
  state.opened = state.now;
}

Intents document_form(const Session& session, DocumentFormState& state) {
  const auto& commit = session.commit();
  if (state.waiting_for != 0 && commit.serial >= state.waiting_for && commit.stage != CommitState::Stage::pending) {
    state.waiting_for = 0;
    state.is_refused = commit.stage == CommitState::Stage::refused;
    if (commit.stage == CommitState::Stage::accepted) return {CloseDialog{}};
  }
  const bool is_new = state.uuid.empty();
  const FormRecord record{"document_form", Entity::document, state.uuid, state.version, state.before, state.now};
  DialogFrame dialog{"document_form", is_new ? tr("New document") : tr("Document"), {.width = 640}};
  if (dialog.body()) {
    if (std::exchange(state.is_fresh, false)) focus_widget("document_form.kind");
    show_if_gone("document_form", session, Entity::document, state.uuid);
    if (settle_conflict(session, record)) state.settled_commit = commit.serial;
    fields_of_form(session, state);
  }
  const bool is_other = is_gone(session, Entity::document, state.uuid) || is_conflicted(session, record);
  const bool is_said = is_other || commit.serial == state.settled_commit;  // above the fields
  dialog.footer(tr("Ctrl+Enter saves"), is_said ? std::string{} : general_problem(session, Entity::document));
  if (std::exchange(state.is_refused, false)) dialog.go_to_refused_field();
  const bool is_idle = commit.stage != CommitState::Stage::pending && !is_other && session.document().can_edit();
  if (!is_new && dialog.button("delete", tr("Delete"), ButtonKind::danger, is_idle)) state.asks_to_delete = true;
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool wants_save = dialog.button("save", tr("Save"), ButtonKind::primary, is_idle);
  if (wants_save || (is_idle && is_chord_pressed({.key = Key::enter, .ctrl = true}))) {
    if (!dialog.has_wrong_field()) return save(session, state);
    dialog.go_to_wrong_field();
  }
  if (auto next = ask_to_delete(session, state); !next.empty()) return next;
  const bool has_typed = state.now != state.opened || dialog.has_wrong_field();
  return leave_form(session, {"document_form", has_typed, dialog.is_dismissed() || wants_cancel},
                    state.asks_to_discard);
}

std::string document_title(const RegisterSnapshot& snapshot, const OfficeDocument& document) {
  return joined_with_dots({code_label(snapshot, "document_kind", document.kind),
                           document.number.empty() ? std::string{} : "№ " + document.number,
                           document.dated_on ? format_date(*document.dated_on) : std::string{}});
}

std::string awaited_words(const OfficeDocument& document, Date today) {
  if (!document.awaits_answer()) return {};
  if (!document.due_on) return tr("no answer yet");
  if (is_overdue(document, today))
    return joined_with_dots({tr("no answer yet"), late_words(days_between(*document.due_on, today))});
  return joined_with_dots({tr("no answer yet"), deadline_words(*document.due_on)});
}

}  // namespace riskmap::ui
