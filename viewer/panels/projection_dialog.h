// Which coordinate system the map is drawn in: each with what it is good for. The map behind follows at once.
#pragma once
#include <string>

#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

Intents projection_dialog(const Session& session);
// Of the map as it stands: its code where it has one ("EPSG:32642"), else its name ("Equal areas").
std::string projection_text(const Session& session);

}  // namespace riskmap::ui
