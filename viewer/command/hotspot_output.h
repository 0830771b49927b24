// Hotspots as a table with fixed columns: CSV, JSON with what was asked, GeoJSON with the shapes.
#pragma once
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "layers/analysis/hotspot.h"
#include "layers/analysis/rate_parts.h"
#include "layers/exchange/geojson_writer.h"
#include "viewer/command/weighed_layer.h"

namespace riskmap {

enum class HotspotFormat { csv, json, geojson };
std::optional<HotspotFormat> hotspot_format_named(std::string_view name);
std::optional<HotspotFormat> hotspot_format_of(std::string_view file_name);  // by its ending

// What was found, row by row and of the whole layer.
struct FoundHotspots {
  Hotspots statistics{};
  DealtMoran dealt{};
  WholeLayer whole{};
  RateParts parts{};
  std::string answer{};                  // that a join count of a register looked for
  std::vector<std::string> sentences{};  // in the language of whoever asks; empty for a plain file
};

struct HotspotTable {
  const FoundHotspots& found;
  const HotspotRequest& request;
  const WeighedLayer& layer;
  const Contiguity& weighed;
  std::string weights;
  Properties head{};  // what was asked (hotspot_head.h)
};

// Rows in the layer's order. Undefined values: empty cells in CSV, null in JSON.
Result<void> write_hotspots(const HotspotTable& table, HotspotFormat format, std::ostream& out);

}  // namespace riskmap
