// The look of what lies over a register's theme, below its row in the layer list.
#pragma once
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// Which of them a row is of; nothing = a row without a look of its own.
std::optional<Overlay> overlay_of(LayerKind kind);
void overlay_fields(Intents& intents, const Session& session, Overlay overlay);

}  // namespace riskmap::ui
