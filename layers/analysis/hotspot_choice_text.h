// How hotspots are looked for, as lines of text: settings keep them, a saved view can.
#pragma once
#include <string>
#include <vector>

#include "layers/analysis/register_hotspots.h"

namespace riskmap {

// "method lisa", "weights knn:4", "link added settlement UUID UUID"; nothing for what is as usual.
std::vector<std::string> lines_of(const HotspotChoice& choice);
// A line that is not understood is left out.
HotspotChoice hotspot_choice_from(const std::vector<std::string>& lines);

}  // namespace riskmap
