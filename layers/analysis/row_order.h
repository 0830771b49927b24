// The rows of a layer in an order of their own: by what they are, not by where a file lists them. What is dealt, summed
// up or chosen among equals in this order is the same for a file with its rows shuffled.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "layers/analysis/place_distance.h"
#include "layers/analysis/weights.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

// Row numbers by point, then by shape, then by the values of the columns. Only features alike in all of them keep the
// order of the file; between those nothing can be told.
std::vector<std::uint32_t> own_order(const FeatureTable& features, const Places& places);

// The rows, and the links between them, taken in that order; the inverse of an order undoes it.
std::vector<double> in_order(std::span<const double> values, std::span<const std::uint32_t> order);
Places in_order(const Places& places, std::span<const std::uint32_t> order);
Neighbours in_order(const Neighbours& neighbours, std::span<const std::uint32_t> order);
std::vector<std::uint32_t> inverse_of(std::span<const std::uint32_t> order);

// The rows that share their very point with another one, ascending.
std::vector<std::uint32_t> rows_on_one_point(const Places& places);

}  // namespace riskmap
