// Geometry as it travels (WKT in WGS 84) and as a GeoPackage holds it (a header with the box, then WKB).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"
#include "layers/geo/feature_table.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// The numbers are those of WKB.
enum class ShapeType : unsigned { point = 1, line = 2, polygon = 3, points = 4, lines = 5, polygons = 6 };

// Parts of rings of vertices; points and lines have one ring a part. Polygon rings repeat their first vertex at the
// end.
struct Shape {
  using Ring = std::vector<LonLat>;
  ShapeType type = ShapeType::point;
  std::vector<std::vector<Ring>> parts;

  [[nodiscard]] Box extent() const;
  friend bool operator==(const Shape&, const Shape&) = default;
};

// err.invalid_geometry for text that is no geometry of these types, err.coords_range outside of ±180, ±90.
Result<Shape> shape_of_wkt(std::string_view wkt);
// Shortest numbers that read back the same.
std::string wkt_of(const Shape& shape);

Result<Shape> shape_of_blob(const Blob& blob);  // Z, M and curves are refused: a register has none
Blob blob_of(const Shape& shape);

// Polygons become one multi-part shape, as area tables want them.
Shape shape_of(const FeatureTable& table, std::size_t feature);
Shape as_multi(Shape shape);
// Adds one feature's vertices and offsets; its columns are the caller's.
void append_shape(FeatureTable& table, const Shape& shape);

}  // namespace riskmap
