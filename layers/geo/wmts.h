// What a WMTS server offers, by its capabilities (OGC 07-057r7). A layer whose tiles lie in the grid of web maps
// (layers/geo/tile_grid.h) becomes an address of map tiles; from there on it is one like any other.
#pragma once
#include <stop_token>
#include <string>
#include <vector>

#include "layers/core/result.h"

namespace riskmap {

struct OfferedTiles {
  std::string name;         // its title; its identifier where titles are missing or the same
  std::string address;      // as layers/geo/tile_address.h reads it
  std::string attribution;  // who offers it; "" when the server does not say
};

// `asked_at`: where tiles are asked for when the capabilities name no address of their own.
// Errors: format (no capabilities of WMTS), unsupported (none of its layers is a picture in that grid).
Result<std::vector<OfferedTiles>> offered_tiles(const std::string& capabilities, const std::string& asked_at);

// Asks the server. Errors: as above, and those of fetch.
Result<std::vector<OfferedTiles>> ask_for_tiles(const std::string& address, const std::stop_token& stop = {});

}  // namespace riskmap
