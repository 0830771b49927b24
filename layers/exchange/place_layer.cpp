// Shapes joined to their rows by code, points projected once, tiles laid out.
#include "layers/exchange/place_layer.h"

#include <map>
#include <unordered_map>

#include "layers/analysis/tile_layout.h"
#include "layers/exchange/scene_rings.h"
#include "layers/geo/projection.h"
#include "layers/geo/view_system.h"
#include "layers/mesh/polygon_room.h"
#include "layers/raster/id_raster.h"

namespace riskmap {

namespace {
Box lonlat_extent(const RegisterSnapshot& snapshot, const std::array<Features, 4>& shapes) {
  Box extent;
  for (const auto& table : shapes)
    if (table) extent.include(table->extent);
  for (const auto& settlement : snapshot.settlements)
    if (settlement.id && settlement.point) extent.include(settlement.point->lon, settlement.point->lat);
  return extent;
}

Row row_of_code(const RegisterSnapshot& snapshot, AreaLevel level, const std::string& code) {
  return level == AreaLevel::settlement ? snapshot.find_settlement(code) : snapshot.find_area(code, level);
}

// The middle of a bent shape's box may lie in its neighbour.
std::optional<MapPoint> deepest_point(const LayerGeometry& geometry, std::uint32_t feature) {
  constexpr double pixels_across = 256;  // precise enough for a symbol
  const Box& box = geometry.boxes[feature];
  const double pixel = std::max(box.width(), box.height()) / pixels_across;
  if (!(pixel > 0)) return std::nullopt;
  const auto inner = innermost_point(scaled_polygon(rings_of(geometry, feature), pixel, 1), 1);
  if (!inner) return std::nullopt;
  return MapPoint{inner->point.x * pixel, -inner->point.y * pixel};
}

bool is_inside(const FeatureRings& rings, MapPoint point) {
  return holds_box(scaled_polygon(rings, 1, 0), {point.x, -point.y, point.x, -point.y});
}

bool is_large(const FeatureRings& ring, const Box& whole) {
  constexpr double least_share = 0.04;  // of the whole shape's box
  Box box;
  for (auto i = ring.ring_offset[0]; i < ring.ring_offset[1]; ++i) box.include(ring.vertex(i).x, ring.vertex(i).y);
  return box.width() * box.height() >= least_share * whole.width() * whole.height();
}

// The parts of a shape beside the one that holds `middle`. A part with something cut out of it is left alone.
std::vector<std::uint32_t> further_parts(const LayerGeometry& geometry, std::uint32_t feature, MapPoint middle) {
  const auto rings = rings_of(geometry, feature);
  const auto ring_at = [&](std::size_t ring) {
    auto part = rings;
    part.ring_offset = rings.ring_offset.subspan(ring, 2);
    return part;
  };
  const auto first_of = [&](std::size_t ring) { return rings.vertex(rings.ring_offset[ring]); };
  std::vector<std::uint32_t> found;
  for (std::size_t ring = 0; ring < rings.ring_count(); ++ring) {
    const auto part = ring_at(ring);
    bool is_alone = is_large(part, geometry.boxes[feature]) && !is_inside(part, middle);
    for (std::size_t other = 0; is_alone && other < rings.ring_count(); ++other)
      is_alone = other == ring || (!is_inside(part, first_of(other)) && !is_inside(ring_at(other), first_of(ring)));
    if (is_alone) found.push_back(geometry.feature_offset[feature] + static_cast<std::uint32_t>(ring));
  }
  return found;
}

void add_middle(PlaceLayer& layer, std::uint32_t feature) {
  const auto middle = deepest_point(*layer.geometry, feature);
  layer.middles.push_back(middle);
  layer.further_parts.push_back(middle ? further_parts(*layer.geometry, feature, *middle)
                                       : std::vector<std::uint32_t>{});
}

Result<PlaceLayer> shape_layer(const RegisterSnapshot& snapshot, AreaLevel level, const FeatureTable& shapes,
                               const std::string& view_crs) {
  auto packed = pack_geometry(shapes, view_crs);
  if (!packed) return std::unexpected{std::move(packed).error()};
  PlaceLayer layer{.level = level,
                   .geometry = packed->geometry,
                   .rows = {},
                   .features = {},
                   .middles = {},
                   .further_parts = {},
                   .is_schematic = false};
  const auto rows = level == AreaLevel::settlement ? snapshot.settlements.size() : snapshot.areas.size();
  layer.features.assign(rows, no_feature);
  const auto* codes = shapes.find_column("code");
  for (std::uint32_t feature = 0; feature < shapes.size(); ++feature) {
    const auto& code = codes->texts[feature];
    const Row row = row_of_code(snapshot, level, code);
    layer.rows.push_back(row);
    const bool has_shape = !layer.geometry->boxes[feature].is_empty();
    if (row != no_row && has_shape) layer.features[row] = feature;
    const Row area = snapshot.find_area(code, level);
    if (level != AreaLevel::settlement) add_middle(layer, feature);
    layer.is_schematic = layer.is_schematic || (has_shape && area != no_row && snapshot.areas[area].is_schematic);
  }
  return layer;
}

Result<void> add_tiles(PlaceLayers& layers, const RegisterSnapshot& snapshot) {
  std::vector<TilePlace> places;
  std::map<std::string, int> groups;
  layers.tiles.features.assign(snapshot.settlements.size(), no_feature);
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    if (!layers.points[row]) continue;
    const auto group =
        groups.try_emplace(snapshot.settlements[row].rural_district, static_cast<int>(groups.size())).first->second;
    layers.tiles.features[row] = static_cast<std::uint32_t>(places.size());
    layers.tiles.rows.push_back(row);
    places.push_back({*layers.points[row], group});
  }
  const auto layout = tile_layout(places);
  if (layout.cells.empty()) {  // too many places for tiles, or none
    layers.tiles = {};
    return {};
  }
  auto tiles = pack_geometry(tile_features(layout, layers.view_crs), layers.view_crs);
  auto borders = pack_geometry(tile_group_features(layout, layers.view_crs), layers.view_crs);
  if (!tiles || !borders) return std::unexpected{tiles ? borders.error() : tiles.error()};
  layers.tiles.geometry = tiles->geometry;
  layers.tile_borders = borders->geometry;
  layers.tile_radius = layout.pitch / 1.7320508075688772;  // pitch = √3 · corner radius
  return {};
}
}  // namespace

