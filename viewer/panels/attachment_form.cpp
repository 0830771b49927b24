#include "viewer/panels/attachment_form.h"

#include <utility>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/file_dialogs.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/record_field.h"
#include "viewer/panels/widgets.h"
#include "viewer/session/attached_records.h"

namespace riskmap::ui {

namespace {
// What hangs on an appeal is personal, and never published.
bool is_of_appeal(const AttachmentFormState& state) {
  return text_of(field(state.before, "owner_entity")) == spec_of(Entity::appeal).name;
}

// For other programs: the register keeps its own.
Intents copy_fields(const Session& session, AttachmentFormState& state) {
  const auto attachment = find_attachment(session, state.uuid);
  const bool is_there = attachment.has_value();
  if (session.can_open_files()) {
    gap(8);
    if (button("attachment_form.open", tr("Open in another program"),
               {.icon = Icon::open_outside, .is_enabled = is_there}))
      return {OpenAttachment{attachment->sha256}};
    flowing_text(tr("That gets a copy, which is deleted when Risk Map is closed."),
                 {.style = TextStyle::small, .ink = Ink::text2});
  }
  gap(12);
  text_field("attachment_form.copy", state.copy, {.label = tr("Save a copy as")});
  gap(6);
  const bool can_save = is_there && !state.copy.empty();
  if (!button("attachment_form.save_copy", tr("Save a copy"), {.icon = Icon::download, .is_enabled = can_save}))
    return {};
  return {KeepAttachment{attachment->sha256, state.copy}};
}

Intents fields_of_form(const Session& session, AttachmentFormState& state) {
  if (const auto attachment = find_attachment(session, state.uuid)) {
    flowing_text(attachment->file_name, {.style = TextStyle::semi, .name = "attachment_form.name"});
    flowing_text(attachment_words(*attachment), {.style = TextStyle::small, .ink = Ink::text2});
    gap(10);
  }
  const RecordFields record{"attachment_form", Entity::attachment, state.before, state.now};
  record_field(session, record, "caption");
  record_field(session, record, "taken_on");
  if (!is_of_appeal(state)) record_field(session, record, "is_public");
  return copy_fields(session, state);
}
}  // namespace

std::string attachment_words(const Attachment& attachment) {
  const auto kind = attachment.mime.starts_with("image/") ? tr("Photograph") : tr("Paper");
  const auto day = attachment.taken_on ? format_date(*attachment.taken_on) : std::string{};
  return joined_with_dots({kind, file_size_text(static_cast<std::uintmax_t>(attachment.size)), day,
                           attachment.is_public ? tr("may be published") : std::string{}});
}

void fill_attachment_form(AttachmentFormState& state, const Session& session, const std::string& uuid) {
  state = {};
  const auto record = stored_record(session, Entity::attachment, uuid);
  if (!record) return;
  state.uuid = record->uuid;
  state.version = record->version;
  state.before = state.now = record->fields;
  state.copy = (start_folder(session) / text_of(field(record->fields, "file_name"))).string();
}

Intents attachment_form(const Session& session, AttachmentFormState& state) {
  const FormRecord record{"attachment_form", Entity::attachment, state.uuid, state.version, state.before, state.now};
  Intents copied;
  auto intents = show_form(session, state.progress,
                           {.record = record,
                            .title = tr("Attached file"),
                            .first_field = "attachment_form.caption",
                            .delete_title = tr("Delete this file from the register?"),
                            .width = 560,
                            .fields = [&] { copied = fields_of_form(session, state); },
                            .has_typed = [&] { return state.now != state.before; },
                            .save = [&]() -> Intents {
                              auto changed = changed_fields(state.before, state.now);
                              if (changed.empty()) return {CloseDialog{}};
                              return {CommitChange{change_of(ChangeKind::set, record, std::move(changed))}};
                            }});
  intents.insert(intents.begin(), copied.begin(), copied.end());
  return intents;
}

}  // namespace riskmap::ui
