// Symbols of a register's scene.
#include <algorithm>
#include <cmath>
#include <span>

#include "layers/exchange/scene_clusters.h"
#include "layers/exchange/scene_parts.h"
#include "layers/exchange/scene_swarm.h"
#include "layers/geo/projection.h"
#include "layers/style/hotspot_look.h"
#include "layers/text/format.h"

namespace riskmap {

namespace {
constexpr double dot_radius_px = 3;
constexpr double mark_radius_px = 9;
constexpr double ring_share_of_tile = 0.34,
                 ring_lift = 0.36;  // of the tile's corner radius; two lines of name stand below
constexpr double largest_symbol_px = 26;

void fade(SceneSymbol& symbol) {
  symbol.fill = faded(symbol.fill), symbol.stroke = faded(symbol.stroke);
  symbol.number_colour = faded(symbol.number_colour);
  for (auto& [colour, share] : symbol.shares) colour = faded(colour);
}

double amount_of(const PlaceSummary& place, const PlaceValues& values, Row row) {
  if (!has_circles(values.indicator)) return place.open;
  const double value = values.values.values[row];
  return std::isfinite(value) ? value : 0;
}

SceneSymbol plain_symbol(MapPoint at, double radius_px, Row row, SymbolColours colours) {
  return {.symbol = {.place = at, .amount = 1, .radius_px = radius_px, .feature = row},
          .role = SymbolRole::place,
          .level = AreaLevel::settlement,
          .radius_map = 0,
          .fill = colours.fill,
          .stroke = colours.stroke,
          .number_colour = colours.number,
          .number = {},
          .shares = {}};
}

SceneSymbol proportional_symbol(const SceneParts& parts, Row row, MapPoint at, double amount, double factor) {
  const auto theme = parts.options.theme;
  const auto colours = draws_hotspots(parts.spec) ? hotspot_symbol(map_class_of(parts.values, parts.spec, row),
                                                                   parts.spec.hotspots.method, theme)
                                                  : symbol_of(parts.values.places[row].worst, theme);
  auto symbol = plain_symbol(at, symbol_radius(factor, amount), row, colours);
  symbol.symbol.amount = amount;
  symbol.number = format_integer(static_cast<std::int64_t>(std::llround(amount)));
  return symbol;
}

// A place without problems has a dot, so that its name belongs to something.
void add_proportional(MapScene& scene, const SceneParts& parts) {
  const auto& colours = map_colours(parts.options.theme);
  const double factor = largest_symbol_px / std::sqrt(std::max(1.0, largest_amount(parts.values)));
  for (Row row = 0; row < parts.values.places.size(); ++row) {
    const auto at = place_anchor(parts, row);
    if (parts.values.places[row].settlements == 0 || !at) continue;
    const double amount = amount_of(parts.values.places[row], parts.values, row);
    auto symbol = amount > 0 ? proportional_symbol(parts, row, *at, amount, factor)
                             : plain_symbol(*at, dot_radius_px, row, {colours.land, colours.outline, colours.outline});
    symbol.level = parts.spec.level;
    if (!is_kept(parts.options, row)) fade(symbol);
    scene.symbols.push_back(std::move(symbol));
  }
  std::ranges::stable_sort(scene.symbols, std::ranges::greater{},
                           [](const SceneSymbol& s) { return s.symbol.radius_px; });
}

void add_ways_to_solve(MapScene& scene, const SceneParts& parts) {
  for (Row row = 0; row < parts.values.places.size(); ++row) {
    const auto& place = parts.values.places[row];
    const auto at = place_anchor(parts, row);
    int total = 0;
    for (const int count : place.by_stage) total += count;
    if (place.settlements == 0 || !at || total == 0) continue;
    auto symbol = plain_symbol(*at, 18, row, symbol_of(RiskLevel::none, parts.options.theme));
    if (parts.is_tile_picture) {
      symbol.radius_map = parts.layers.tile_radius * ring_share_of_tile;
      symbol.symbol.place.y += parts.layers.tile_radius * ring_lift;
    }
    symbol.symbol.amount = total;
    symbol.level = parts.spec.level;
    symbol.number = format_integer(total);
    for (std::size_t stage = 0; stage < place.by_stage.size(); ++stage)
      if (place.by_stage[stage] > 0)
        symbol.shares.emplace_back(colour_of(static_cast<SolveStage>(stage), parts.options.theme),
                                   static_cast<double>(place.by_stage[stage]) / total);
    symbol.fill = map_colours(parts.options.theme).land;
    symbol.number_colour = label_colours_on(symbol.fill).text;
    if (!is_kept(parts.options, row)) fade(symbol);
    scene.symbols.push_back(std::move(symbol));
  }
}

void add_settlement_dots(MapScene& scene, const SceneParts& parts) {
  const auto& colours = map_colours(parts.options.theme);
  for (Row row = 0; row < parts.layers.points.size(); ++row)
    if (const auto& at = parts.layers.points[row])
      scene.symbols.push_back(plain_symbol(*at, dot_radius_px, row, {colours.land, colours.outline, colours.outline}));
}

SceneSymbol issue_dot(const SceneParts& parts, const IssueFactTable& facts, MapPoint at, Row row) {
  auto dot = plain_symbol(at, issue_radius_px, row, symbol_of(facts.facts[row].level, parts.options.theme));
  dot.role = SymbolRole::issue;
  return dot;
}

void add_issue_points(MapScene& scene, const SceneParts& parts, const RowMask& selected, const IssueFactTable& facts) {
  const auto to_view = Projection::between("EPSG:4326", parts.layers.view_crs);
  if (!to_view) return;  // the places themselves are drawn in this CRS: it is known
  for (Row row = 0; row < parts.snapshot.issues.size(); ++row) {
    const auto issue = parts.snapshot.issues.core(row);
    if (!issue.id || !issue.point || row >= selected.size() || selected[row] == 0 || !facts.facts[row].is_open)
      continue;
    scene.symbols.push_back(issue_dot(parts, facts, to_view->forward(*issue.point), row));
  }
}
// Above everything else: one dot among many would not be found, nor one that the picture leaves out.
void add_selected_issue(MapScene& scene, const SceneParts& parts, const IssueFactTable& facts) {
  const Row row = parts.options.selected_issue;
  const auto point = row < parts.snapshot.issues.size() ? parts.snapshot.issues.core(row).point : std::nullopt;
  if (!point) return;
  const auto to_view = Projection::between("EPSG:4326", parts.layers.view_crs);
  if (!to_view) return;
  const MapPoint at = to_view->forward(*point);
  scene.symbols.push_back(issue_dot(parts, facts, at, row));
  const Colour line = rgb(parts.options.theme == Theme::light ? 0x0B6E8F : 0x5CC8F0);
  auto ring = plain_symbol(at, mark_radius_px, row, {{0, 0, 0, 0}, line, line});
  ring.symbol.kind = SymbolKind::ring;
  ring.role = SymbolRole::mark;
  scene.symbols.push_back(std::move(ring));
}
}  // namespace

bool are_gathered(const SceneParts& parts) {
  const auto& options = parts.options;
  return options.gathered != nullptr && options.gathered->is_shown() && options.shows_issue_points &&
         has_issue_points(parts.spec);
}

double largest_amount(const PlaceValues& values) {
  double largest = 0;
  for (Row row = 0; row < values.places.size(); ++row)
    if (values.places[row].settlements > 0) largest = std::max(largest, amount_of(values.places[row], values, row));
  return largest;
}

std::optional<MapPoint> place_anchor(const SceneParts& parts, Row row) {
  const bool is_settlement = parts.spec.level == AreaLevel::settlement;
  if (is_settlement && !parts.is_tile_picture)
    return row < parts.layers.points.size() ? parts.layers.points[row] : std::nullopt;
  const auto* layer = is_settlement ? &parts.layers.tiles : parts.layers.layer(parts.spec.level);
  if (layer == nullptr || row >= layer->features.size() || layer->features[row] == no_feature) return std::nullopt;
  const auto feature = layer->features[row];
  if (!is_settlement) return layer->middles[feature];
  const auto& box = layer->geometry->boxes[feature];
  return MapPoint{box.centre_x(), box.centre_y()};
}

namespace {
// Settlement dots and problems in their order; what shows them is the theme's, or clusters, where it is not these.
void add_overlays(MapScene& scene, const SceneParts& parts, const RowMask& selected, const IssueFactTable& facts) {
  const auto& options = parts.options;
  const bool has_own_symbols = parts.spec.mode == MapMode::symbols || parts.spec.mode == MapMode::ways_to_solve;
  for (const Overlay overlay : options.overlays.order) {
    const std::size_t first = scene.symbols.size();
    if (overlay == Overlay::settlements && !parts.is_tile_picture && options.shows_settlements && !has_own_symbols)
      add_settlement_dots(scene, parts);
    if (overlay == Overlay::issue_points && options.shows_issue_points && has_issue_points(parts.spec) &&
        !are_gathered(parts)) {
      scene.swarm = paler(options.swarm, options.overlays.of(overlay).opacity);
      if (!scene.swarm) add_issue_points(scene, parts, selected, facts);
    }
    const auto& look = options.overlays.of(overlay);
    for (auto& symbol : std::span{scene.symbols}.subspan(first)) {
      make_paler(symbol, look.opacity);
      symbol.scales = look.scales;
    }
  }
  scene.cluster_opacity = options.overlays.of(Overlay::issue_points).opacity;
  scene.cluster_scales = options.overlays.of(Overlay::issue_points).scales;
}
}  // namespace

void add_symbols(MapScene& scene, const SceneParts& parts, const RowMask& selected, const IssueFactTable& facts) {
  add_overlays(scene, parts, selected, facts);
  if (parts.options.shows_theme && parts.spec.mode == MapMode::symbols) add_proportional(scene, parts);
  if (parts.options.shows_theme && parts.spec.mode == MapMode::ways_to_solve) add_ways_to_solve(scene, parts);
  if (!parts.is_tile_picture) add_selected_issue(scene, parts, facts);
}

}  // namespace riskmap
