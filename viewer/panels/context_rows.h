// The layers beside the theme in the layer list: shown or hidden by a press, styled, moved and taken away below it.
#pragma once
#include <optional>

#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// `styled` is the layer whose style is open.
void context_rows(Intents& intents, const Session& session, std::optional<std::size_t>& styled);

}  // namespace riskmap::ui
