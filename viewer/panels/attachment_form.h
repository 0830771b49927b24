// An attached file: its caption and day, whether it may be published, and a copy of it on the disk.
#pragma once
#include <string>

#include "viewer/panels/form_frame.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct AttachmentFormState {
  FormProgress progress;
  std::string uuid;
  std::int64_t version = 0;
  Fields before, now;
  std::string copy;  // where a copy would go
};
void fill_attachment_form(AttachmentFormState& state, const Session& session, const std::string& uuid);
Intents attachment_form(const Session& session, AttachmentFormState& state);

// "Photograph · 1.2 MB · 30 November 2026"
std::string attachment_words(const Attachment& attachment);

}  // namespace riskmap::ui
