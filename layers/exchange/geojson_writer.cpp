// Features into one large buffer, flushed by the megabyte.
#include "layers/exchange/geojson_writer.h"

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

// Twice the signed area; positive = counter-clockwise.
double turning(const FeatureTable& shapes, std::uint32_t begin, std::uint32_t end) {
  double sum = 0;
  for (std::uint32_t i = begin, previous = end - 1; i < end; previous = i++)
    sum += (shapes.x[previous] - shapes.x[begin]) * (shapes.y[i] - shapes.y[begin]) -
           (shapes.x[i] - shapes.x[begin]) * (shapes.y[previous] - shapes.y[begin]);
  return sum;
}

void append_ring(std::string& out, const FeatureTable& shapes, std::uint32_t ring, bool is_outer, int decimals) {
  const auto begin = shapes.vertex_offset[ring], end = shapes.vertex_offset[ring + 1];
  const bool is_reversed = (turning(shapes, begin, end) > 0) != is_outer;
  out += '[';
  for (std::uint32_t i = begin; i <= end; ++i) {
    if (i != begin) out += ',';
    const auto step = (i - begin) % (end - begin);
    const auto vertex = is_reversed ? (step == 0 ? begin : end - step) : begin + step;
    append_position(out, shapes.x[vertex], shapes.y[vertex], decimals);
  }
  out += ']';
}

void append_part(std::string& out, const FeatureTable& shapes, std::uint32_t part, int decimals) {
  out += '[';
  for (auto ring = shapes.ring_offset[part]; ring < shapes.ring_offset[part + 1]; ++ring) {
    if (ring != shapes.ring_offset[part]) out += ',';
    append_ring(out, shapes, ring, ring == shapes.ring_offset[part], decimals);
  }
  out += ']';
}
}  // namespace

GeoJsonWriter::GeoJsonWriter(std::ostream& out, const Box& bbox, const Properties& collection_members, GeoJsonOptions options)
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
  const auto first = shapes.part_offset[feature], last = shapes.part_offset[feature + 1];
  if (first == last) {
    buffer_ += "null";
  } else if (last - first == 1) {
    buffer_ += "{\"type\":\"Polygon\",\"coordinates\":";
    append_part(buffer_, shapes, first, options_.decimals);
    buffer_ += '}';
  } else {
    buffer_ += "{\"type\":\"MultiPolygon\",\"coordinates\":[";
    for (auto part = first; part < last; ++part) {
      if (part != first) buffer_ += ',';
      append_part(buffer_, shapes, part, options_.decimals);
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
