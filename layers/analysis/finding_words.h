// One answer about hotspots in plain words, whatever it was found by: neighbours (hotspot_words.h) or circles
// (scan_words.h).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "layers/analysis/hotspot_finding.h"

namespace riskmap {

std::string sentence_of(const RegisterSnapshot& snapshot, const HotspotFinding& finding, const PlaceHotspot& place);
// As short_line_of (hotspot_words.h): of a cluster of the scan what is seen in its circle.
std::string short_line_of(const HotspotFinding& finding, const PlaceHotspot& place);
std::string method_line(const HotspotFinding& finding);
std::vector<std::string> how_found(const RegisterSnapshot& snapshot, const HotspotFinding& finding,
                                   const PlaceHotspot& place);
std::vector<std::string> why_nothing(const RegisterSnapshot& snapshot, const HotspotFinding& finding,
                                     const ToldPower& told);
// That nobody knows who touches whom where the program drew the borders; empty where it does not matter.
std::string drawn_borders_words(const HotspotGround& ground);

}  // namespace riskmap
