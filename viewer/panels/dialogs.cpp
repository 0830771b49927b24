// Which dialog is open, and its fields filled when it opens.
#include "viewer/panels/dialogs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "viewer/panels/appeal_form.h"
#include "viewer/panels/attachment_form.h"
#include "viewer/panels/bookmark_dialogs.h"
#include "viewer/panels/crs_dialog.h"
#include "viewer/panels/document_form.h"
#include "viewer/panels/entry_form.h"
#include "viewer/panels/expired_applicants_dialog.h"
#include "viewer/panels/file_dialogs.h"
#include "viewer/panels/file_use_dialog.h"
#include "viewer/panels/form_drafts.h"
#include "viewer/panels/import_dialog.h"
#include "viewer/panels/issue_form.h"
#include "viewer/panels/laptop_dialogs.h"
#include "viewer/panels/links_save.h"
#include "viewer/panels/measure_form.h"
#include "viewer/panels/message_dialogs.h"
#include "viewer/panels/party_form.h"
#include "viewer/panels/passport_form.h"
#include "viewer/panels/projection_dialog.h"
#include "viewer/panels/reception_form.h"
#include "viewer/panels/reference_lists.h"
#include "viewer/panels/small_dialogs.h"
#include "viewer/panels/status_form.h"
#include "viewer/panels/theme.h"
#include "viewer/panels/widgets_state.h"

