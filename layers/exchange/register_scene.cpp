// The register's scene, mode by mode. Every mode fills the same scene; what differs is the base layer and what stands
// on it.
#include "layers/exchange/register_scene.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "layers/exchange/scene_parts.h"
#include "layers/exchange/symbol_size.h"
#include "layers/style/diverging_tint.h"
#include "layers/style/hotspot_look.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
// Plain land and tints of schematic cells let through what lies below them; fills of real borders do not, or they would
// no longer match the legend.
constexpr double veil_of_land = 0.35, veil_of_tints = 0.6;

const PlaceLayer* base_layer(const PlaceLayers& layers, const LayerSpec& spec) {
  if (spec.level != AreaLevel::settlement) return layers.layer(spec.level);
  if (spec.mode == MapMode::tiles || spec.mode == MapMode::ways_to_solve) return &layers.tiles;
  return layers.layer(AreaLevel::settlement);
}

// Values by row of the level to styles by feature of the layer.
std::shared_ptr<FeatureStyle> style_by_feature(const PlaceLayer& layer, const LayerColours& colours, Colour no_data) {
  auto style = std::make_shared<FeatureStyle>();
  for (const Row row : layer.rows) {
    const bool is_known = row != no_row && row < colours.fill.size();
    style->fill.push_back(is_known ? colours.fill[row] : no_data);
    style->hatch.push_back(is_known ? static_cast<Hatch>(colours.mark[row]) : Hatch::no_data);
  }
  return style;
}

std::shared_ptr<FeatureStyle> plain_style(const PlaceLayer& layer, Colour fill) {
  auto style = std::make_shared<FeatureStyle>();
  style->fill.assign(layer.rows.size(), fill);
  return style;
}

struct Fills {
  std::vector<Colour> classes;  // low to high
  double opacity = 1;
  Colour ground;  // what they are laid over
  bool is_tint = false;
};

Fills fills_of(const PlaceLayers& layers, const LayerSpec& spec, const PlaceValues& values, Theme theme) {
  auto classes = draws_hotspots(spec)
                     ? hotspot_colours(spec.hotspots.method, theme)
                     : class_colours(values.classes, values.indicator, palette_of(spec, values.indicator), theme);
  const auto& colours = map_colours(theme);
  if (!is_tinted(layers, spec)) return {std::move(classes), spec.opacity, colours.ground, false};
  const bool is_two_sided = draws_hotspots(spec) || palette_of(spec, values.indicator).kind == PaletteKind::diverging;
  auto tints = is_two_sided ? diverging_tints(std::move(classes), theme) : tint_colours(std::move(classes), theme);
  return {std::move(tints), tint_of(spec.opacity), colours.tint_land, true};
}

LayerColours layer_colours_of(const LayerSpec& spec, const PlaceValues& values, const Fills& fills, Theme theme) {
  if (!draws_hotspots(spec)) return colours_of(values.values, values.classes, fills.classes, theme, fills.opacity);
  return colours_of_hotspots(values.hotspot_classes, spec.hotspots.method, fills.classes, fills.opacity);
}

// Whether the fills say anything: the mode colours the places, and what they are coloured by is known.
bool has_coloured_fills(const LayerSpec& spec, const PlaceValues& values) {
  const bool is_by_place = spec.mode == MapMode::areas || spec.mode == MapMode::tiles;
  return is_by_place && (!draws_hotspots(spec) || values.hotspots != nullptr);
}

void add_base(MapScene& scene, const PlaceLayer& layer, const SceneParts& parts, const Fills& fills) {
  const auto& [snapshot, layers, spec, values, options, is_tiles] = parts;
  const auto& colours = map_colours(options.theme);
  // Two scales of colour on each other could not be read.
  const bool has_theme = options.shows_theme && !(are_gathered(parts) && options.gathered->heat);
  scene.areas = layer.geometry;
  scene.is_schematic = layer.is_schematic && !is_tile_picture(spec);
  scene.resolve.is_border_dashed = scene.is_schematic;
  scene.resolve.hatch = colours.hatch;
  const bool is_thematic = has_theme && has_coloured_fills(spec, values);
  scene.resolve.border = !is_thematic ? colours.land_line : fills.is_tint ? colours.tint_line : colours.cell_line;
  if (!is_thematic) {
    scene.style = plain_style(layer, colours.land);
    scene.veil = veil_of_land;
    return;
  }
  if (fills.is_tint) scene.veil = veil_of_tints;
  auto layer_colours = layer_colours_of(spec, values, fills, options.theme);
  for (std::size_t row = 0; row < layer_colours.fill.size(); ++row) {
    auto& fill = layer_colours.fill[row];
    if (fills.is_tint) fill = blended(fill, fills.ground);
    if (!is_kept(options, static_cast<Row>(row))) fill = faded(fill);
  }
  scene.style = style_by_feature(layer, layer_colours, colours.no_data);
}

