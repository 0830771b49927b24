// Features into one large buffer, flushed by the megabyte.
#include "layers/exchange/geojson_writer.h"

#include <algorithm>
#include <cmath>

#include "layers/exchange/json_text.h"

namespace riskmap {

namespace {
constexpr std::size_t flush_bytes = 1U << 20;

void append_bbox(std::string& out, const Box& box, int decimals) {
  if (box.is_empty()) return;
  out += "\"bbox\":[";
  bool is_first = true;
  for (const double value : {box.min_x, box.min_y, box.max_x, box.max_y}) {
    if (!is_first) out += ',';
    is_first = false;
    append_decimal(out, value, decimals);
  }
  out += "],";
}

void append_position(std::string& out, double lon, double lat, int decimals) {
  out += '[';
  append_decimal(out, lon, decimals);
  out += ',';
  append_decimal(out, lat, decimals);
  out += ']';
}

// A ring as it will be written: vertices on the grid of the last decimal, in its units, repeated ones left out.
struct GridPoint {
  std::int64_t x, y;
  friend bool operator==(const GridPoint&, const GridPoint&) = default;
};
using WrittenRing = std::vector<GridPoint>;
using WrittenPart = std::vector<WrittenRing>;  // the outer ring, then its holes

WrittenRing rounded_ring(const FeatureTable& shapes, std::uint32_t ring, int decimals) {
  WrittenRing rounded;
  rounded.reserve(shapes.vertex_offset[ring + 1] - shapes.vertex_offset[ring]);
  for (auto vertex = shapes.vertex_offset[ring]; vertex < shapes.vertex_offset[ring + 1]; ++vertex) {
    const GridPoint point{decimal_units(shapes.x[vertex], decimals), decimal_units(shapes.y[vertex], decimals)};
    if (rounded.empty() || !(rounded.back() == point)) rounded.push_back(point);
  }
  while (rounded.size() > 1 && rounded.front() == rounded.back()) rounded.pop_back();
  return rounded;
}

// Twice the signed area; positive = counter-clockwise.
double turning(const WrittenRing& ring) {
  double sum = 0;
  const auto from_first = [&](std::size_t i) {
    return MapPoint{static_cast<double>(ring[i].x - ring[0].x), static_cast<double>(ring[i].y - ring[0].y)};
  };
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const MapPoint a = from_first(i), b = from_first(i + 1);
    sum += a.x * b.y - b.x * a.y;
  }
  return sum;
}

// Without the rings of which rounding leaves less than a triangle; a part goes with its outer ring.
std::vector<WrittenPart> written_parts(const FeatureTable& shapes, std::size_t feature, int decimals) {
  std::vector<WrittenPart> parts;
  for (auto part = shapes.part_offset[feature]; part < shapes.part_offset[feature + 1]; ++part) {
    WrittenPart rings;
    for (auto ring = shapes.ring_offset[part]; ring < shapes.ring_offset[part + 1]; ++ring) {
      auto rounded = rounded_ring(shapes, ring, decimals);
      const bool is_outer = rings.empty();
      if (rounded.size() < 3 && is_outer) break;
      if (rounded.size() < 3) continue;
      if ((turning(rounded) > 0) != is_outer) std::reverse(rounded.begin() + 1, rounded.end());
      rings.push_back(std::move(rounded));
    }
    if (!rings.empty()) parts.push_back(std::move(rings));
  }
  return parts;
}

char* write_position(char* at, GridPoint point, int decimals) {
  *at++ = '[';
  at = write_decimal(at, point.x, decimals);
  *at++ = ',';
  at = write_decimal(at, point.y, decimals);
  *at++ = ']';
  return at;
}

void append_ring(std::string& out, const WrittenRing& ring, int decimals) {
  constexpr std::size_t longest_position = 2 * longest_decimal + 4;
  const std::size_t before = out.size();
  out.resize_and_overwrite(before + (ring.size() + 1) * longest_position + 1, [&](char* text, std::size_t) {
    char* at = text + before;
    *at++ = '[';
    for (const auto& point : ring) {
      at = write_position(at, point, decimals);
      *at++ = ',';
    }
    at = write_position(at, ring.front(), decimals);
    *at++ = ']';
    return static_cast<std::size_t>(at - text);
  });
}

void append_part(std::string& out, const WrittenPart& rings, int decimals) {
  out += '[';
  for (std::size_t i = 0; i < rings.size(); ++i) {
    if (i != 0) out += ',';
    append_ring(out, rings[i], decimals);
  }
  out += ']';
}
}  // namespace

GeoJsonWriter::GeoJsonWriter(std::ostream& out, const Box& bbox, const Properties& collection_members,
                             GeoJsonOptions options)
    : out_{out}, options_{options} {
  if (options_.is_sequence) return;
  buffer_ += "{\"type\":\"FeatureCollection\",";
  append_bbox(buffer_, bbox, options_.decimals);
  for (const auto& [name, value] : collection_members) {
    append_json_string(buffer_, name);
    buffer_ += ':';
    append_json_value(buffer_, value);
    buffer_ += ',';
  }
  buffer_ += "\"features\":[";
}

void GeoJsonWriter::begin_feature(std::string_view id) {
  if (!options_.is_sequence) buffer_ += count_ == 0 ? "\n" : ",\n";
  buffer_ += "{\"type\":\"Feature\",\"id\":";
  append_json_string(buffer_, id);
  buffer_ += ",\"geometry\":";
}

void GeoJsonWriter::end_feature(const Properties& properties) {
  buffer_ += ",\"properties\":{";
  bool is_first = true;
  for (const auto& [name, value] : properties) {
    if (!is_first) buffer_ += ',';
    is_first = false;
    append_json_string(buffer_, name);
    buffer_ += ':';
    append_json_value(buffer_, value);
  }
  buffer_ += "}}";
  if (options_.is_sequence) buffer_ += '\n';
  ++count_;
  flush_if_large();
}

void GeoJsonWriter::add_point(std::string_view id, std::optional<LonLat> place, const Properties& properties) {
  begin_feature(id);
  if (place && std::isfinite(place->lon) && std::isfinite(place->lat)) {
    buffer_ += "{\"type\":\"Point\",\"coordinates\":";
    append_position(buffer_, place->lon, place->lat, options_.decimals);
    buffer_ += '}';
  } else {
    buffer_ += "null";
  }
  end_feature(properties);
}

void GeoJsonWriter::add_polygon(std::string_view id, const FeatureTable& shapes, std::size_t feature,
                                const Properties& properties) {
  begin_feature(id);
  const auto parts = written_parts(shapes, feature, options_.decimals);
  if (parts.empty()) {
    buffer_ += "null";
  } else if (parts.size() == 1) {
    buffer_ += "{\"type\":\"Polygon\",\"coordinates\":";
    append_part(buffer_, parts.front(), options_.decimals);
    buffer_ += '}';
  } else {
    buffer_ += "{\"type\":\"MultiPolygon\",\"coordinates\":[";
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i != 0) buffer_ += ',';
      append_part(buffer_, parts[i], options_.decimals);
    }
    buffer_ += "]}";
  }
  end_feature(properties);
}

void GeoJsonWriter::flush_if_large() {
  if (buffer_.size() < flush_bytes) return;
  out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  buffer_.clear();
}

Result<std::size_t> GeoJsonWriter::finish() {
  if (!options_.is_sequence) buffer_ += "\n]}\n";
  out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  out_.flush();
  buffer_.clear();
  if (!out_) return fail(ErrorCode::io, "writing GeoJSON failed");
  return count_;
}

}  // namespace riskmap
