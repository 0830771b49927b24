// What chance has to do with one place, wherever hotspots are looked at: on the map or in the list of clusters.
#pragma once
#include "layers/analysis/hotspot_finding.h"
#include "viewer/panels/inspector.h"

namespace riskmap::ui {

// Null where hotspots are not looked at, of another level, or still being reckoned.
const PlaceHotspot* hotspot_looked_at(const Session& session, const Place& place);
// Of its class on the map.
Colour hotspot_colour(const Session& session, const PlaceHotspot& place);
// The sentence of the place in the inspector, and how it was found when that is asked for.
void hotspot_card(const Session& session, InspectorState& state, const PlaceHotspot& place);

}  // namespace riskmap::ui
