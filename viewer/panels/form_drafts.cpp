#include "viewer/panels/form_drafts.h"

#include <algorithm>

#include "layers/core/uuid.h"
#include "layers/text/translate.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
// What the program had saved before it was stopped is no draft any more.
bool is_saved(const Session& session, const FormDraft& draft) {
  const auto& snapshot = *session.snapshot();
  return draft.record.empty() && (snapshot.find_other(draft.id) != nullptr || snapshot.find_party(draft.id) != no_row);
}

const FormDraft* draft_for(const Session& session, const FormContent& content) {
  const auto& drafts = session.drafts();
  return session.view().draft.empty() ? drafts.find(content.form, content.record, content.about)
                                      : drafts.find(session.view().draft);
}
}  // namespace

Intents put_draft_in(const Session& session, const FormContent& content) {
  const auto* draft = draft_for(session, content);
  if (draft == nullptr || draft->form != content.form || draft->parts.size() > content.now.size()) return {};
  if (is_saved(session, *draft)) return {DropDraft{draft->id}};
  for (std::size_t i = 0; i < draft->parts.size(); ++i)
    for (const auto& [name, value] : draft->parts[i]) content.now[i]->insert_or_assign(name, value);
  if (content.new_uuid != nullptr) *content.new_uuid = draft->id;
  if (content.unconfirmed != nullptr) *content.unconfirmed = draft->unconfirmed;
  if (draft->unconfirmed.empty())
    toast({.kind = ToastKind::information, .text = tr("What you had typed and not saved is back in the form.")});
  return {KeepDraft{*draft}};
}

Intents keep_typed(const Session& session, const FormContent& content) {
  const auto& id = session.view().draft;
  FormDraft draft{id, content.form, content.record, content.about, {}, {}, {}};
  bool is_typed = false;
  for (std::size_t i = 0; i < content.now.size(); ++i) {
    draft.parts.push_back(changed_fields(*content.before[i], *content.now[i]));
    is_typed = is_typed || !draft.parts.back().empty();
  }
  if (!is_typed) return id.empty() ? Intents{} : Intents{DropDraft{id}};
  if (content.unconfirmed != nullptr) draft.unconfirmed = *content.unconfirmed;
  if (const auto* kept = session.drafts().find(id))
    if (kept->parts == draft.parts && kept->unconfirmed == draft.unconfirmed) return {};
  if (id.empty()) draft.id = content.new_uuid != nullptr ? *content.new_uuid : new_uuid();
  return {KeepDraft{std::move(draft)}};
}

}  // namespace riskmap::ui
