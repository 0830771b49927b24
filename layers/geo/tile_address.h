// The address of map tiles as a person gives it: https://host/{z}/{x}/{y}.png. {-y} counts rows from the south, {s} is
// one of the hosts a, b, c; #zmax=N at the end says how deep the server's zooms go.
#pragma once
#include <string>

#include "layers/core/result.h"
#include "layers/geo/tile_grid.h"

namespace riskmap {

struct TileAddress {
  std::string text;
  std::string attribution;  // whose tiles they are, as far as it is known: at least the host
  int finest_zoom = 19;

  // Errors: usage (not http or https, no place for zoom, column and row).
  static Result<TileAddress> from(const std::string& asked);
  [[nodiscard]] std::string url(const TileName& tile) const;
};

}  // namespace riskmap
