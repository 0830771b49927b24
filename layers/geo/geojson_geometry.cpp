#include "layers/geo/geojson_geometry.h"

#include <optional>
#include <string_view>

namespace riskmap {

namespace {

std::optional<GeometryKind> kind_named(std::string_view type) {
  if (type == "Point") return GeometryKind::points;
  if (type == "LineString") return GeometryKind::lines;
  if (type == "Polygon") return GeometryKind::polygons;
  return std::nullopt;
}

}  // namespace

bool GeoJsonGeometry::take_geometry(std::int64_t row) {
  if (json_.peek() == 'n') {
    geometries_.add(nullptr, row);
    return json_.take_word("null");
  }
  if (!json_.take('{') || !json_.take_string(text_) || text_ != "type" || !json_.take(':')) return false;
  if (!json_.take_string(text_) || !json_.take(',')) return false;
  const bool is_multiple = text_.starts_with("Multi");
  const auto kind = kind_named(std::string_view{text_}.substr(is_multiple ? 5 : 0));
  if (!kind || (table_.kind != GeometryKind::none && table_.kind != *kind)) return false;
  table_.kind = *kind;
  const auto take_numbers = [&] {
    JsonText::Number ignored;
    return json_.take_number(ignored);
  };
  if (!json_.take_string(text_) || !json_.take(':')) return false;
  if (text_ == "bbox") {
    if (!take_list(take_numbers) || !json_.take(',') || !json_.take_string(text_) || !json_.take(':')) return false;
  }
  if (text_ != "coordinates") return false;
  geometries_.begin_feature();
  if (!take_coordinates(is_multiple) || !json_.take('}')) return false;
  geometries_.end_feature(row);
  return true;
}

bool GeoJsonGeometry::take_coordinates(bool is_multiple) {
  return is_multiple ? take_list([&] { return take_piece(); }) : take_piece();
}

bool GeoJsonGeometry::take_piece() {
  const std::size_t first = table_.x.size();
  if (table_.kind == GeometryKind::polygons) return take_rings();
  if (table_.kind == GeometryKind::lines) {
    if (!take_positions()) return false;
    geometries_.end_line(first);
    return true;
  }
  if (!take_position()) return false;
  geometries_.end_point(first);
  return true;
}

bool GeoJsonGeometry::take_rings() {
  geometries_.begin_polygon();
  const bool is_taken = take_list([&] {
    const std::size_t first = table_.x.size();
    if (!take_positions()) return false;
    if (table_.x[first] != table_.x.back() || table_.y[first] != table_.y.back()) return false;
    geometries_.end_ring(first);
    return true;
  });
  geometries_.end_polygon();
  return is_taken;
}

bool GeoJsonGeometry::take_positions() {
  return take_list([&] { return take_position(); });
}

bool GeoJsonGeometry::take_position() {
  JsonText::Number x, y;
  if (!json_.take('[') || !json_.take_number(x) || !json_.take(',') || !json_.take_number(y) || !json_.take(']'))
    return false;
  table_.x.push_back(x.value);
  table_.y.push_back(y.value);
  return true;
}

}  // namespace riskmap
