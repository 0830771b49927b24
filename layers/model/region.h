// A piece of the ground that a filter keeps: a polygon, or a circle around a point.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/units.h"

namespace riskmap {

struct Region {
  std::vector<LonLat> ring;  // a polygon's corners; of a circle its middle alone
  double radius_metres = 0;  // of a circle
  // Even-odd; sides are straight in degrees, which over a district is straight on any map. Circles: below.
  [[nodiscard]] bool contains(LonLat place) const;
};

// "69.5 42.1, 69.9 42.1, 69.7 42.4": three or more corners as longitude and latitude; "69.7 42.2 5km" (or 800m): a
// circle. Nothing for any other text, for numbers that are no place on Earth and for a radius over 500 km.
std::optional<Region> region_from(std::string_view text);
std::vector<LonLat> outline_of(const Region& region);  // of a circle 64 corners
std::string text_of(const Region& region);             // six decimals: a tenth of a metre

// Between places that are near each other, by the formula of 47 CFR § 73.208 (c): within a thousandth of the geodesic's
// length at 50 km.
double metres_between(LonLat a, LonLat b);

}  // namespace riskmap
