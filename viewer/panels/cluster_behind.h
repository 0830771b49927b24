// What a cluster's card says of the problems behind it, and the way to them in the table.
#pragma once
#include <string>

#include "layers/analysis/hotspot_finding.h"
#include "viewer/session/filter_state.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// How many are late or left lying, and who answers for most of them; nothing where no problems are counted.
void behind_line(const Session& session, const PlaceHotspot& place, const std::string& name);

// Whether a filter can show the problems behind a place: not those of a scan, which counts each at its main place
// alone.
bool can_be_filtered(const HotspotFinding& finding, const PlaceHotspot& place);
// The filter of the view, narrowed to the problems seen at the place and its neighbours; can_be_filtered() holds.
FilterState filter_of_cluster(const Session& session, const PlaceHotspot& place);

}  // namespace riskmap::ui
