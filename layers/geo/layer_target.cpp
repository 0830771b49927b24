#include "layers/geo/layer_target.h"

#include <algorithm>
#include <utility>

#include "layers/geo/large_pages.h"

namespace riskmap {

namespace {
constexpr std::size_t most_rows_of_room = 4 << 20;  // what a file says of itself may be anything
}

LayerTarget::LayerTarget(FeatureTable without_rows, const OGRFeatureDefn& of_fields, std::size_t rows,
                         std::uintmax_t bytes)
    : fields{of_fields},
      expected_rows{std::min(rows, most_rows_of_room)},
      expected_bytes{bytes},
      table{std::move(without_rows)},
      columns{of_fields, expected_rows} {
  for (auto* offsets : {&table.vertex_offset, &table.ring_offset, &table.part_offset})
    offsets->reserve(expected_rows + 1);
  table.fid.reserve(expected_rows);
  reserve_vertices(table.x, table.y, bytes);
}

std::unique_ptr<LayerTarget> LayerTarget::for_share(std::size_t shares) const {
  FeatureTable empty{.kind = table.kind};
  return std::make_unique<LayerTarget>(std::move(empty), fields, expected_rows / shares + 1, expected_bytes / shares);
}

bool LayerTarget::append(LayerTarget& next) {
  table.fid.insert(table.fid.end(), next.table.fid.begin(), next.table.fid.end());
  columns.append(next.columns);
  return geometries.append(next.geometries);
}

}  // namespace riskmap
