// The places a shape may belong to: their codes, the keys of all their spellings, and where they lie.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/units.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

struct BoundaryPlace {
  std::string code, parent_code;
  Names names;
  std::vector<std::string> keys;    // place_key() of every spelling
  std::vector<LonLat> own_points;   // of the settlement, or of all settlements of the area
  std::vector<LonLat> near_points;  // of the settlements in the same parent
};

// All settlements for the settlement level, else all areas of the level.
std::vector<BoundaryPlace> boundary_places(const RegisterSnapshot& snapshot, AreaLevel level);

// A name without what sources add to it or spell differently: case, look-alike letters, "ауылдық округі", "с.о.", "г.",
// spaces and hyphens. "Төлеби ауданы" and "Төле би" have one key.
std::string place_key(std::string_view name);

}  // namespace riskmap
