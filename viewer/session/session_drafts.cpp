// Half-typed forms kept, opened again and thrown away; a pasted message as one of them.
#include <utility>

#include "layers/core/uuid.h"
#include "layers/exchange/pasted_message.h"
#include "layers/text/translate.h"
#include "viewer/session/session_apply.h"

namespace riskmap {

namespace {
Row row_of(const RegisterSnapshot& snapshot, const FormDraft& draft) {
  if (draft.record.empty()) return no_row;
  return draft.form == Dialog::measure_form ? snapshot.find_measure(draft.record) : snapshot.find_issue(draft.record);
}

bool is_there(const RegisterSnapshot& snapshot, const FormDraft& draft) {
  return snapshot.find_other(draft.record) != nullptr || snapshot.find_party(draft.record) != no_row ||
         std::ranges::find(snapshot.categories, draft.record, &Category::uuid) != snapshot.categories.end();
}

bool is_by_row(Dialog form) {
  return form == Dialog::issue_form || form == Dialog::measure_form || form == Dialog::status_change;
}
}  // namespace

void Session::bring_drafts() {
  const auto& meta = document_.reg->snapshot->meta;
  const auto uuid = meta.find("uuid");
  drafts_ = DraftBook{options_.drafts_folder, uuid == meta.end() ? std::string{} : uuid->second};
}

// The form that is left has been saved or thrown away.
void Session::leave_draft() {
  const auto id = std::exchange(view_.draft, {});
  if (id.empty()) return;
  if (const auto dropped = drafts_.drop(id); !dropped) tell(dropped.error());
}

void Session::Applier::operator()(const KeepDraft& intent) const {
  if (!session.document_.can_edit()) return;
  if (session.view_.dialog == intent.draft.form) session.view_.draft = intent.draft.id;
  if (const auto kept = session.drafts_.keep(intent.draft); !kept) session.tell(kept.error());
}

void Session::Applier::operator()(const DropDraft& intent) const {
  if (session.view_.draft == intent.id) session.view_.draft.clear();
  if (const auto dropped = session.drafts_.drop(intent.id); !dropped) session.tell(dropped.error());
}

void Session::Applier::operator()(const OpenDraft& intent) const {
  const auto* found = session.drafts_.find(intent.id);
  if (found == nullptr || session.snapshot() == nullptr) return;
  const FormDraft draft = *found;
  const Row row = row_of(*session.snapshot(), draft);
  const bool is_known = is_by_row(draft.form) ? row != no_row : is_there(*session.snapshot(), draft);
  if (!draft.record.empty() && !is_known) {
    session.apply(DropDraft{draft.id});
    return session.tell(Toast::Kind::info, tr("The record of this draft no longer exists."));
  }
  const bool has_record_text = !is_by_row(draft.form) && !draft.record.empty();
  session.apply(OpenDialog{draft.form, row, has_record_text ? draft.record : draft.about});
  session.view_.draft = draft.id;
}

void Session::Applier::operator()(const PasteMessage& intent) const {
  if (!session.document_.can_edit()) return;
  const auto message = read_message(intent.text, *session.snapshot());
  if (message.appeal.empty()) return session.tell(Toast::Kind::info, tr("There is no text of a message to paste."));
  FormDraft draft;
  draft.id = new_uuid();
  draft.form = Dialog::appeal_form;
  draft.parts = {message.appeal, message.applicant};
  for (const auto& part : draft.parts)
    for (const auto& [name, value] : part) draft.unconfirmed.insert(name);
  const auto id = draft.id;
  if (const auto kept = session.drafts_.keep(std::move(draft)); !kept) session.tell(kept.error());
  session.apply(OpenDraft{id});
}

}  // namespace riskmap
