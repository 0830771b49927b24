// A join count in plain words of the current language: which yes or no is asked, and how many neighbours answer alike.
#pragma once
#include <string>
#include <vector>

#include "layers/analysis/register_hotspots.h"

namespace riskmap {

// "“Overdue problems” – at least one": the answer whose clusters are looked for.
const std::string& answer_looked_for(const RegisterHotspots& found);
// "Köksäyek: “Overdue problems” – at least one; the same at 5 of its 6 neighbours, where about 2.1 would be expected".
std::string join_gap(const RegisterSnapshot& snapshot, const RegisterHotspots& found, const PlaceHotspot& at);
// Of a place with the other answer.
std::string absent_sentence(const RegisterSnapshot& snapshot, const RegisterHotspots& found, const PlaceHotspot& at);
// "5 of 6 neighbours alike, about 2.1 expected".
std::string join_figures(const PlaceHotspot& at);
// What was asked, of how many places it is so, and which neighbours of this one answer alike; a statement each.
std::vector<std::string> how_joined(const RegisterSnapshot& snapshot, const RegisterHotspots& found,
                                    const PlaceHotspot& at);

}  // namespace riskmap
