// Labels of a register's scene: names inside tiles and polygons, names beside points.
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "layers/core/text.h"
#include "layers/exchange/scene_parts.h"
#include "layers/exchange/scene_rings.h"

namespace riskmap {

namespace {
// A rural district or a town as maps write it: the map says by its level what the names are of.
std::string name_on_map(std::string name) {
  constexpr std::array<std::string_view, 5> endings = {" ауылдық округі", " қаласы", " сельский округ",
                                                       " rural district", " town"};
  constexpr std::array<std::string_view, 2> beginnings = {"сельский округ ", "город "};
  for (const auto ending : endings)
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  for (const auto beginning : beginnings)
    if (name.starts_with(beginning)) return name.substr(beginning.size());
  return name;
}

// A tile is narrow: "Кемекалг." for a long adjective, "Кем." where even that is too long, ending on a consonant.
std::string shortened(const std::string& name, std::size_t longest, std::size_t kept) {
  constexpr std::array vowels = {"а", "ә", "е", "ё", "и", "і", "о", "ө", "у", "ү", "ұ", "ы", "э", "ю", "я"};
  if (length_in_characters(name) <= longest) return name;
  std::string cut{first_characters(name, kept)};
  for (const std::string_view vowel : vowels)
    if (cut.ends_with(vowel)) return cut.substr(0, cut.size() - vowel.size()) + ".";
  return cut + ".";
}

// A name that occurs twice carries its rural district (`decisions.md` 47).
enum class NameRoom { map, tile, narrow_tile };
std::string settlement_name(const SceneParts& parts, Row row, NameRoom room) {
  const auto& settlement = parts.snapshot.settlements[row];
  const auto language = parts.options.language;
  const auto& name = settlement.names.in(language);
  const Row district = parts.snapshot.find_area(settlement.rural_district, AreaLevel::rural_district);
  if (!settlement.shares_name || district == no_row) return parts.snapshot.settlement_label(row, language);
  auto district_name = name_on_map(parts.snapshot.areas[district].names.in(language));
  if (room == NameRoom::tile) district_name = shortened(district_name, 11, 9);
  if (room == NameRoom::narrow_tile) district_name = shortened(district_name, 5, 4);
  return name + " (" + district_name + ")";
}

LabelPriority priority_of(const SceneParts& parts, const Place& place, int rank) {
  LabelPriority priority{.is_selected = parts.options.selected == place, .rank = rank, .value = 0, .population = 0};
  if (place.level == parts.spec.level && place.row < parts.values.values.values.size()) {
    const double value = parts.values.values.values[place.row];
    priority.value = std::isfinite(value) ? value : 0;
    priority.population = static_cast<double>(parts.values.places[place.row].known_residents);
  }
  return priority;
}

std::string value_text(const SceneParts& parts, Row row) {
  const bool is_shown = parts.options.shows_theme &&
                        (parts.spec.mode == MapMode::areas || parts.spec.mode == MapMode::tiles) &&
                        (parts.is_tile_picture || parts.spec.level != AreaLevel::settlement);
  return is_shown ? format_value(parts.values.indicator, parts.values.values.values[row]) : std::string{};
}

// The largest symbol of the place's own that stands there.
void find_symbol(const MapScene& scene, Row row, SceneLabel& label) {
  auto& request = label.request;
  for (std::size_t i = 0; i < scene.symbols.size(); ++i) {
    const Symbol& symbol = scene.symbols[i].symbol;
    const bool is_own = scene.symbols[i].role == SymbolRole::place && symbol.feature == row;
    if (!is_own || symbol.place != request.anchor || symbol.radius_px < request.symbol_radius_px) continue;
    label.symbol = i;
    request.symbol_radius_px = symbol.radius_px;
  }
}

std::string name_inside(const SceneParts& parts, const PlaceLayer& layer, Row row) {
  return layer.level == AreaLevel::settlement ? settlement_name(parts, row, NameRoom::tile)
                                              : name_on_map(parts.snapshot.areas[row].names.in(parts.options.language));
}

SceneLabel polygon_label(const MapScene& scene, const SceneParts& parts, const PlaceLayer& layer,
                         std::uint32_t feature) {
  const Row row = layer.rows[feature];
  const bool is_settlement = layer.level == AreaLevel::settlement;
  SceneLabel label;
  auto& request = label.request;
  request.feature = feature;
  request.text.name = name_inside(parts, layer, row);
  if (is_settlement && parts.snapshot.settlements[row].shares_name)
    request.shorter_name = settlement_name(parts, row, NameRoom::narrow_tile);
  request.shares_names = is_settlement;
  request.may_shrink = true;
  request.may_cover = !is_settlement;  // a figure without a name tells of no place
  request.text.value = value_text(parts, row);
  if (const auto at = is_settlement ? std::nullopt : place_anchor(parts, row)) {
    request.anchor = *at;
    find_symbol(scene, row, label);
  }
  request.polygon = rings_of(*layer.geometry, feature);
  label.ground = blended(scene.style->fill[feature], scene.ground);
  return label;
}

// The value is the whole shape's: it stands in one part only.
void add_names_of_parts(MapScene& scene, const PlaceLayer& layer, SceneLabel label) {
  label.request.text.value.clear();
  --label.request.priority.rank;
  for (const auto ring : layer.further_parts[label.request.feature]) {
    label.request.polygon->ring_offset = std::span{layer.geometry->ring_offset}.subspan(ring, 2);
    scene.labels.push_back(label);
  }
}

// One label inside every shape of the layer, beside its symbol where it has one.
void add_polygon_labels(MapScene& scene, const SceneParts& parts, const PlaceLayer& layer, LabelStyle style, int rank) {
  const bool names_parts = layer.level != AreaLevel::settlement && parts.spec.mode == MapMode::areas;
  for (std::uint32_t feature = 0; feature < layer.rows.size(); ++feature) {
    if (layer.rows[feature] == no_row) continue;
    auto label = polygon_label(scene, parts, layer, feature);
    label.request.text.style = style;
    label.request.priority = priority_of(parts, {layer.level, layer.rows[feature]}, rank);
    scene.labels.push_back(label);
    if (names_parts) add_names_of_parts(scene, layer, std::move(label));
  }
}

// On a map of cells a name in another village's cell would be read as that village's. A town is named in any case.
void keep_at_home(const MapScene& scene, const PlaceLayer& cells, Row row, SceneLabel& label) {
  const auto feature = row < cells.features.size() ? cells.features[row] : no_feature;
  if (feature == no_feature) return;
  label.request.home = rings_of(*cells.geometry, feature);
  label.request.may_cover = label.request.text.style == LabelStyle::town;
  label.ground = blended(scene.style->fill[feature], scene.ground);
}

// `cells`: the settlements' own shapes where the picture shows them, else null.
void add_point_labels(MapScene& scene, const SceneParts& parts, const PlaceLayer* cells, double least_radius_px) {
  for (Row row = 0; row < parts.layers.points.size(); ++row) {
    const auto at = place_anchor(parts, row);
    if (!at) continue;
    const auto& settlement = parts.snapshot.settlements[row];
    const bool is_town = settlement.kind == "CITY" || settlement.kind == "TOWN";
    SceneLabel label;
    label.request.feature = row;
    label.request.text.name = settlement_name(parts, row, NameRoom::map);
    label.request.text.style = is_town ? LabelStyle::town : LabelStyle::settlement;
    label.request.priority = priority_of(parts, {AreaLevel::settlement, row}, is_town ? 2 : 0);
    label.request.anchor = *at;
    label.request.symbol_radius_px = least_radius_px;
    label.request.may_shrink = true;
    find_symbol(scene, row, label);
    label.ground = map_colours(parts.options.theme).land;
    if (cells != nullptr) keep_at_home(scene, *cells, row, label);
    scene.labels.push_back(std::move(label));
  }
}
}  // namespace

void add_labels(MapScene& scene, const SceneParts& parts) {
  if (!parts.options.shows_labels) return;
  if (parts.is_tile_picture) return add_polygon_labels(scene, parts, parts.layers.tiles, LabelStyle::settlement, 0);
  const auto* layer = parts.layers.layer(parts.spec.level);
  const bool is_drawn = layer != nullptr && layer->geometry != nullptr && scene.areas == layer->geometry;
  if (is_drawn && parts.spec.level != AreaLevel::settlement)
    return add_polygon_labels(scene, parts, *layer, LabelStyle::rural_district, 1);
  add_point_labels(scene, parts, is_drawn && parts.spec.mode == MapMode::areas ? layer : nullptr, 3);
}

}  // namespace riskmap
