// Map tiles laid side by side.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "layers/geo/tile_grid.h"

namespace riskmap {

using TilePixels = std::vector<Colour>;  // a square, row by row from the top

struct TileMosaic {
  ImageSize size;
  Box extent;                  // EPSG:3857
  std::vector<Colour> pixels;  // row by row from the top; transparent where there is no tile
};

// A PNG or JPEG of `side` by `side` pixels; nothing for whatever else is there.
std::optional<TilePixels> read_tile(const std::filesystem::path& file, int side);
std::optional<int> side_of_tile(const std::filesystem::path& file);  // of a square one, at most 1024

// Nothing where no tile is found, or once `stop` is requested.
using FindTile = std::function<std::optional<TilePixels>(const TileName&)>;
std::optional<TileMosaic> mosaic_of(const TileRange& range, int side, const FindTile& find,
                                    const std::stop_token& stop);

}  // namespace riskmap
