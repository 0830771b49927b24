#include "viewer/panels/document_form.h"

#include <utility>

#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/text_edit.h"
#include "viewer/panels/widgets.h"

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
  pick("document_form." + std::string{name}, party_rows(session), state.now, name,
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
  const FormRecord record{"document_form", Entity::document, state.uuid, state.version, state.before, state.now};
  const bool is_new = state.uuid.empty();
  Intents of_files;
  auto intents =
      show_form(session, state.progress,
                {.record = record,
                 .title = is_new ? tr("New document") : tr("Document"),
                 .first_field = "document_form.kind",
                 .delete_title = tr("Delete this document?"),
                 .fields =
                     [&] {
                       fields_of_form(session, state);
                       of_files = attached_files(session, state.files, "document_form", Entity::document, state.uuid);
                     },
                 .has_typed = [&] { return state.now != state.opened; },
                 .save = [&]() -> Intents {
                   if (is_covered(state.files)) return {};
                   if (is_new) return {CommitChange{change_of(ChangeKind::add, record, state.now)}};
                   return {CommitChange{change_of(ChangeKind::set, record, changed_fields(state.before, state.now))}};
                 }});
  intents.insert(intents.begin(), of_files.begin(), of_files.end());
  return intents;
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
