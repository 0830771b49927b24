// What the program has said since it started, and the lists behind what it counted.
#pragma once
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

Intents messages_dialog(const Session& session);
// Of the message whose serial is view().dialog_text.
Intents load_report_dialog(const Session& session);

}  // namespace riskmap::ui
