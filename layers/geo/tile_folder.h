// A folder of map tiles as web maps have them: ZOOM/COLUMN/ROW.png or .jpg, the world in Web Mercator, rows from the
// north; from the south where a tilemapresource.xml (TMS) lies beside them.
#pragma once
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/geo/tile_mosaic.h"

namespace riskmap {

class TileFolder {
 public:
  // Nothing for a folder without such tiles.
  static std::optional<TileFolder> in(const std::filesystem::path& folder);

  // The tiles that cover a box (EPSG:3857) at about this many metres a pixel. Nothing where there are none, where the
  // folder has none that are coarse enough, or once `stop` is requested. A tile that cannot be read is left out.
  [[nodiscard]] std::optional<TileMosaic> mosaic(const Box& box, double metres_per_pixel,
                                                 const std::stop_token& stop) const;

  // Why there are none: the folder has gone, or has none that are coarse enough. Nothing where it lies elsewhere.
  [[nodiscard]] std::optional<Error> what_lacks(const Box& box, double metres_per_pixel) const;

 private:
  [[nodiscard]] std::optional<TileRange> range_for(const Box& box, double metres_per_pixel) const;
  [[nodiscard]] std::filesystem::path file_of(const TileName& tile) const;

  std::filesystem::path folder_;
  std::vector<int> zooms_;  // rising
  std::string ending_;
  int side_ = 256;  // pixels of a tile
  bool counts_from_south_ = false;
};

}  // namespace riskmap
