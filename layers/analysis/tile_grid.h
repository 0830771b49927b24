// Arithmetic of a grid of pointy-topped hexagons, and a tile map being improved.
#pragma once
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "layers/analysis/tile_layout.h"

namespace riskmap {

// East, north-east, north-west, west, south-west, south-east.
inline constexpr std::array<TileCell, 6> tile_directions{{{1, 0}, {1, -1}, {0, -1}, {-1, 0}, {-1, 1}, {0, 1}}};
inline TileCell beside(TileCell cell, std::size_t direction) {
  return {cell.q + tile_directions[direction].q, cell.r + tile_directions[direction].r};
}

struct TileGrid {
  double pitch = 1;
  MapPoint origin;
  [[nodiscard]] MapPoint centre(TileCell cell) const {
    return {origin.x + pitch * (cell.q + cell.r / 2.0), origin.y - pitch * (std::sqrt(3.0) / 2) * cell.r};
  }
};

// Swaps and moves tiles while that lowers the cost: distance from where the places lie, pieces of groups beyond one,
// holes, and ragged group shapes. `wanted` and `groups` by place; starts from and improves `cells`, staying within
// `room`.
void improve_tiles(const TileGrid& grid, std::span<const MapPoint> wanted, std::span<const int> groups,
                   std::span<const TileCell> room, std::vector<TileCell>& cells);

// Pieces of each group, walked over neighbouring tiles: the piece number of every place, counted from 0 over all
// groups.
std::vector<std::size_t> tile_pieces(std::span<const TileCell> cells, std::span<const int> groups);

}  // namespace riskmap
