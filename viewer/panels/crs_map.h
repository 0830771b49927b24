// A small map for choosing a coordinate system: known settlements as dots, the file's outlines over them, a graticule.
#pragma once
#include <span>
#include <string_view>

#include "layers/geo/crs_trial.h"

namespace riskmap::ui {

struct CrsMap {
  const FileSketch* sketch = nullptr;
  const CrsTrial* trial = nullptr;  // null = no candidate is chosen: the settlements alone
  std::span<const LonLat> places{};
  std::string_view caption{};  // under the map; reported as the map's text
};
// As wide as the line, `height` logical pixels high.
void crs_map(std::string_view name, float height, const CrsMap& map);

}  // namespace riskmap::ui
