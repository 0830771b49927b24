// GeoJSON by RFC 7946: WGS 84 lon/lat, right-hand rings, string ids, bbox, no crs member, the same bytes every time.
#pragma once
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"
#include "layers/geo/feature_table.h"
#include "layers/model/value.h"

namespace riskmap {

using Properties = std::vector<std::pair<std::string, Value>>;  // in the order they are written

struct GeoJsonOptions {
  int decimals = 7;
  bool is_sequence = false;  // RFC 8142 without record separators: one feature a line (GeoJSONSeq)
};

// Writes features as they come; the collection's bbox must be known before the first (empty box = none).
class GeoJsonWriter {
 public:
  GeoJsonWriter(std::ostream& out, const Box& bbox, const Properties& collection_members, GeoJsonOptions options = {});
  void add_point(std::string_view id, std::optional<LonLat> place, const Properties& properties);
  // `shapes` must hold polygons in lon/lat; a feature without parts gets a null geometry.
  void add_polygon(std::string_view id, const FeatureTable& shapes, std::size_t feature, const Properties& properties);
  // Closes the collection; err.disk_full or err.io when the stream failed. Returns the number of features.
  Result<std::size_t> finish();

 private:
  void begin_feature(std::string_view id);
  void end_feature(const Properties& properties);
  void flush_if_large();

  std::ostream& out_;
  GeoJsonOptions options_;
  std::string buffer_;
  std::size_t count_ = 0;
};

}  // namespace riskmap
