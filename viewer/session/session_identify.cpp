// What lies under a point of the map, and choosing among what lies there together.
#include <algorithm>
#include <cmath>

#include "layers/exchange/scene_swarm.h"
#include "layers/exchange/symbol_size.h"
#include "viewer/session/near_shapes.h"
#include "viewer/session/session_apply.h"

namespace riskmap {

namespace {
constexpr double near_px = 4;  // beyond the edge of a symbol, beside a line: still a hit
constexpr double snap_px = 8;
constexpr double same_spot_px = 4;

MapHit hit_of(SymbolRole role, AreaLevel level, Row row) {
  if (role == SymbolRole::issue) return {{}, row};
  return {Place{level, row}};
}
MapHit hit_of(const SceneSymbol& symbol) {
  return hit_of(symbol.role, symbol.level, symbol.symbol.feature);
}

// From the edge of a symbol, in pixels; negative inside.
double gap_to(const SceneSymbol& symbol, const SymbolSizes& sizes, const Camera& camera, ScreenPoint point) {
  const auto centre = camera.screen_from_map(symbol.symbol.place);
  return std::hypot(centre.x - point.x, centre.y - point.y) - sizes.radius_px(symbol);
}

// The symbols that hold the point, the topmost first; without any the nearest one that it just misses.
std::vector<MapHit> symbols_at(const MapScene& scene, const Camera& camera, double scale, ScreenPoint point) {
  std::vector<MapHit> hits;
  std::optional<MapHit> nearest;
  double smallest_gap = near_px * scale;
  const auto sizes = symbol_sizes(scene, camera.metres_per_pixel, scale);
  const auto take = [&](const MapHit& hit, double gap) {
    if (gap <= 0) hits.push_back(hit);
    if (gap > smallest_gap) return;
    smallest_gap = gap;
    nearest = hit;
  };
  for (auto symbol = scene.symbols.rbegin(); symbol != scene.symbols.rend(); ++symbol) {
    if (symbol->role == SymbolRole::mark || symbol->role == SymbolRole::cluster) continue;
    take(hit_of(*symbol), gap_to(*symbol, sizes, camera, point));
  }
  if (scene.swarm)
    for (const auto& [feature, gap] : swarm_hits(*scene.swarm, camera, scale, point, near_px * scale))
      take(hit_of(scene.swarm->role, AreaLevel::settlement, feature), gap);
  if (hits.empty() && nearest) hits.push_back(*nearest);
  return hits;
}

bool is_above_fills(const LoadedContext& loaded) {
  return loaded.layer.style.side == ContextSide::above || loaded.content->geometry->kind != GeometryKind::polygons;
}

// Half of what is drawn of a point or a line, and a little beside it.
double reach_px(const LoadedContext& loaded) {
  const auto& style = loaded.layer.style;
  return (loaded.content->geometry->kind == GeometryKind::points ? style.radius_px : style.width_px / 2) + near_px;
}
}  // namespace

const FileLayer* Session::content_of(const ContextFeature& feature) const {
  if (!document_.context || feature.layer >= document_.context->size()) return nullptr;
  const auto* content = (*document_.context)[feature.layer].content.get();
  return content != nullptr && feature.feature < content->geometry->size() ? content : nullptr;
}

bool Session::is_drawn(const LoadedContext& loaded) const {
  const double denominator = scale_denominator(view_.camera.metres_per_pixel, view_.scale_percent / 100.0);
  return loaded.content && loaded.layer.style.is_visible && derived().scene.is_to_scale &&
         loaded.layer.style.scales.contains(denominator);
}

std::vector<MapHit> Session::context_hits_at(MapPoint point, ContextSide side) const {
  std::vector<MapHit> hits;
  if (!document_.context) return hits;
  for (std::size_t layer = 0; layer < document_.context->size(); ++layer) {
    const auto& loaded = (*document_.context)[layer];
    if (!is_drawn(loaded) || is_above_fills(loaded) != (side == ContextSide::above)) continue;
    const double reach = reach_px(loaded) * view_.scale_percent / 100 * view_.camera.metres_per_pixel;
    for (const auto feature : features_at(*loaded.content->geometry, {}, point, reach))
      hits.push_back({{}, no_row, ContextFeature{layer, feature}});
  }
  return hits;
}

std::vector<MapHit> Session::area_hits_at(MapPoint point) const {
  std::vector<MapHit> hits;
  const auto& scene = derived().scene;
  if (!scene.areas) return hits;
  const auto* layer = document_.reg ? drawn_layer(*document_.reg->layers, view_.layer) : nullptr;
  for (const auto feature : features_at(*scene.areas, scene.visible, point, near_px * view_.camera.metres_per_pixel)) {
    if (document_.file) hits.push_back({Place{AreaLevel::settlement, feature}});
    if (layer != nullptr && layer->rows[feature] != no_row) hits.push_back({Place{layer->level, layer->rows[feature]}});
  }
  return hits;
}

// What hides others has none below it.
std::optional<Box> Session::cluster_at(ScreenPoint point) const {
  const auto& scene = shown_scene();
  const auto sizes = symbol_sizes(scene, view_.camera.metres_per_pixel, view_.scale_percent / 100.0);
  for (auto symbol = scene.symbols.rbegin(); symbol != scene.symbols.rend(); ++symbol)
    if (symbol->role != SymbolRole::mark && gap_to(*symbol, sizes, view_.camera, point) <= 0)
      return symbol->role == SymbolRole::cluster ? std::optional{symbol->members} : std::nullopt;
  return std::nullopt;
}

MapHit Session::hit_at(ScreenPoint point) const {
  const auto symbols = symbols_at(shown_scene(), view_.camera, view_.scale_percent / 100.0, point);
  if (!symbols.empty()) return symbols.front();
  const auto areas = area_hits_at(view_.camera.map_from_screen(point));
  return areas.empty() ? MapHit{} : areas.front();
}

std::vector<MapHit> Session::hits_at(ScreenPoint point) const {
  const auto on_map = view_.camera.map_from_screen(point);
  auto hits = symbols_at(shown_scene(), view_.camera, view_.scale_percent / 100.0, point);
  for (const auto& more :
       {context_hits_at(on_map, ContextSide::above), area_hits_at(on_map), context_hits_at(on_map, ContextSide::below)})
    for (const auto& hit : more)
      if (std::ranges::find(hits, hit) == hits.end()) hits.push_back(hit);
  return hits;
}

bool Session::is_selected(const MapHit& hit) const {
  if (hit.feature) return view_.feature == hit.feature;
  return hit.issue != no_row ? view_.issue == hit.issue : view_.issue == no_row && view_.place == hit.place;
}

MapHit Session::next_hit(ScreenPoint point) {
  const auto before = chosen_at_;
  chosen_at_ = view_.camera.map_from_screen(point);
  const auto hits = hits_at(point);
  if (hits.empty()) return {};
  const double same_spot = same_spot_px * view_.scale_percent / 100 * view_.camera.metres_per_pixel;
  if (!before || std::hypot(before->x - chosen_at_->x, before->y - chosen_at_->y) > same_spot) return hits.front();
  const auto chosen = std::ranges::find_if(hits, [this](const MapHit& hit) { return is_selected(hit); });
  return chosen == hits.end() || chosen + 1 == hits.end() ? hits.front() : *(chosen + 1);
}

void Session::select(const MapHit& hit) {
  if (hit.issue != no_row) return apply(SelectIssue{hit.issue, false});
  select(hit.place, no_row, false);
  if (!hit.feature || content_of(*hit.feature) == nullptr) return;
  view_.feature = hit.feature;
  view_.is_inspector_open = true;
}

void Session::Applier::operator()(const ListHits& intent) const {
  session.view_.listed_at = intent.point.value_or(session.free_middle());
  ++session.view_.listed_serial;
}

void Session::Applier::operator()(const SelectHit& intent) const {
  session.select(intent.hit);
}

std::optional<LonLat> Session::snap_at(ScreenPoint point) const {
  if (!projection_ || !document_.reg || !derived().scene.is_to_scale) return std::nullopt;
  const double reach = snap_px * view_.scale_percent / 100 * view_.camera.metres_per_pixel;
  NearestShape nearest{view_.camera.map_from_screen(point), reach};
  for (const auto& place : document_.reg->layers->points)
    if (place) nearest.look_at(*place);
  for (const auto& shapes : document_.reg->layers->shapes)
    if (shapes) nearest.look_at(*shapes->geometry);
  if (document_.context)
    for (const auto& loaded : *document_.context)
      if (is_drawn(loaded)) nearest.look_at(*loaded.content->geometry);
  const auto found = nearest.found();
  return found ? std::optional{projection_->inverse(*found)} : std::nullopt;
}

}  // namespace riskmap
