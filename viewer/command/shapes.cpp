// Loading of all levels.
#include "viewer/command/shapes.h"

#include <utility>

namespace riskmap {

Result<std::array<Features, 4>> load_all_shapes(RegisterStore& store) {
  std::array<Features, 4> shapes;
  for (const auto level : {AreaLevel::district, AreaLevel::rural_district, AreaLevel::settlement}) {
    auto table = store.load_shapes(level);
    if (!table) return std::unexpected{std::move(table).error()};
    if (table->size() > 0) shapes[static_cast<std::size_t>(level)] = std::make_shared<const FeatureTable>(std::move(*table));
  }
  return shapes;
}

}  // namespace riskmap
