// The dialogs. Each is shown while Session::view().dialog names it; its fields live in its state and are filled afresh
// whenever it opens.
#pragma once
#include <memory>

#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct DialogsState;  // the fields of every dialog
struct DialogsDeleter {
  void operator()(DialogsState* state) const;
};
using Dialogs = std::unique_ptr<DialogsState, DialogsDeleter>;
Dialogs make_dialogs();

// The dialog in force, if any.
Intents dialogs(const Session& session, DialogsState& state);

}  // namespace riskmap::ui