// A place outside the shapes is kept and drawn outside them (`decisions.md` 46); the map shows it too.
Box extent_of(const PlaceLayers& layers, const PlaceLayer* layer, bool has_true_places) {
  if (layer == nullptr) return layers.extent;
  Box extent = layer->geometry->extent;
  for (const auto& point : layers.points)
    if (has_true_places && point) extent.include(point->x, point->y);
  return extent;
}

void add_legend(MapScene& scene, const SceneParts& parts, const Fills& fills) {
  const auto& [snapshot, layers, spec, values, options, is_tiles] = parts;
  const auto* cells = layers.layer(AreaLevel::settlement);
  LegendText text = options.text;
  text.is_schematic = scene.is_schematic || (is_tiles && (cells == nullptr || cells->is_schematic));
  if (spec.mode == MapMode::ways_to_solve) {
    scene.legend = ways_to_solve_legend(values.total, options.theme, text);
    return;
  }
  if (draws_hotspots(spec)) {
    scene.legend = hotspots_legend(values.indicator, values.hotspots.get(), fills.classes, text);
    if (spec.mode != MapMode::symbols) show_on_ground(scene.legend, fills.ground, fills.opacity);
    if (spec.mode == MapMode::symbols && !has_circles(values.indicator))
      scene.legend.notes.push_back(tr("Circles show the number of open problems"));
    return;
  }
  if (spec.mode == MapMode::symbols) {
    scene.legend = symbols_legend(values.indicator, values.places, options.theme, text);
    return;
  }
  scene.legend = legend_of(values.indicator, values.values, values.classes, fills.classes, options.theme, text);
  show_on_ground(scene.legend, fills.ground, fills.opacity);
  if (spec.level != AreaLevel::settlement && !values.indicator.of_area.empty())
    scene.legend.notes.push_back(values.indicator.of_area);
}

// In strides, so that bytes are added to bytes.
std::int64_t count_of(std::span<const unsigned char> classes, unsigned char which) {
  constexpr std::size_t stride = 128;
  std::int64_t count = 0;
  for (std::size_t begin = 0; begin < classes.size(); begin += stride) {
    unsigned char here = 0;
    for (const auto one : classes.subspan(begin, std::min(stride, classes.size() - begin)))
      here = static_cast<unsigned char>(here + (one == which ? 1 : 0));
    count += here;
  }
  return count;
}

// The selected problem is drawn once more, above the others.
void add_points_to_legend(MapScene& scene, const IssueFactTable& facts, const SceneOptions& options) {
  std::array<std::int64_t, 5> by_level{};
  if (scene.clusters)
    for (const auto level : scene.clusters->ranks) ++by_level[level];
  for (std::size_t level = 0; scene.swarm && level < by_level.size(); ++level)
    by_level[level] += count_of(scene.swarm->classes, static_cast<unsigned char>(level));
  bool is_selected_counted = scene.clusters != nullptr || scene.swarm != nullptr;
  for (const auto& symbol : scene.symbols) {
    if (symbol.role != SymbolRole::issue) continue;
    const Row row = symbol.symbol.feature;
    if (row == options.selected_issue && std::exchange(is_selected_counted, true)) continue;
    ++by_level[static_cast<std::size_t>(facts.facts[row].level)];
  }
  add_points(scene.legend, by_level, options.theme);
  const auto& scales = options.overlays.of(Overlay::issue_points).scales;
  for (auto& row : scene.legend.points) row.closest_scale = scales.closest, row.farthest_scale = scales.farthest;
}
}  // namespace

bool has_issue_points(const LayerSpec& spec) {
  return spec.mode == MapMode::areas;
}

bool is_tile_picture(const LayerSpec& spec) {
  return spec.level == AreaLevel::settlement && (spec.mode == MapMode::tiles || spec.mode == MapMode::ways_to_solve);
}

