// A letter, an order or a decision about a problem.
#pragma once
#include <cstdint>
#include <string>

#include "viewer/panels/attached_files.h"
#include "viewer/panels/form_frame.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct DocumentFormState {
  std::string uuid;  // empty = a new one
  std::int64_t version = 0;
  Fields before, now;
  Fields opened;  // as the form was when nothing had been typed
  FormProgress progress;
  AttachedFilesState files;
};
// view.dialog_text names the document, or the problem that a new one is about. With view.dialog_row it is the letter
// that a new one answers, and the row the problem.
void fill_document_form(DocumentFormState& state, const Session& session);
Intents document_form(const Session& session, DocumentFormState& state);

// "Outgoing letter · № 12-3 · 14.03.2026"
std::string document_title(const RegisterSnapshot& snapshot, const OfficeDocument& document);
// What a letter waits for: "no answer, 5 days late"; nothing where it waits for none.
std::string awaited_words(const OfficeDocument& document, Date today);

}  // namespace riskmap::ui