Result<std::array<Features, 4>> load_all_shapes(RegisterStore& store) {
  std::array<Features, 4> shapes;
  for (const auto level : {AreaLevel::district, AreaLevel::rural_district, AreaLevel::settlement}) {
    auto table = store.load_shapes(level);
    if (!table) return std::unexpected{std::move(table).error()};
    if (table->size() > 0)
      shapes[static_cast<std::size_t>(level)] = std::make_shared<const FeatureTable>(std::move(*table));
  }
  return shapes;
}

Result<PlaceLayers> place_layers(const RegisterSnapshot& snapshot, const std::array<Features, 4>& shapes,
                                 const std::string& view) {
  PlaceLayers layers;
  const auto extent = lonlat_extent(snapshot, shapes);
  layers.view_crs = view_crs_from(view, extent);
  for (const auto level : {AreaLevel::district, AreaLevel::rural_district, AreaLevel::settlement}) {
    const auto& table = shapes[static_cast<std::size_t>(level)];
    if (!table || table->find_column("code") == nullptr) continue;
    auto layer = shape_layer(snapshot, level, *table, layers.view_crs);
    if (!layer) return std::unexpected{std::move(layer).error()};
    layers.extent.include(layer->geometry->extent);
    layers.shapes[static_cast<std::size_t>(level)] = std::move(*layer);
  }
  const auto to_view = Projection::between("EPSG:4326", layers.view_crs);
  if (!to_view) return std::unexpected{to_view.error()};
  for (const auto& settlement : snapshot.settlements) {
    layers.points.emplace_back();
    if (!settlement.id || !settlement.point) continue;
    layers.points.back() = to_view->forward(*settlement.point);
    layers.extent.include(layers.points.back()->x, layers.points.back()->y);
  }
  if (const auto added = add_tiles(layers, snapshot); !added) return std::unexpected{added.error()};
  return layers;
}

}  // namespace riskmap