const PlaceLayer* drawn_layer(const PlaceLayers& layers, const LayerSpec& spec) {
  const auto* layer = base_layer(layers, spec);
  return layer != nullptr && layer->geometry != nullptr ? layer : nullptr;
}

bool is_tinted(const PlaceLayers& layers, const LayerSpec& spec) {
  const auto* layer = drawn_layer(layers, spec);
  return layer != nullptr && layer->is_schematic && !is_tile_picture(spec);
}

void put_hotspots(PlaceValues& values, const LayerSpec& spec, std::shared_ptr<const HotspotFinding> hotspots) {
  const bool fits = hotspots != nullptr && draws_hotspots(spec) && hotspots->choice == spec.hotspots &&
                    hotspots->found.question.level == spec.level && hotspots->indicator == values.indicator.id;
  values.hotspots = fits ? std::move(hotspots) : nullptr;
  values.hotspot_classes = fits ? hotspot_classes(*values.hotspots, values.places.size()) : std::vector<int>{};
}

int map_class_of(const PlaceValues& values, const LayerSpec& spec, std::size_t row) {
  if (draws_hotspots(spec)) return row < values.hotspot_classes.size() ? values.hotspot_classes[row] : no_class;
  if (spec.mode == MapMode::symbols) return static_cast<int>(values.places[row].worst);
  return values.values.is_uncertain[row] != 0 ? doubtful_class : values.classes.class_of(values.values.values[row]);
}

PlaceValues place_values(const RegisterSnapshot& snapshot, const LayerSpec& spec, const RowMask& selected,
                         const IssueFactTable& facts, const Counting& counting) {
  const IssueSource source{snapshot, facts, selected};
  return place_values(source, TallyBook{source, std::array{spec.level}}, spec, counting);
}

PlaceValues place_values(const IssueSource& source, const TallyBook& book, const LayerSpec& spec,
                         const Counting& counting) {
  return place_values(source.snapshot, spec, counting.period, summarise(source, book, spec.level, counting),
                      summarise_all(source, book));
}

PlaceValues place_values(const RegisterSnapshot& snapshot, const LayerSpec& spec, const Period& period,
                         std::vector<PlaceSummary> places, PlaceSummary total) {
  PlaceValues out;
  const auto found = find_indicator(snapshot, spec.indicator);
  out.indicator = found ? *found : indicators_of(snapshot).front();
  if (!period.is_everything() && !out.indicator.label_in_period.empty())
    out.indicator.label = out.indicator.label_in_period;
  out.places = std::move(places);
  out.total = std::move(total);
  out.values = values_of(out.indicator, out.places);
  std::vector<double> of_level;  // area rows of another level stay out of the classes
  for (std::size_t row = 0; row < out.places.size(); ++row)
    if (out.places[row].settlements > 0) of_level.push_back(out.values.values[row]);
  out.classes = classes_of(spec, out.indicator, of_level);
  doubt_classes(out.values, out.classes);
  return out;
}

MapScene register_scene(const RegisterSnapshot& snapshot, const PlaceLayers& layers, const LayerSpec& spec,
                        const PlaceValues& values, const RowMask& selected, const IssueFactTable& facts,
                        const SceneOptions& options) {
  MapScene scene;
  scene.view_crs = layers.view_crs;
  scene.ground = map_colours(options.theme).ground;
  const auto* layer = drawn_layer(layers, spec);
  scene.is_to_scale = !is_tile_picture(spec);
  scene.extent = extent_of(layers, layer, scene.is_to_scale);
  const auto fills = fills_of(layers, spec, values, options.theme);
  const SceneParts parts{snapshot, layers, spec, values, options, is_tile_picture(spec)};
  if (layer != nullptr) add_base(scene, *layer, parts, fills);
  add_outlines(scene, parts);
  // Real cells do not make the borders drawn over them real.
  scene.is_schematic = scene.is_schematic || std::ranges::any_of(scene.outlines, &SceneOutline::is_dashed);
  add_symbols(scene, parts, selected, facts);
  scene.full_symbols_until = full_symbols_until(scene.symbols);
  add_labels(scene, parts);
  add_legend(scene, parts, fills);
  if (options.gathered != nullptr && options.shows_issue_points && has_issue_points(spec))
    show_gathered(scene, *options.gathered, tr("Open problems per km²"), map_colours(options.theme).land);
  add_points_to_legend(scene, facts, options);
  if (spec.mode == MapMode::symbols) add_sizes(scene.legend, largest_amount(values));
  return scene;
}

}  // namespace riskmap
