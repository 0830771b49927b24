// A filter that keeps the problems of some places only makes a cluster of them by itself: all others count as 0.
#pragma once
#include <string>

#include "layers/model/filter.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

// Whether a condition names a place or a part of the map, or searches everywhere for what a place is called.
bool chooses_places(const FilterNode& filter, const RegisterSnapshot& snapshot);
// What is to be said beside the clusters found under such a filter.
std::string chosen_places_words();

}  // namespace riskmap
