// WKT and GeoPackage WKB, both ways, for the six simple types.
#include "layers/store/gpkg_geometry.h"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <iterator>
#include <utility>

namespace riskmap {

namespace {
constexpr std::array<std::string_view, 6> names = {"POINT",      "LINESTRING",      "POLYGON",
                                                   "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON"};
constexpr std::int32_t wgs84_srs_id = 4326;

bool is_multi(ShapeType type) {
  return type >= ShapeType::points;
}
ShapeType single(ShapeType type) {
  return is_multi(type) ? ShapeType{std::to_underlying(type) - 3} : type;
}

// Reads one WKT text from left to right; the first thing that does not fit makes it fail for good.
class WktReader {
 public:
  explicit WktReader(std::string_view text) : text_(text) {}

  Result<Shape> read() {
    Shape shape;
    shape.type = read_type();
    if (is_multi(shape.type)) {
      read_list([&] { shape.parts.push_back(read_part(single(shape.type), true)); });
    } else {
      shape.parts.push_back(read_part(shape.type, false));
    }
    skip_spaces();
    if (failed_ || !text_.empty()) return fail(ErrorCode::invalid_geometry, "not a WKT geometry of a known type");
    return shape;
  }

 private:
  void skip_spaces() {
    while (!text_.empty() && (text_.front() == ' ' || text_.front() == '\n' || text_.front() == '\t'))
      text_.remove_prefix(1);
  }

  bool accept(char wanted) {
    skip_spaces();
    if (text_.empty() || text_.front() != wanted) return false;
    text_.remove_prefix(1);
    return true;
  }

  void expect(char wanted) { failed_ = !accept(wanted) || failed_; }

  ShapeType read_type() {
    skip_spaces();
    std::size_t length = 0;
    std::string word;
    while (length < text_.size() && std::isalpha(static_cast<unsigned char>(text_[length])))
      word += static_cast<char>(std::toupper(static_cast<unsigned char>(text_[length++])));
    text_.remove_prefix(length);
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i] == word) return ShapeType{static_cast<unsigned>(i) + 1};
    failed_ = true;
    return ShapeType::point;
  }

  template <typename ReadItem>
  void read_list(const ReadItem& read_item) {
    expect('(');
    do read_item();
    while (!failed_ && accept(','));
    expect(')');
  }

  double read_number() {
    skip_spaces();
    double number = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), number);
    if (error != std::errc{} || !std::isfinite(number)) failed_ = true;
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    return number;
  }

  LonLat read_vertex() {
    const double lon = read_number();
    return {lon, read_number()};
  }

  Shape::Ring read_ring() {
    Shape::Ring ring;
    read_list([&] { ring.push_back(read_vertex()); });
    return ring;
  }

  std::vector<Shape::Ring> read_part(ShapeType type, bool is_member) {
    std::vector<Shape::Ring> rings;
    if (type == ShapeType::polygon) {
      read_list([&] { rings.push_back(read_ring()); });
    } else if (type == ShapeType::line) {
      rings.push_back(read_ring());
    } else {  // "MULTIPOINT(1 2,3 4)" is written as often as "MULTIPOINT((1 2),(3 4))"
      const bool is_bracketed = accept('(');
      failed_ = failed_ || (!is_bracketed && !is_member);
      rings.push_back({read_vertex()});
      if (is_bracketed) expect(')');
    }
    return rings;
  }

  std::string_view text_;
  bool failed_ = false;
};

Result<Shape> checked(Shape shape) {
  for (const auto& part : shape.parts)
    for (const auto& ring : part) {
      if (single(shape.type) == ShapeType::line && ring.size() < 2)
        return fail(ErrorCode::invalid_geometry, "a line of one vertex");
      if (single(shape.type) == ShapeType::polygon && (ring.size() < 4 || ring.front() != ring.back()))
        return fail(ErrorCode::invalid_geometry, "a ring that is not closed");
      for (const auto [lon, lat] : ring)
        if (!(std::abs(lon) <= 180 && std::abs(lat) <= 90))
          return fail(ErrorCode::coords_range, "outside of the globe", {}, fmt::format("{} {}", lon, lat));
    }
  return shape;
}

