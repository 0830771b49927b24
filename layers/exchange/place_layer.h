// A register's places as layers in the view CRS: polygons, equal tiles and points, each feature knowing its row.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/model/place.h"
#include "layers/model/register_snapshot.h"
#include "layers/raster/layer_geometry.h"
#include "layers/store/register_store.h"

namespace riskmap {

struct PlaceLayer {
  AreaLevel level = AreaLevel::settlement;
  Geometry geometry;
  std::vector<Row> rows;                // feature -> row of snapshot.settlements or .areas; no_row = unknown code
  std::vector<std::uint32_t> features;  // row -> feature; no_feature when the place has no shape
  std::vector<std::optional<MapPoint>> middles;  // by feature, for areas: where its symbol stands, deep inside it
  // By feature, for areas: rings of its other parts that are large enough for a name of their own.
  std::vector<std::vector<std::uint32_t>> further_parts;
  bool is_schematic = false;  // some of its shapes were derived from points
};

struct PlaceLayers {
  std::string view_crs;
  std::array<std::optional<PlaceLayer>, 4> shapes;  // by AreaLevel; none = the register holds no shape of that level
  PlaceLayer tiles;                                 // one hexagon per settlement with a point
  Geometry tile_borders;                            // one outline per rural district around its tiles
  double tile_radius = 0;                           // centre to corner, view CRS units
  std::vector<std::optional<MapPoint>> points;      // by settlement row
  Box extent;                                       // of everything above, without the tiles

  [[nodiscard]] const PlaceLayer* layer(AreaLevel level) const {
    const auto& found = shapes[static_cast<std::size_t>(level)];
    return found ? &*found : nullptr;
  }
};

// The register's own shapes, by AreaLevel, WGS 84; null where it holds none.
Result<std::array<Features, 4>> load_all_shapes(RegisterStore& store);

// `shapes[level]`: polygons in WGS 84 with a text column "code"; null = none. `view` as in layers/geo/view_system.h.
Result<PlaceLayers> place_layers(const RegisterSnapshot& snapshot, const std::array<Features, 4>& shapes,
                                 const std::string& view = {});

}  // namespace riskmap
