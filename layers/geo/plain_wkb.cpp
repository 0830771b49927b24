// Two walks over the same bytes: the first proves every size, the second takes the vertices without looking again.
#include "layers/geo/plain_wkb.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace riskmap {

namespace {

constexpr unsigned char own_byte_order = std::endian::native == std::endian::little ? 1 : 0;

enum class Shape : std::uint32_t { point = 1, line, polygon, points, lines, polygons };

struct Head {
  Shape shape = Shape::point;
  std::size_t ordinates = 2;  // of a vertex; those behind x and y are left out
  bool operator==(const Head&) const = default;
};

class Cursor {
 public:
  explicit Cursor(BlobBytes bytes) : left_{bytes} {}

  [[nodiscard]] bool has(std::size_t count) const { return left_.size() >= count; }
  [[nodiscard]] bool is_at_end() const { return left_.empty(); }
  [[nodiscard]] BlobBytes left() const { return left_; }
  std::uint32_t number() { return take<std::uint32_t>(); }
  double ordinate() { return take<double>(); }
  void skip(std::size_t count) { left_ = left_.subspan(count); }

 private:
  template <typename Value>
  Value take() {
    Value value;
    std::memcpy(&value, left_.data(), sizeof value);
    skip(sizeof value);
    return value;
  }
  BlobBytes left_;
};

constexpr std::size_t bytes_of_head = 5;

// Types count by thousands: 1… flat, 1001… with Z, 2001… with M, 3001… with both (ISO 19125).
std::optional<Head> head_of(BlobBytes wkb) {
  if (wkb.size() < bytes_of_head || wkb[0] != own_byte_order) return std::nullopt;
  std::uint32_t type = 0;
  std::memcpy(&type, wkb.data() + 1, sizeof type);
  constexpr std::array<std::size_t, 4> ordinates = {2, 3, 3, 4};
  const std::uint32_t thousands = type / 1000, shape = type % 1000;
  if (thousands >= ordinates.size() || shape < 1 || shape > 6) return std::nullopt;
  return Head{static_cast<Shape>(shape), ordinates[thousands]};
}

bool is_single(Shape shape) {
  return shape <= Shape::polygon;
}
Shape one_of(Shape several) {
  return is_single(several) ? several : static_cast<Shape>(static_cast<std::uint32_t>(several) - 3);
}

GeometryKind kind_of(Shape shape) {
  constexpr std::array kinds = {GeometryKind::points, GeometryKind::lines, GeometryKind::polygons};
  return kinds[static_cast<std::size_t>(one_of(shape)) - 1];
}

// A count that is not zero, and room for as many things of that size.
std::optional<std::uint32_t> proven_count(Cursor& from, std::size_t bytes_each) {
  if (!from.has(sizeof(std::uint32_t))) return std::nullopt;
  const std::uint32_t count = from.number();
  if (count == 0 || !from.has(count * bytes_each)) return std::nullopt;
  return count;
}

bool proves_vertices(Cursor& from, std::size_t ordinates) {
  const auto count = proven_count(from, ordinates * sizeof(double));
  if (count) from.skip(*count * ordinates * sizeof(double));
  return count.has_value();
}

// What follows the head of one shape.
bool proves_body(Cursor& from, const Head& head) {
  if (head.shape == Shape::point) {
    if (!from.has(head.ordinates * sizeof(double))) return false;
    const double x = from.ordinate(), y = from.ordinate();
    from.skip((head.ordinates - 2) * sizeof(double));
    return !std::isnan(x) && !std::isnan(y);  // an empty point has no numbers
  }
  if (head.shape == Shape::line) return proves_vertices(from, head.ordinates);
  auto rings = proven_count(from, sizeof(std::uint32_t));
  if (!rings) return false;
  for (; *rings > 0; --*rings)
    if (!proves_vertices(from, head.ordinates)) return false;
  return true;
}

bool proves_all(BlobBytes wkb, const Head& head) {
  Cursor from{wkb};
  from.skip(bytes_of_head);
  if (is_single(head.shape)) return proves_body(from, head) && from.is_at_end();
  const auto count = proven_count(from, bytes_of_head);
  if (!count) return false;
  const Head each{one_of(head.shape), head.ordinates};
  for (std::uint32_t i = 0; i < *count; ++i) {
    if (head_of(from.left()) != each) return false;
    from.skip(bytes_of_head);
    if (!proves_body(from, each)) return false;
  }
  return from.is_at_end();
}

struct Target {
  FeatureTable& table;
  GeometryReader& geometries;
  std::size_t ordinates = 2;
};

std::size_t take_vertices(Cursor& from, std::size_t count, const Target& to) {
  auto &x = to.table.x, &y = to.table.y;
  const std::size_t first = x.size();
  x.resize(first + count);
  y.resize(first + count);
  for (std::size_t i = first; i < first + count; ++i) {
    x[i] = from.ordinate();
    y[i] = from.ordinate();
    from.skip((to.ordinates - 2) * sizeof(double));
  }
  return first;
}

void take_body(Cursor& from, Shape shape, const Target& to) {
  if (shape == Shape::point) return to.geometries.end_point(take_vertices(from, 1, to));
  if (shape == Shape::line) return to.geometries.end_line(take_vertices(from, from.number(), to));
  to.geometries.begin_polygon();
  for (std::uint32_t rings = from.number(); rings > 0; --rings)
    to.geometries.end_ring(take_vertices(from, from.number(), to));
  to.geometries.end_polygon();
}

}  // namespace

std::optional<BlobBytes> wkb_of_blob(BlobBytes blob) {
  constexpr std::size_t fixed = 8, flags_at = 3;
  constexpr std::array<std::size_t, 5> envelope_bytes = {0, 32, 48, 48, 64};
  if (blob.size() < fixed || blob[0] != 'G' || blob[1] != 'P' || blob[2] != 0) return std::nullopt;
  const std::size_t envelope = blob[flags_at] >> 1 & 7U;
  if (envelope >= envelope_bytes.size()) return std::nullopt;
  const std::size_t head = fixed + envelope_bytes[envelope];
  if (blob.size() < head) return std::nullopt;
  return blob.subspan(head);
}

bool add_plain_wkb(BlobBytes wkb, FeatureTable& table, GeometryReader& geometries, std::int64_t row) {
  const auto head = head_of(wkb);
  if (!head || kind_of(head->shape) != table.kind || !proves_all(wkb, *head)) return false;
  const Target to{table, geometries, head->ordinates};
  Cursor from{wkb};
  from.skip(bytes_of_head);
  geometries.begin_feature();
  if (is_single(head->shape)) {
    take_body(from, head->shape, to);
  } else {
    for (std::uint32_t count = from.number(); count > 0; --count) {
      from.skip(bytes_of_head);
      take_body(from, one_of(head->shape), to);
    }
  }
  geometries.end_feature(row);
  return true;
}

}  // namespace riskmap
