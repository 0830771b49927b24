// How many places have a verdict, and how many could have had one.
#pragma once
#include <cstddef>

#include "layers/analysis/register_hotspots.h"

namespace riskmap {

std::size_t places_with(PlaceVerdict verdict, const Hotspots& found);
std::size_t places_with(PlaceVerdict verdict, const RegisterHotspots& found);
// Of the tested those that some deal could have made significant.
std::size_t testable_places(const Hotspots& found);
std::size_t testable_places(const RegisterHotspots& found);

}  // namespace riskmap
