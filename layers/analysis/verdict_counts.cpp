#include "layers/analysis/verdict_counts.h"

#include <algorithm>

namespace riskmap {

std::size_t places_with(PlaceVerdict verdict, const Hotspots& found) {
  return static_cast<std::size_t>(std::ranges::count(found.places, verdict, &PlaceStatistic::verdict));
}

std::size_t places_with(PlaceVerdict verdict, const RegisterHotspots& found) {
  const auto verdict_of = [](const PlaceHotspot& place) { return place.statistic.verdict; };
  return static_cast<std::size_t>(std::ranges::count(found.places, verdict, verdict_of));
}

std::size_t testable_places(const Hotspots& found) {
  return found.tested - places_with(PlaceVerdict::untestable, found);
}

std::size_t testable_places(const RegisterHotspots& found) {
  return found.tested - places_with(PlaceVerdict::untestable, found);
}

}  // namespace riskmap
