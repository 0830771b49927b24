// Neighbours by distance: the nearest ones, or all within reach.
#pragma once
#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

#include "layers/analysis/place_distance.h"
#include "layers/analysis/weights.h"
#include "layers/core/result.h"

namespace riskmap {

// The `count` nearest places of each; of those equally far the western, then the southern one, so that the order of the
// rows changes nothing. Where one of the places on one point is among them, all are, and there are more: nothing but
// their values could choose between them. Fewer where there are not so many others. Not mutual.
// Errors: too_large when that makes more than `most_links`, cancelled.
Result<Neighbours> nearest_neighbours(const Places& places, std::size_t count, const std::stop_token& stop = {});

// All places not farther than `distance`, a hair more included: the pair that a distance was measured from stays in.
// Errors: too_large when that makes more than `most_links`, cancelled.
Result<Neighbours> neighbours_within(const Places& places, double distance, const std::stop_token& stop = {});

}  // namespace riskmap
