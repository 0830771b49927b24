// Schematic boundaries from points: nearest-settlement cells, clipped to a district outline (`decisions.md` 46).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

struct CellSite {
  std::string code;    // of the settlement
  std::string parent;  // rural district's code
  LonLat place;
};

struct Cells {
  FeatureTable settlements;      // column "code"; polygons in WGS 84, row i = site i (no parts when outside the clip)
  FeatureTable rural_districts;  // column "code"; unions of their cells
  FeatureTable district;         // one feature: the outline used
  std::vector<std::string> outside;  // codes of sites outside the clip outline: kept as points
};

// Voronoi cells in the UTM zone of the sites' centre. Without a clip the outline is derived: the buffered concave hull
// of the points (constants in cells.cpp, documented there). Two sites on one spot: err.invalid_geometry naming both.
Result<Cells> derive_cells(const std::vector<CellSite>& sites, const FeatureTable* clip = nullptr);

}  // namespace riskmap
