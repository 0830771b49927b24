// Layers of a few areas, written as rings of numbers.
#pragma once
#include <initializer_list>
#include <utility>
#include <vector>

#include "layers/geo/feature_table.h"

namespace riskmap::testing {

using Ring = std::vector<std::pair<double, double>>;
using AreaShape = std::vector<std::vector<Ring>>;  // parts, each an outer ring and its holes

inline Ring square(double left, double bottom, double side) {
  return {{left, bottom}, {left + side, bottom}, {left + side, bottom + side}, {left, bottom + side}};
}

inline AreaShape area(Ring ring) {
  return {{std::move(ring)}};
}

inline FeatureTable area_layer(const std::vector<AreaShape>& shapes) {
  FeatureTable table;
  table.kind = GeometryKind::polygons;
  for (const auto& shape : shapes) {
    for (const auto& part : shape) {
      for (const auto& ring : part) {
        for (const auto& [x, y] : ring) table.x.push_back(x), table.y.push_back(y), table.extent.include(x, y);
        table.vertex_offset.push_back(static_cast<std::uint32_t>(table.x.size()));
      }
      table.ring_offset.push_back(static_cast<std::uint32_t>(table.vertex_offset.size() - 1));
    }
    table.part_offset.push_back(static_cast<std::uint32_t>(table.ring_offset.size() - 1));
  }
  return table;
}

inline FeatureTable point_layer(const Ring& points) {
  FeatureTable table = area_layer({});
  table.kind = GeometryKind::points;
  for (const auto& [x, y] : points) {
    table.x.push_back(x), table.y.push_back(y), table.extent.include(x, y);
    const auto count = static_cast<std::uint32_t>(table.x.size());
    table.vertex_offset.push_back(count), table.ring_offset.push_back(count), table.part_offset.push_back(count);
  }
  return table;
}

}  // namespace riskmap::testing
