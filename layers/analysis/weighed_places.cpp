#include "layers/analysis/weighed_places.h"

#include <algorithm>
#include <map>
#include <utility>

namespace riskmap {

namespace {
void copy_shape(const FeatureTable& from, std::size_t feature, FeatureTable& to) {
  for (auto part = from.part_offset[feature]; part < from.part_offset[feature + 1]; ++part) {
    for (auto ring = from.ring_offset[part]; ring < from.ring_offset[part + 1]; ++ring) {
      for (auto vertex = from.vertex_offset[ring]; vertex < from.vertex_offset[ring + 1]; ++vertex) {
        to.x.push_back(from.x[vertex]), to.y.push_back(from.y[vertex]);
        to.extent.include(from.x[vertex], from.y[vertex]);
      }
      to.vertex_offset.push_back(static_cast<std::uint32_t>(to.x.size()));
    }
    to.ring_offset.push_back(static_cast<std::uint32_t>(to.vertex_offset.size() - 1));
  }
}

// The shapes of a level in the order of `codes`.
FeatureTable shapes_by_code(const FeatureTable* shapes, const std::vector<std::string>& codes) {
  std::map<std::string, std::size_t> feature_of;
  if (const auto* column = shapes != nullptr ? shapes->find_column("code") : nullptr)
    for (std::size_t i = 0; i < shapes->size(); ++i) feature_of.emplace(column->texts[i], i);
  FeatureTable table;
  table.kind = GeometryKind::polygons;
  table.crs_name = "EPSG:4326";
  table.is_geographic = true;
  for (const auto& code : codes) {
    if (const auto found = feature_of.find(code); found != feature_of.end()) copy_shape(*shapes, found->second, table);
    table.part_offset.push_back(static_cast<std::uint32_t>(table.ring_offset.size() - 1));
  }
  return table;
}

// By their codes: what is dealt to them, or chosen among equally near ones, must not hang on the order of a table. A
// deleted record leaves an empty row in the snapshot.
void take_rows(const RegisterSnapshot& snapshot, WeighedPlaces& weighed) {
  std::vector<std::pair<std::string, Row>> places;
  if (weighed.level == AreaLevel::settlement) {
    for (Row row = 0; row < snapshot.settlements.size(); ++row)
      if (snapshot.settlements[row].id) places.emplace_back(snapshot.settlements[row].kato, row);
  } else {
    for (Row row = 0; row < snapshot.areas.size(); ++row)
      if (snapshot.areas[row].id && snapshot.areas[row].level == weighed.level)
        places.emplace_back(snapshot.areas[row].code, row);
  }
  std::ranges::sort(places);
  for (auto& [code, row] : places) weighed.rows.push_back(row), weighed.ids.push_back(std::move(code));
}

bool has_schematic_shapes(const RegisterSnapshot& snapshot, AreaLevel level) {
  return std::ranges::any_of(snapshot.areas, [level](const Area& area) {
    return area.id && area.level == level && area.has_shape && area.is_schematic;
  });
}
}  // namespace

Result<WeighedPlaces> weighed_places(const RegisterSnapshot& snapshot, AreaLevel level, const FeatureTable* shapes,
                                     bool is_planar) {
  WeighedPlaces weighed;
  weighed.level = level;
  take_rows(snapshot, weighed);
  weighed.areas = shapes_by_code(shapes, weighed.ids);
  weighed.is_schematic = has_schematic_shapes(snapshot, level);
  auto places = places_of(weighed.areas, is_planar);
  if (!places) return std::unexpected{std::move(places).error()};
  weighed.places = std::move(*places);
  if (level != AreaLevel::settlement) return weighed;
  for (std::size_t i = 0; i < weighed.rows.size(); ++i)
    if (const auto& point = snapshot.settlements[weighed.rows[i]].point)
      weighed.places.x[i] = point->lon, weighed.places.y[i] = point->lat;
  return weighed;
}

// Six, as many as areas of a map have on average. Of few places that would make nearly everybody everybody's neighbour;
// the fewer neighbours, though, the less can come out: of 13 places no single one with three or four passes correction.
std::size_t fitting_count(const Places& places) {
  constexpr std::size_t most = 6, least = 3;
  std::size_t known = 0;
  for (std::size_t row = 0; row < places.size(); ++row) known += places.has(row) ? 1U : 0U;
  return std::clamp((std::max<std::size_t>(known, 2) - 2) / 2, least, most);
}

WeightsChoice fitting_weights(const FeatureTable& areas, const Places& places, bool is_schematic) {
  const bool has_real_borders = areas.kind == GeometryKind::polygons && !is_schematic && areas.vertex_count() > 0;
  if (has_real_borders) return {.kind = WeightsKind::queen};
  return {.kind = WeightsKind::nearest, .count = fitting_count(places)};
}

}  // namespace riskmap
