// Outlines of a register's scene: what frames the picture, then hover and selection.
#include <cmath>
#include <numeric>

#include "layers/exchange/scene_parts.h"

namespace riskmap {

namespace {
std::vector<std::uint32_t> all_features(const Geometry& geometry) {
  std::vector<std::uint32_t> features(geometry->size());
  std::iota(features.begin(), features.end(), 0U);
  return features;
}

SceneOutline looking(SceneOutline outline, const OverlayLook& look) {
  for (Colour* colour : {&outline.colour, &outline.glow})
    colour->a = static_cast<unsigned char>(std::lround(colour->a * look.opacity));
  outline.scales = look.scales;
  return outline;
}

void add_frame(MapScene& scene, const SceneParts& parts) {
  const auto& colours = map_colours(parts.options.theme);
  Colour glow = colours.outline;
  glow.a = 46;  // 18 %
  if (parts.is_tile_picture) {
    if (parts.options.shows_rural_districts && parts.layers.tile_borders)
      scene.outlines.push_back(
          {parts.layers.tile_borders, all_features(parts.layers.tile_borders), colours.outline, 2.2, 0, {}, false});
    return;
  }
  const auto* rural = parts.layers.layer(AreaLevel::rural_district);
  const auto* district = parts.layers.layer(AreaLevel::district);
  for (const Overlay overlay : parts.options.overlays.order) {
    if (overlay == Overlay::rural_districts && parts.options.shows_rural_districts && rural != nullptr &&
        parts.spec.level == AreaLevel::settlement)
      scene.outlines.push_back(
          looking({rural->geometry, all_features(rural->geometry), colours.outline, 1.2, 0, {}, rural->is_schematic},
                  parts.options.overlays.of(overlay)));
    if (overlay == Overlay::district && parts.options.shows_district && district != nullptr)
      scene.outlines.push_back(looking({district->geometry, all_features(district->geometry), colours.outline, 1.8, 2.1,
                                        glow, district->is_schematic},
                                       parts.options.overlays.of(overlay)));
  }
}

// A place outlined where the picture shows it: its tile, its polygon, or a ring around its point.
void add_mark(MapScene& scene, const SceneParts& parts, const Place& place, bool is_selected) {
  const Colour line = is_selected ? rgb(0x0B6E8F) : parts.options.theme == Theme::light ? rgb(0x16202A) : rgb(0xE7EDF3);
  const double width = is_selected ? 2.8 : 1.4;
  const auto* layer = parts.is_tile_picture && place.level == AreaLevel::settlement ? &parts.layers.tiles
                                                                                    : parts.layers.layer(place.level);
  if (layer != nullptr && place.row < layer->features.size() && layer->features[place.row] != no_feature) {
    scene.outlines.push_back(
        {layer->geometry, {layer->features[place.row]}, line, width, 1.1, rgb(0xFFFFFF, 230), false});
    return;
  }
  if (place.level != AreaLevel::settlement || place.row >= parts.layers.points.size() ||
      !parts.layers.points[place.row])
    return;
  scene.symbols.push_back({.symbol = {.place = *parts.layers.points[place.row],
                                      .amount = 1,
                                      .radius_px = 9,
                                      .feature = place.row,
                                      .kind = SymbolKind::ring},
                           .role = SymbolRole::mark,
                           .level = AreaLevel::settlement,
                           .radius_map = 0,
                           .fill = {0, 0, 0, 0},
                           .stroke = line,
                           .number_colour = {},
                           .number = {},
                           .shares = {}});
}
}  // namespace

void add_outlines(MapScene& scene, const SceneParts& parts) {
  add_frame(scene, parts);
  const auto& options = parts.options;
  if (options.hovered && options.hovered != options.selected) add_mark(scene, parts, *options.hovered, false);
  if (options.selected) add_mark(scene, parts, *options.selected, true);
}

}  // namespace riskmap