void write_ring(std::string& text, const Shape::Ring& ring) {
  text += '(';
  for (std::size_t i = 0; i < ring.size(); ++i)
    fmt::format_to(std::back_inserter(text), "{}{} {}", i ? "," : "", ring[i].lon, ring[i].lat);
  text += ')';
}

void write_part(std::string& text, ShapeType type, const std::vector<Shape::Ring>& rings) {
  if (type != ShapeType::polygon) return write_ring(text, rings.front());
  for (std::size_t i = 0; i < rings.size(); ++i) {
    text += i ? "," : "(";
    write_ring(text, rings[i]);
  }
  text += ')';
}

class BlobWriter {
 public:
  template <typename T>
  void put(T value) {
    static_assert(std::endian::native == std::endian::little);
    const auto* bytes = reinterpret_cast<const unsigned char*>(&value);
    blob_.bytes.insert(blob_.bytes.end(), bytes, bytes + sizeof value);
  }
  void put_count(std::size_t count) { put(static_cast<std::uint32_t>(count)); }
  void put_vertices(const Shape::Ring& ring) {
    for (const auto [lon, lat] : ring) put(lon), put(lat);
  }
  void put_part(ShapeType type, const std::vector<Shape::Ring>& rings) {
    put(std::uint8_t{1});
    put_count(std::to_underlying(type));
    if (type == ShapeType::polygon) put_count(rings.size());
    for (const auto& ring : rings) {
      if (type != ShapeType::point) put_count(ring.size());
      put_vertices(ring);
    }
  }
  Blob take() { return std::move(blob_); }

 private:
  Blob blob_;
};

class BlobReader {
 public:
  explicit BlobReader(const Blob& blob) : bytes_(blob.bytes) {}

  Result<Shape> read() {
    skip_header();
    Shape shape;
    shape.type = read_type();
    const std::size_t parts = is_multi(shape.type) ? count(9) : 1;
    for (std::size_t i = 0; i < parts && !failed_; ++i) {
      if (is_multi(shape.type) && read_type() != single(shape.type)) failed_ = true;
      shape.parts.push_back(read_rings(single(shape.type)));
    }
    if (failed_) return fail(ErrorCode::invalid_geometry, "not a geometry blob of a known type");
    return shape;
  }

 private:
  // "GP", version, flags (byte order, envelope kind), srs id, envelope.
  void skip_header() {
    constexpr std::array<std::size_t, 8> envelope_bytes = {0, 32, 48, 48, 64, 0, 0, 0};
    if (bytes_.size() < 8 || bytes_[0] != 'G' || bytes_[1] != 'P') {
      failed_ = true;
      return;
    }
    at_ = 8 + envelope_bytes[bytes_[3] >> 1 & 7];
  }

  template <typename T>
  T take() {
    T value{};
    if (failed_ || at_ + sizeof value > bytes_.size()) {
      failed_ = true;
      return value;
    }
    std::array<unsigned char, sizeof value> raw;
    std::memcpy(raw.data(), bytes_.data() + at_, sizeof value);
    if (!is_little_) std::ranges::reverse(raw);
    std::memcpy(&value, raw.data(), sizeof value);
    at_ += sizeof value;
    return value;
  }

  // A count that the rest of the blob cannot hold is a lie; believing it would ask for gigabytes.
  std::size_t count(std::size_t bytes_each) {
    const std::size_t number = take<std::uint32_t>();
    if (at_ > bytes_.size() || number > (bytes_.size() - at_) / bytes_each) failed_ = true;
    return failed_ ? 0 : number;
  }

  ShapeType read_type() {
    is_little_ = take<std::uint8_t>() == 1;
    const auto number = take<std::uint32_t>();
    if (number < 1 || number > 6) failed_ = true;
    return failed_ ? ShapeType::point : ShapeType{number};
  }

