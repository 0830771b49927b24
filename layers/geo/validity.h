// Are a layer's polygons valid as OGC Simple Features ask for? GEOS's verdict, with the place it names.
#pragma once
#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

struct ShapeFlaw {
  std::size_t feature = 0;
  std::string reason;   // words of refusal_reasons.h that end with ": "; a place follows them
  double x = 0, y = 0;  // near it, in the table's CRS
};

// In the order of the features, the first flaw of each; err.cancelled.
Result<std::vector<ShapeFlaw>> find_invalid_shapes(const FeatureTable& table, const std::stop_token& stop = {});

// "x 69.5835, y 42.1803", with the digits that lead a GIS there.
std::string place_text(const ShapeFlaw& flaw);

}  // namespace riskmap
