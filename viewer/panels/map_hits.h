// The list of all that lies under a point of the map, each with its layer, to choose from.
#pragma once
#include "viewer/panels/map_panel.h"

namespace riskmap::ui {

Intents map_hits(const Session& session, MapPanelState& state, const Layout& layout);

}  // namespace riskmap::ui
