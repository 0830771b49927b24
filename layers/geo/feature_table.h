// A vector layer in memory: flat coordinate arrays, ring and part offsets, attributes by column. Immutable once read.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "layers/core/units.h"

namespace riskmap {

enum class GeometryKind { none, points, lines, polygons };
enum class ColumnType { text, integer, real, date };

// One attribute of every feature. Numbers: NaN = missing. Text: empty = missing.
struct Column {
  std::string name;
  ColumnType type = ColumnType::text;
  std::vector<double> numbers{};     // integer, real
  std::vector<std::string> texts{};  // text, date (ISO)
  [[nodiscard]] bool is_numeric() const { return type == ColumnType::integer || type == ColumnType::real; }
};

// A feature or field that was not taken as it stood in the file, and why.
struct Refusal {
  std::int64_t row = 0;    // 1-based in the layer; 0 = the whole layer
  std::string reason;      // English code words: "null geometry", "coordinates not finite", "invalid UTF-8 in NAME"
  bool is_dropped = true;  // false = kept with a remark (invalid ring drawn as is, text re-encoded)
};

// Coordinates are in `crs` (lon/lat order when geographic), x and y interleaved as pairs of arrays.
// Feature i owns parts [part_offset[i], part_offset[i+1]); part p owns rings [ring_offset[p], ring_offset[p+1]); ring r
// owns vertices [vertex_offset[r], vertex_offset[r+1]). A polygon part is one outer ring followed by its holes; rings
// are closed implicitly (the repeated last vertex is not stored). A line part or a point has one ring. Features without
// a usable geometry have no parts but keep their attributes.
struct FeatureTable {
  std::string layer_name{};
  GeometryKind kind = GeometryKind::none;
  std::string crs_name{};  // "EPSG:32642", a WKT name, or "" when the file names none
  std::string crs_wkt{};   // "" when the file names none
  bool is_geographic = false;
  Box extent{};  // of all vertices, in crs
  std::vector<double> x{}, y{};
  std::vector<std::uint32_t> vertex_offset{0}, ring_offset{0}, part_offset{0};
  std::vector<Column> columns{};
  std::vector<std::int64_t> fid{};  // the file's own ids: shown, never a key
  std::vector<Refusal> refusals{};

  [[nodiscard]] std::size_t size() const { return part_offset.size() - 1; }
  [[nodiscard]] std::size_t vertex_count() const { return x.size(); }
  [[nodiscard]] const Column* find_column(std::string_view name) const;
  [[nodiscard]] Box extent_of(std::size_t feature) const;
};

using Features = std::shared_ptr<const FeatureTable>;

}  // namespace riskmap