namespace riskmap::ui {

struct DialogsState {
  Dialog open = Dialog::none;
  Row row = no_row;
  std::uint64_t opened_at = 0;
  bool asks_author = false;
  IssueFormState issue;
  AppealFormState appeal;
  ReceptionFormState reception;
  MeasureFormState measure;
  DocumentFormState document;
  PartyFormState party;
  EntryFormState entry;
  AttachmentFormState attachment;
  ReferenceListsState lists;
  PassportFormState passport;
  StatusFormState status;
  OpenFileState file;
  ExportState exported;
  LinksSaveState neighbours;
  TakeToLaptopState laptop;
  LaptopReturnState laptop_return;
  ExpiredApplicantsState expired_applicants;
  CrsState crs;
  FileUseState file_use;
  ImportState imported;
  BookmarkState bookmark;
  SmallDialogsState small, author;
};

void DialogsDeleter::operator()(DialogsState* state) const {
  delete state;
}
Dialogs make_dialogs() {
  return Dialogs{new DialogsState};
}

namespace {
void fill(DialogsState& state, const Session& session) {
  switch (state.open) {
    case Dialog::issue_form:
      return fill_issue_form(state.issue, session);
    case Dialog::appeal_form:
      return fill_appeal_form(state.appeal, session);
    case Dialog::reception_form:
      return fill_reception_form(state.reception, session);
    case Dialog::measure_form:
      return fill_measure_form(state.measure, session);
    case Dialog::document_form:
      return fill_document_form(state.document, session);
    case Dialog::party_form:
      return fill_party_form(state.party, session);
    case Dialog::entry_form:
      return fill_entry_form(state.entry, session);
    case Dialog::attachment_form:
      return fill_attachment_form(state.attachment, session, session.view().dialog_text);
    case Dialog::reference_lists:
      return fill_reference_lists(state.lists, session);
    case Dialog::passport:
      return fill_passport_form(state.passport, session);
    case Dialog::status_change:
      return fill_status_form(state.status, session);
    case Dialog::open_file:
      return fill_open_file(state.file, session);
    case Dialog::choose_crs:
      return fill_crs(state.crs, session);
    case Dialog::file_use:
      return fill_file_use(state.file_use, session);
    case Dialog::export_file:
      return fill_export(state.exported, session);
    case Dialog::save_neighbours:
      return fill_links_save(state.neighbours, session);
    case Dialog::take_to_laptop:
      return fill_take_to_laptop(state.laptop, session);
    case Dialog::laptop_return:
      return fill_laptop_return(state.laptop_return, session);
    case Dialog::expired_applicants:
      return void(state.expired_applicants = {});
    case Dialog::import_table:
      return fill_import(state.imported, session);
    case Dialog::bookmark:
    case Dialog::bookmarks:
      return fill_bookmark(state.bookmark, session);
    default:
      return fill_small_dialogs(state.small, session);
  }
}

bool is_record_form(Dialog dialog) {
  return dialog == Dialog::issue_form || dialog == Dialog::appeal_form || dialog == Dialog::reception_form ||
         dialog == Dialog::measure_form || dialog == Dialog::document_form || dialog == Dialog::party_form ||
         dialog == Dialog::entry_form || dialog == Dialog::attachment_form || dialog == Dialog::passport ||
         dialog == Dialog::status_change;
}

// Dialogs about records make no sense without a register, or about a record that has gone. A form that is open already
// stays: what was typed into it can still be copied.
bool is_possible(const Session& session, const DialogsState& state) {
  const auto& view = session.view();
  const auto* snapshot = session.snapshot();
  if (is_record_form(view.dialog) && snapshot != nullptr && state.open == view.dialog &&
      state.opened_at == view.dialog_serial)
    return true;
  switch (view.dialog) {
    case Dialog::issue_form:
      return snapshot != nullptr &&
             (view.dialog_row == no_row || static_cast<bool>(snapshot->issues.core(view.dialog_row).id));
    case Dialog::appeal_form:
      return snapshot != nullptr &&
             (view.dialog_text.empty() || session.derived().appeals.find(view.dialog_text) != nullptr);
    case Dialog::reception_form:
      return snapshot != nullptr &&
             (view.dialog_text.empty() || session.derived().receptions.find(view.dialog_text) != nullptr);
    case Dialog::status_change:
    case Dialog::delete_issue:
      return snapshot != nullptr && view.dialog_row < snapshot->issues.size() &&
             snapshot->issues.core(view.dialog_row).id;
    case Dialog::document_form:
      return snapshot != nullptr && (view.dialog_row != no_row || snapshot->find_issue(view.dialog_text) != no_row ||
                                     snapshot->find_other(view.dialog_text) != nullptr);
    case Dialog::measure_form:
      return snapshot != nullptr &&
             (view.dialog_row == no_row || static_cast<bool>(snapshot->measures.core(view.dialog_row).id));
    case Dialog::attachment_form:
      return snapshot != nullptr && snapshot->find_other(view.dialog_text) != nullptr;
    case Dialog::party_form:
      return snapshot != nullptr && (view.dialog_text.empty() || snapshot->find_party(view.dialog_text) != no_row);
    case Dialog::bookmark:
      return session.has_ground() && (view.dialog_row == no_row || view.dialog_row < session.bookmarks().size());
    case Dialog::projection:
      return !session.document().view_crs().empty();
    case Dialog::save_neighbours:
      return session.has_links();
    case Dialog::export_file:
    case Dialog::import_table:
    case Dialog::take_to_laptop:
    case Dialog::laptop_return:
    case Dialog::expired_applicants:
    case Dialog::passport:
    case Dialog::entry_form:
    case Dialog::reference_lists:
    case Dialog::review_note:
      return snapshot != nullptr;
    default:
      return true;
  }
}

FormContent content_of(AppealFormState& form) {
  return {Dialog::appeal_form,
          form.is_new ? std::string{} : form.uuid,
          {},
          form.is_new ? &form.uuid : nullptr,
          {&form.now, &form.person},
          {&form.before, &form.person_before},
          &form.unconfirmed};
}

FormContent content_of(ReceptionFormState& form) {
  return {
      Dialog::reception_form,    form.is_new ? std::string{} : form.uuid, {},     form.is_new ? &form.uuid : nullptr,
      {&form.now, &form.people}, {&form.before, &form.people_before},     nullptr};
}

FormContent content_of(DocumentFormState& form) {
  const auto owner = riskmap::text_of(field(form.before, "owner"));
  const auto about = form.uuid.empty() ? owner : std::string{};
  return {Dialog::document_form, form.uuid, about, nullptr, {&form.now}, {&form.before}, nullptr};
}

FormContent content_of(PartyFormState& form) {
  return {Dialog::party_form,
          form.uuid,
          {},
          form.uuid.empty() ? &form.new_uuid : nullptr,
          {&form.now, &form.places},
          {&form.before, &form.places_before},
          nullptr};
}

FormContent content_of(EntryFormState& form) {
  return {Dialog::entry_form, form.uuid, form.uuid.empty() ? form.list : std::string{}, nullptr, {&form.now},
          {&form.before},     nullptr};
}

FormContent content_of(PassportFormState& form) {
  const Fields* none = &form.untouched;
  const Fields* head = form.has_typed() ? none : &form.head;  // the day belongs to what is typed
  return {Dialog::passport, {}, {}, nullptr, {&form.head, &form.typed, &form.sources}, {head, none, none}, nullptr};
}

// Of a form of one record and nothing else.
template <typename Form>
FormContent content_of(Dialog dialog, Form& form, const std::string& about) {
  return {dialog, form.uuid, about, nullptr, {&form.now}, {&form.before}, nullptr};
}

std::optional<FormContent> content_of(DialogsState& state, const Session& session) {
  const auto& about = session.view().dialog_text;
  switch (state.open) {
    case Dialog::issue_form:
      return content_of(Dialog::issue_form, state.issue, about);
    case Dialog::appeal_form:
      return content_of(state.appeal);
    case Dialog::reception_form:
      return content_of(state.reception);
    case Dialog::measure_form:
      return content_of(Dialog::measure_form, state.measure, about);
    case Dialog::document_form:
      return content_of(state.document);
    case Dialog::party_form:
      return content_of(state.party);
    case Dialog::entry_form:
      return content_of(state.entry);
    case Dialog::attachment_form:
      return content_of(Dialog::attachment_form, state.attachment, {});
    case Dialog::passport:
      return content_of(state.passport);
    case Dialog::status_change:
      return content_of(Dialog::status_change, state.status, {});
    default:
      return std::nullopt;
  }
}

Intents fill_when_opened(DialogsState& state, const Session& session) {
  const auto& view = session.view();
  if (state.open == view.dialog && state.row == view.dialog_row && state.opened_at == view.dialog_serial) return {};
  state.open = view.dialog;
  state.row = view.dialog_row;
  state.opened_at = view.dialog_serial;
  kit().drafts->forget_typed();
  fill(state, session);
  const auto content = session.document().can_edit() ? content_of(state, session) : std::nullopt;
  auto put = content ? put_draft_in(session, *content) : Intents{};
  state.appeal.is_person_open =
      std::ranges::any_of(state.appeal.person, [](const auto& entry) { return !is_none(entry.second); });
  return put;
}

Intents show_record_form(const Session& session, DialogsState& state) {
  switch (session.view().dialog) {
    case Dialog::issue_form:
      return issue_form(session, state.issue);
    case Dialog::appeal_form:
      return appeal_form(session, state.appeal);
    case Dialog::reception_form:
      return reception_form(session, state.reception);
    case Dialog::measure_form:
      return measure_form(session, state.measure);
    case Dialog::document_form:
      return document_form(session, state.document);
    case Dialog::party_form:
      return party_form(session, state.party);
    case Dialog::entry_form:
      return entry_form(session, state.entry);
    case Dialog::attachment_form:
      return attachment_form(session, state.attachment);
    case Dialog::passport:
      return passport_form(session, state.passport);
    default:
      return status_form(session, state.status);
  }
}

Intents show_file_dialog(const Session& session, DialogsState& state) {
  switch (session.view().dialog) {
    case Dialog::open_file:
      return open_file_dialog(session, state.file);
    case Dialog::choose_crs:
      return crs_dialog(session, state.crs);
    case Dialog::file_use:
      return file_use_dialog(session, state.file_use);
    case Dialog::export_file:
      return export_dialog(session, state.exported);
    case Dialog::save_neighbours:
      return links_save_dialog(session, state.neighbours);
    case Dialog::take_to_laptop:
      return take_to_laptop_dialog(session, state.laptop);
    case Dialog::laptop_return:
      return laptop_return_dialog(session, state.laptop_return);
    default:
      return import_dialog(session, state.imported);
  }
}

Intents show(const Session& session, DialogsState& state) {
  switch (session.view().dialog) {
    case Dialog::issue_form:
    case Dialog::appeal_form:
    case Dialog::reception_form:
    case Dialog::measure_form:
    case Dialog::document_form:
    case Dialog::party_form:
    case Dialog::entry_form:
    case Dialog::attachment_form:
    case Dialog::passport:
    case Dialog::status_change:
      return show_record_form(session, state);
    case Dialog::open_file:
    case Dialog::choose_crs:
    case Dialog::file_use:
    case Dialog::export_file:
    case Dialog::save_neighbours:
    case Dialog::take_to_laptop:
    case Dialog::laptop_return:
    case Dialog::import_table:
      return show_file_dialog(session, state);
    case Dialog::delete_issue:
      return delete_dialog(session);
    case Dialog::projection:
      return projection_dialog(session);
    case Dialog::expired_applicants:
      return expired_applicants_dialog(session, state.expired_applicants);
    case Dialog::settings:
      return settings_dialog(session);
    case Dialog::reference_lists:
      return reference_lists_dialog(session, state.lists);
    case Dialog::about:
      return about_dialog();
    case Dialog::shortcuts:
      return shortcuts_dialog();
    case Dialog::author:
      return author_dialog(session, state.small);
    case Dialog::palette:
      return palette_dialog(session, state.small);
    case Dialog::bookmark:
      return bookmark_dialog(session, state.bookmark);
    case Dialog::bookmarks:
      return bookmarks_dialog(session, state.bookmark);
    case Dialog::review_note:
      return review_dialog(session, state.small);
    case Dialog::messages:
      return messages_dialog(session);
    case Dialog::load_report:
      return load_report_dialog(session);
    case Dialog::none:
      break;
  }
  return {};
}
}  // namespace

Intents dialogs(const Session& session, DialogsState& state) {
  const auto& view = session.view();
  if (view.asks_author && !std::exchange(state.asks_author, true)) fill_small_dialogs(state.author, session);
  state.asks_author = view.asks_author;
  if (view.asks_author) return author_dialog(session, state.author);
  if (view.dialog == Dialog::none) {
    state.open = Dialog::none;
    return {};
  }
  if (!is_possible(session, state)) return {CloseDialog{}};
  if (auto put = fill_when_opened(state, session); !put.empty()) return put;
  if (session.asks_to_quit() && !is_record_form(view.dialog)) return {CloseDialog{}, Quit{}};
  auto intents = show(session, state);
  const auto content = session.document().can_edit() ? content_of(state, session) : std::nullopt;
  if (!content) return intents;
  // First what was typed, so that a form that is left leaves nothing behind.
  auto kept = keep_typed(session, *content);
  kept.insert(kept.end(), intents.begin(), intents.end());
  return kept;
}

}  // namespace riskmap::ui
