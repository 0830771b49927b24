// Look-ups in a layer that is in memory.
#include "layers/geo/feature_table.h"

#include <algorithm>

#include "layers/core/contract.h"

namespace riskmap {

const Column* FeatureTable::find_column(std::string_view name) const {
  const auto found = std::ranges::find(columns, name, &Column::name);
  return found == columns.end() ? nullptr : &*found;
}

Box FeatureTable::extent_of(std::size_t feature) const {
  RISKMAP_REQUIRE(feature < size());
  const std::uint32_t first_ring = ring_offset[part_offset[feature]], end_ring = ring_offset[part_offset[feature + 1]];
  Box box;
  for (std::uint32_t vertex = vertex_offset[first_ring]; vertex < vertex_offset[end_ring]; ++vertex)
    box.include(x[vertex], y[vertex]);
  return box;
}

}  // namespace riskmap
