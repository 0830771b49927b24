// A view of the map that a person comes back to, kept in the settings with the map's path.
#pragma once
#include <string>

#include "layers/core/units.h"

namespace riskmap {

struct Bookmark {
  std::string name;
  LonLat place;                 // in the middle of what panels leave of the map
  double metres_per_pixel = 0;  // true ones on the ground, of a pixel at scale 100 %
  friend bool operator==(const Bookmark&, const Bookmark&) = default;
};
inline constexpr std::size_t most_bookmarks = 100;        // of one map
inline constexpr std::size_t longest_bookmark_name = 80;  // characters

}  // namespace riskmap
