// A layer without the rows that have no value: what statistics of place are made from.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "layers/analysis/weights.h"

namespace riskmap {

// The places that have a value, closed up; `rows`: which they were.
struct KnownPlaces {
  std::vector<std::uint32_t> rows{};
  std::vector<double> values{};
  Neighbours neighbours{};
};

KnownPlaces known_places(std::span<const double> values, const Neighbours& neighbours);

}  // namespace riskmap
