// The grid of web maps: the world in Web Mercator, four times as many tiles at every next zoom, rows from the north.
#pragma once
#include <compare>
#include <cstdint>

#include "layers/core/units.h"

namespace riskmap {

inline constexpr int deepest_zoom = 24;

struct TileName {
  int zoom, column, row;
  friend auto operator<=>(const TileName&, const TileName&) = default;
};

// Both ends are included.
struct TileRange {
  int zoom, first_column, last_column, first_row, last_row;
  [[nodiscard]] int columns() const { return last_column - first_column + 1; }
  [[nodiscard]] int rows() const { return last_row - first_row + 1; }
  [[nodiscard]] std::int64_t count() const { return std::int64_t{columns()} * rows(); }
  [[nodiscard]] Box extent() const;  // EPSG:3857
};

TileRange range_of(const Box& box, int zoom);  // what covers a box of EPSG:3857
// The zoom whose tiles of `side` pixels are as fine as a picture; beyond the deepest as well.
int zoom_of(double metres_per_pixel, int side);

}  // namespace riskmap
