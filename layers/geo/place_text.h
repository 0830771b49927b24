// Coordinates as a person types or pastes them, read into a place.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "layers/core/units.h"

namespace riskmap {

struct PlaceText {
  enum class Order { latitude_first, longitude_first, metres };
  LonLat place;
  Order order = Order::latitude_first;  // how the numbers were taken
  std::string crs{};                    // of metres: "EPSG:32642"
};

// Degrees with a decimal point or comma, degrees and minutes with or without seconds, with marks (42°10'48"N) or
// letters (N С, S Ю О, E В Ш, W З Б; lat, lon) or bare; "geo:42.18,69.88"; metres of UTM ("42T 572000 4670000"), of
// Gauss–Krüger with its zone ("12572000 4670000", Pulkovo 1942) or of any system named first ("EPSG:32642 572000
// 4670000"). What the text leaves open, the order of bare numbers and a missing zone, is taken so that the place lies
// nearest to `near`. Nothing for any other text.
std::optional<PlaceText> place_in(std::string_view text, LonLat near);

}  // namespace riskmap
