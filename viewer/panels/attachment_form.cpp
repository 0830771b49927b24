#include "viewer/panels/attachment_form.h"

#include <algorithm>
#include <utility>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/file_dialogs.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/record_field.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
const Attachment* attachment_in(const Session& session, const std::string& uuid) {
  for (const auto& [owner, attachments] : session.derived().attachments)
    for (const auto& attachment : attachments)
      if (attachment.uuid == uuid) return &attachment;
  return nullptr;
}

// A copy for other programs: the register keeps its own.
Intents copy_fields(const Session& session, AttachmentFormState& state) {
  gap(12);
  text_field("attachment_form.copy", state.copy, {.label = tr("Save a copy as")});
  gap(6);
  const auto* attachment = attachment_in(session, state.uuid);
  const bool can_save = attachment != nullptr && !state.copy.empty();
  if (!button("attachment_form.save_copy", tr("Save a copy"), {.icon = Icon::download, .is_enabled = can_save}))
    return {};
  return {KeepAttachment{attachment->sha256, state.copy}};
}

Intents fields_of_form(const Session& session, AttachmentFormState& state) {
  if (const auto* attachment = attachment_in(session, state.uuid)) {
    flowing_text(attachment->file_name, {.style = TextStyle::semi, .name = "attachment_form.name"});
    flowing_text(attachment_words(*attachment), {.style = TextStyle::small, .ink = Ink::text2});
    gap(10);
  }
  const RecordFields record{"attachment_form", Entity::attachment, state.before, state.now};
  record_field(session, record, "caption");
  record_field(session, record, "taken_on");
  record_field(session, record, "is_public");
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
  const auto* record = session.snapshot()->find_other(uuid);
  if (record == nullptr) return;
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
