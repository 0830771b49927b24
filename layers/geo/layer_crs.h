// The coordinate system of a layer: its name, its WKT and the order of its axes.
#pragma once
#include <string>

#include "layers/core/result.h"

class OGRSpatialReference;

namespace riskmap {

struct LayerCrs {
  std::string name;  // "EPSG:32642", "ESRI:102696", else the WKT's own name; "" when there is none
  std::string wkt;   // WKT 2 on one line
  bool is_geographic = false;
  bool has_swapped_axes = false;  // stored as lat/lon or northing/easting
  std::string title{};            // as a person knows it: "WGS 84 / UTM zone 42N"
};

LayerCrs crs_of(const OGRSpatialReference* reference);
// A coordinate system that a person named; err.no_crs when PROJ does not know it.
Result<LayerCrs> named_crs(const std::string& name);

// err.usage unless the name is known and means places on a flat map: degrees or a projection, nothing geocentric,
// nothing vertical. Asked of what a person writes: PROJ by itself takes "foo" for whatever name comes nearest.
Result<void> check_map_crs(const std::string& name);

}  // namespace riskmap
