// What the rows of a layer are read into, by whichever way.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>

#include "layers/geo/column_reader.h"
#include "layers/geo/feature_table.h"
#include "layers/geo/geometry_reader.h"

namespace riskmap {

struct LayerTarget {
  // Room for so many rows, and for the vertices of so many bytes of a file. The fields outlive the target.
  LayerTarget(FeatureTable without_rows, const OGRFeatureDefn& of_fields, std::size_t rows, std::uintmax_t bytes);
  LayerTarget(const LayerTarget&) = delete;
  LayerTarget& operator=(const LayerTarget&) = delete;

  // A target for one of so many shares of the rows, as yet without any.
  [[nodiscard]] std::unique_ptr<LayerTarget> for_share(std::size_t shares) const;
  // Lays the rows of `next` behind these and leaves it empty. False when they are too many; the target is of no use
  // then.
  bool append(LayerTarget& next);

  const OGRFeatureDefn& fields;
  std::size_t expected_rows = 0;
  std::uintmax_t expected_bytes = 0;
  FeatureTable table;
  GeometryReader geometries{table};
  ColumnReader columns;
};

struct RowsRead {
  std::size_t count = 0;
  bool was_stopped = false;
};

// How often a reading loop looks whether it is to stop, and says how far it is: rows may be few and large.
class ReadingPauses {
 public:
  // After each row; true when it is time.
  bool is_due(const FeatureTable& table, std::size_t rows) {
    if (rows % rows_between != 0 && table.vertex_count() < next_) return false;
    next_ = table.vertex_count() + vertices_between;
    return true;
  }
  static constexpr std::size_t rows_between = 1024;

 private:
  static constexpr std::size_t vertices_between = 1 << 17;
  std::size_t next_ = vertices_between;
};

}  // namespace riskmap
