// Where the features of a layer lie, and how far from one another.
#pragma once
#include <cstdint>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

// One place per row: a point itself, the centroid of areas by area, of lines by length. NaN where there is no shape.
// On the ellipsoid (longitude, latitude) or, planar, in the layer's own numbers.
struct Places {
  std::vector<double> x{}, y{};
  bool is_planar = false;

  [[nodiscard]] std::size_t size() const { return x.size(); }
  [[nodiscard]] bool has(std::size_t row) const { return x[row] == x[row] && y[row] == y[row]; }
  [[nodiscard]] double distance(std::size_t a, std::size_t b) const;  // metres, or the layer's units when planar
  // Distances that differ by no more come from rounding: they count as equal.
  [[nodiscard]] double rounding() const;
};

// Planar also without a coordinate system. Error: no_crs.
Result<Places> places_of(const FeatureTable& features, bool is_planar);

}  // namespace riskmap
