// Equal hexagons, one per settlement, as near as possible to where the settlements lie: a map on which every village
// has the same room for its name and value (`decisions.md` 45). The same places give the same tiles, always.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "layers/core/units.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

struct TilePlace {
  MapPoint point;
  int group = 0;  // rural district: its tiles are kept together; any number
};

// Axial coordinates of pointy-topped hexagons: q to the east, r to the south-east.
struct TileCell {
  int q = 0, r = 0;
  friend auto operator<=>(const TileCell&, const TileCell&) = default;
};

inline constexpr std::uint32_t no_tile = 0xFFFFFFFF;
inline constexpr std::size_t most_tiles = 400;  // beyond that the assignment takes seconds and names no longer fit

struct TileLayout {
  double pitch = 0;               // between the centres of neighbours, in the places' units
  MapPoint origin{};              // centre of cell {0, 0}
  std::vector<TileCell> cells{};  // by place
  std::vector<int> groups{};      // by place
  // Places in the six directions east, north-east, north-west, west, south-west, south-east; no_tile where nobody is.
  std::vector<std::array<std::uint32_t, 6>> neighbours{};

  [[nodiscard]] MapPoint centre(std::size_t place) const;
  // Counter-clockwise; the edge from corner k to k + 1 looks to neighbour k.
  [[nodiscard]] std::array<MapPoint, 6> corners(std::size_t place) const;
};

// No tiles for more than most_tiles places.
TileLayout tile_layout(std::span<const TilePlace> places);

// One polygon per place, in order, for the raster.
FeatureTable tile_features(const TileLayout& layout, const std::string& crs_name);
// One feature per group in rising order of their numbers: the outline of its tiles, in as many parts as it has pieces.
FeatureTable tile_group_features(const TileLayout& layout, const std::string& crs_name);
// How many pieces the groups have beyond one each; 0 = every rural district holds together.
std::size_t split_groups(const TileLayout& layout);

}  // namespace riskmap
