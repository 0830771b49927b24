// The geometries of GeoJSON features, straight into the flat arrays of a table.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "layers/geo/feature_table.h"
#include "layers/geo/geometry_reader.h"
#include "layers/geo/json_text.h"

namespace riskmap {

class GeoJsonGeometry {
 public:
  GeoJsonGeometry(JsonText& json, FeatureTable& table, GeometryReader& geometries)
      : json_{json}, table_{table}, geometries_{geometries} {}

  // One "geometry" member, as the feature in this row. The first one decides the table's kind. False when GDAL has to
  // say what it means (geojson_reader.h).
  bool take_geometry(std::int64_t row);

 private:
  bool take_coordinates(bool is_multiple);
  bool take_piece();
  bool take_rings();
  bool take_positions();
  bool take_position();
  template <typename Take>
  bool take_list(Take&& take) {
    if (!json_.take('[')) return false;
    do {
      if (!take()) return false;
    } while (json_.take(','));
    return json_.take(']');
  }

  JsonText& json_;
  FeatureTable& table_;
  GeometryReader& geometries_;
  std::string text_;
};

}  // namespace riskmap
