#include "viewer/session/class_filter.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace riskmap {

namespace {
bool is_in(const std::set<int>& classes, const LayerSpec& layer, const PlaceValues& values, std::size_t row) {
  const auto& place = values.places[row];
  if (place.settlements == 0) return false;
  if (layer.mode == MapMode::ways_to_solve)
    return std::ranges::any_of(classes, [&](int stage) { return place.by_stage[static_cast<std::size_t>(stage)] > 0; });
  return classes.contains(map_class_of(values, layer, row));
}
}  // namespace

RowMask places_of_classes(const std::set<int>& classes, const LayerSpec& layer, const PlaceValues& values) {
  if (classes.empty()) return {};
  RowMask kept(values.places.size());
  for (std::size_t row = 0; row < kept.size(); ++row) kept[row] = is_in(classes, layer, values, row) ? 1 : 0;
  return kept;
}

std::string expression_of_classes(const std::set<int>& classes, const LayerSpec& layer, const PlaceValues& values,
                                  const RegisterSnapshot& snapshot) {
  if (classes.empty()) return {};
  std::vector<std::string> names;
  if (layer.mode == MapMode::ways_to_solve) {
    for (const int stage : classes) names.emplace_back(code_of(static_cast<SolveStage>(stage)));
    return fmt::format("stage={}", fmt::join(names, "|"));
  }
  const bool is_settlement = layer.level == AreaLevel::settlement;
  const auto kept = places_of_classes(classes, layer, values);
  for (Row row = 0; row < kept.size(); ++row) {
    if (kept[row] == 0) continue;
    const auto& key = !is_settlement                           ? snapshot.areas[row].code
                      : snapshot.settlements[row].kato.empty() ? snapshot.settlements[row].uuid
                                                               : snapshot.settlements[row].kato;
    names.push_back("\"" + key + "\"");
  }
  if (names.empty()) return "(open and not open)";  // a class that has become empty keeps nothing
  return fmt::format("{}={}", code_of(layer.level), fmt::join(names, "|"));
}

RowMask features_of_classes(const std::set<int>& classes, const FileLayer& file, const LayerSpec& layer,
                            const RowMask& selected) {
  const auto found = classes.empty() ? std::nullopt : file_values(file, layer, selected);
  if (!found) return {};
  RowMask kept(found->values.values.size());
  for (std::size_t row = 0; row < kept.size(); ++row)
    kept[row] = classes.contains(found->classes.class_of(found->values.values[row])) ? 1 : 0;
  return kept;
}

bool has_other_classes(const LayerSpec& layer, const LayerSpec& other) {
  const auto what = [](const LayerSpec& spec) {
    return std::tuple{spec.mode,           spec.level,           spec.indicator,
                      spec.scheme,         spec.class_count,     spec.breaks.inner,
                      spec.shows_hotspots, spec.hotspots.method, spec.hotspots.alpha};
  };
  return what(layer) != what(other);
}

}  // namespace riskmap