  std::vector<Shape::Ring> read_rings(ShapeType type) {
    const std::size_t ring_count = type == ShapeType::polygon ? count(4) : 1;
    std::vector<Shape::Ring> rings(ring_count);
    for (auto& ring : rings) {
      ring.resize(type == ShapeType::point ? 1 : count(16));
      for (auto& vertex : ring) {
        vertex.lon = take<double>();
        vertex.lat = take<double>();
      }
    }
    return rings;
  }

  const std::vector<unsigned char>& bytes_;
  std::size_t at_ = 0;
  bool is_little_ = true;
  bool failed_ = false;
};
}  // namespace

Box Shape::extent() const {
  Box box;
  for (const auto& part : parts)
    for (const auto& ring : part)
      for (const auto [lon, lat] : ring) box.include(lon, lat);
  return box;
}

Result<Shape> shape_of_wkt(std::string_view wkt) {
  auto shape = WktReader{wkt}.read();
  if (!shape) {
    shape.error().value = std::string{wkt.substr(0, 100)};
    return shape;
  }
  return checked(*std::move(shape));
}

std::string wkt_of(const Shape& shape) {
  std::string text{names[std::to_underlying(shape.type) - 1]};
  if (!is_multi(shape.type)) {
    write_part(text, shape.type, shape.parts.front());
    return text;
  }
  for (std::size_t i = 0; i < shape.parts.size(); ++i) {
    text += i ? ',' : '(';
    write_part(text, single(shape.type), shape.parts[i]);
  }
  return text + ')';
}

Result<Shape> shape_of_blob(const Blob& blob) {
  return BlobReader{blob}.read();
}

Blob blob_of(const Shape& shape) {
  constexpr std::uint8_t little_endian = 1, with_box = 1 << 1;
  const bool has_box = shape.type != ShapeType::point;
  BlobWriter writer;
  for (const char byte : {'G', 'P', '\0'}) writer.put(byte);
  writer.put(static_cast<std::uint8_t>(has_box ? little_endian | with_box : little_endian));
  writer.put(wgs84_srs_id);
  if (has_box) {
    const auto box = shape.extent();
    for (const double edge : {box.min_x, box.max_x, box.min_y, box.max_y}) writer.put(edge);
  }
  if (is_multi(shape.type)) {
    writer.put(little_endian);
    writer.put_count(std::to_underlying(shape.type));
    writer.put_count(shape.parts.size());
  }
  for (const auto& part : shape.parts) writer.put_part(single(shape.type), part);
  return writer.take();
}

Shape as_multi(Shape shape) {
  if (!is_multi(shape.type)) shape.type = ShapeType{std::to_underlying(shape.type) + 3};
  return shape;
}

Shape shape_of(const FeatureTable& table, std::size_t feature) {
  Shape shape{ShapeType::polygons, {}};
  for (auto part = table.part_offset[feature]; part < table.part_offset[feature + 1]; ++part) {
    auto& rings = shape.parts.emplace_back();
    for (auto ring = table.ring_offset[part]; ring < table.ring_offset[part + 1]; ++ring) {
      auto& vertices = rings.emplace_back();
      for (auto v = table.vertex_offset[ring]; v < table.vertex_offset[ring + 1]; ++v)
        vertices.push_back({table.x[v], table.y[v]});
      if (!vertices.empty()) vertices.push_back(vertices.front());
    }
  }
  return shape;
}

void append_shape(FeatureTable& table, const Shape& shape) {
  const bool is_closed = single(shape.type) == ShapeType::polygon;
  for (const auto& part : shape.parts) {
    for (const auto& ring : part) {
      const std::size_t vertices = is_closed && ring.size() > 1 ? ring.size() - 1 : ring.size();
      for (std::size_t i = 0; i < vertices; ++i) {
        table.x.push_back(ring[i].lon);
        table.y.push_back(ring[i].lat);
        table.extent.include(ring[i].lon, ring[i].lat);
      }
      table.vertex_offset.push_back(static_cast<std::uint32_t>(table.x.size()));
    }
    table.ring_offset.push_back(static_cast<std::uint32_t>(table.vertex_offset.size() - 1));
  }
  table.part_offset.push_back(static_cast<std::uint32_t>(table.ring_offset.size() - 1));
}

}  // namespace riskmap
