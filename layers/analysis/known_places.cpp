#include "layers/analysis/known_places.h"

#include <cmath>
#include <limits>

namespace riskmap {

KnownPlaces known_places(std::span<const double> values, const Neighbours& neighbours) {
  KnownPlaces known;
  constexpr auto left_out = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> position(values.size(), left_out);
  for (std::uint32_t row = 0; row < values.size(); ++row) {
    if (!std::isfinite(values[row])) continue;
    position[row] = static_cast<std::uint32_t>(known.rows.size());
    known.rows.push_back(row);
    known.values.push_back(values[row]);
  }
  known.neighbours.links.reserve(neighbours.links.size());
  for (const auto row : known.rows) {
    for (const auto other : neighbours.of(row))
      if (position[other] != left_out) known.neighbours.links.push_back(position[other]);
    known.neighbours.offset.push_back(known.neighbours.links.size());
  }
  return known;
}

}  // namespace riskmap
