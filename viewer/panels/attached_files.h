// The files attached to a record, inside its form: listed, described, one more attached. What is opened here lies above
// the form, which keeps what was typed.
#pragma once
#include <string>
#include <string_view>

#include "viewer/panels/attachment_form.h"
#include "viewer/panels/file_dialogs.h"

namespace riskmap::ui {

struct AttachedFilesState {
  AttachmentFormState file;  // the form of a file that lies above
  OpenFileState choice;      // the dialog that chooses one more
  enum class Above { nothing, file, choice } above = Above::nothing;
};

// FORM.files, FORM.file.UUID, FORM.attach. `owner`: the record's uuid; "" = it is not saved yet, and then only that is
// said.
Intents attached_files(const Session& session, AttachedFilesState& state, std::string_view form, Entity owner_entity,
                       const std::string& owner);
// The form below keeps still meanwhile.
bool is_covered(const AttachedFilesState& state);

// The cards alone; true with the uuid of the one that was pressed.
std::string attachment_cards(const Session& session, std::string_view form, const std::string& owner);

}  // namespace riskmap::ui
