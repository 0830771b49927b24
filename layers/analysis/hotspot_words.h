// Hotspots in plain words of the current language: one sentence a place, how it was found, and what cannot be said.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "layers/analysis/hotspot_power.h"
#include "layers/analysis/register_hotspots.h"
#include "layers/analysis/weights_choice.h"
#include "layers/model/place.h"

namespace riskmap {

// The verdict as a legend says it: "More than by chance", "Cannot be tested".
std::string label_of(PlaceVerdict verdict);
std::string label_of(HotspotMethod method);
std::string label_of(Correction correction);
// "its 6 nearest places", "places whose borders touch".
std::string label_of(const WeightsChoice& weights);

// "In Қасқасу and its neighbours: 18 open problems where about 7 would be expected; …". Any verdict has one.
std::string sentence_of(const RegisterSnapshot& snapshot, const RegisterHotspots& found, const PlaceHotspot& place);
// The verdict and its figures: "More than by chance: 18 with its neighbours, about 7 expected". Without figures where
// nothing was tested, or where the sum of the neighbours says something else than each of them.
std::string short_line_of(const RegisterHotspots& found, const PlaceHotspot& place);

struct HotspotGround {
  WeightsChoice weights{};
  bool is_schematic = false;
  std::size_t added = 0, taken = 0;  // links changed by hand
  std::size_t gone = 0;              // such changes that name a place that there is no more
};
// Changes by hand that name a place that there is no more.
std::string gone_links_words(std::size_t count);
// Getis-Ord Gi* · 6 nearest places · Benjamini-Hochberg, α = 0.05 · n = 55.
std::string method_line(const RegisterHotspots& found, const HotspotGround& ground);
// How a place's line was found, one statement each: method, figures, caveats.
std::vector<std::string> how_found(const RegisterSnapshot& snapshot, const RegisterHotspots& found,
                                   const PlaceHotspot& place, const HotspotGround& ground);
// Where no correction was asked for: how many places pass by chance alone. Nothing else.
std::string unadjusted_words(const RegisterHotspots& found);
// Why no place is named, and what could have been seen; empty when some place is.
std::vector<std::string> why_nothing(const RegisterHotspots& found, const ToldPower& told);

}  // namespace riskmap
