// A spatial scan as an answer about hotspots: its clusters, and what they say of every place.
#pragma once
#include "layers/analysis/hotspot_finding.h"

namespace riskmap {

// `known` is kept for the next answer by another method. Error: invalid_input for an indicator that counts nothing.
Result<HotspotFinding> scan_by_choice(const HotspotSource& source, AreaLevel level, const Indicator& indicator,
                                      const HotspotChoice& choice, const WeighedPlaces& places,
                                      std::shared_ptr<const KnownNeighbours> known);

}  // namespace riskmap
