// Hotspots as a table with fixed columns: CSV, JSON with what was asked, GeoJSON with the shapes.
#pragma once
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "layers/analysis/hotspot.h"
#include "viewer/command/weighed_layer.h"

namespace riskmap {

enum class HotspotFormat { csv, json, geojson };
std::optional<HotspotFormat> hotspot_format_named(std::string_view name);
std::optional<HotspotFormat> hotspot_format_of(std::string_view file_name);  // by its ending

struct HotspotTable {
  const Hotspots& found;
  const DealtMoran& dealt;
  const WholeLayer& whole;
  const HotspotRequest& request;
  const WeighedLayer& layer;
  std::string weights;
  const std::vector<std::string>& sentences;  // one a row, in the language of whoever asks; empty for a plain file
};

// Rows in the layer's order. Undefined values: empty cells in CSV, null in JSON.
Result<void> write_hotspots(const HotspotTable& table, HotspotFormat format, std::ostream& out);

}  // namespace riskmap
