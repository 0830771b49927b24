#include "layers/exchange/scene_clusters.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "layers/exchange/scene_context.h"
#include "layers/text/format.h"

namespace riskmap {

namespace {
constexpr double cell_px = 96;       // of the grid where the level begins; half of it where the next one does
constexpr double joining_px = 40;    // at that end: nearer middles would make circles that hide each other
constexpr double largest_px = 24;    // radius of the largest circle
constexpr double widest_factor = 7;  // two points: a circle that holds its number
constexpr double smallest_px = 3;

// Metres per pixel between two powers of two.
int level_of(double metres_per_pixel, double pixel_scale) {
  return static_cast<int>(std::floor(std::log2(metres_per_pixel * pixel_scale)));
}

using Cell = std::pair<std::int64_t, std::int64_t>;

struct Cluster {
  Cell cell;
  MapPoint sum;
  std::int64_t count = 0;
  std::size_t first = 0;  // of its points
  unsigned char rank = 0;
  Box members;

  [[nodiscard]] MapPoint middle() const {
    const auto points = static_cast<double>(count);
    return {sum.x / points, sum.y / points};
  }
  void take(const Cluster& other) {
    sum.x += other.sum.x, sum.y += other.sum.y;
    count += other.count;
    rank = std::max(rank, other.rank);
    members.include(other.members);
  }
};

std::vector<Cluster> clusters_by_cell(const SceneClusters& points, double side) {
  std::vector<std::pair<Cell, std::size_t>> placed;
  placed.reserve(points.places.size());
  for (std::size_t i = 0; i < points.places.size(); ++i) {
    const auto line = [&](double at) { return static_cast<std::int64_t>(std::floor(at / side)); };
    placed.push_back({{line(points.places[i].x), line(points.places[i].y)}, i});
  }
  std::ranges::sort(placed);
  std::vector<Cluster> clusters;
  for (const auto& [cell, point] : placed) {
    const MapPoint at = points.places[point];
    const Cluster one{cell, at, 1, point, points.ranks[point], {at.x, at.y, at.x, at.y}};
    if (clusters.empty() || clusters.back().cell != cell)
      clusters.push_back(one);
    else
      clusters.back().take(one);
  }
  return clusters;
}

// The larger ones take what lies near beyond the edge of their cell.
void join_neighbours(std::vector<Cluster>& clusters, double distance) {
  std::map<Cell, std::size_t> by_cell;
  for (std::size_t i = 0; i < clusters.size(); ++i) by_cell.emplace(clusters[i].cell, i);
  std::vector<std::size_t> order(clusters.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return clusters[i].count; });
  for (const auto i : order) {
    Cluster& large = clusters[i];
    if (large.count == 0) continue;
    for (std::int64_t dx = -1; dx <= 1; ++dx)
      for (std::int64_t dy = -1; dy <= 1; ++dy) {
        const auto found = by_cell.find({large.cell.first + dx, large.cell.second + dy});
        if (found == by_cell.end() || found->second == i) continue;
        Cluster& near = clusters[found->second];
        if (near.count == 0) continue;
        const MapPoint a = large.middle(), b = near.middle();
        if (std::hypot(a.x - b.x, a.y - b.y) >= distance) continue;
        large.take(near);
        near.count = 0;
      }
  }
  std::erase_if(clusters, [](const Cluster& cluster) { return cluster.count == 0; });
}

SceneSymbol single(const SceneClusters& points, std::size_t point) {
  const auto& colours = points.colours[points.ranks[point]];
  SceneSymbol symbol;
  symbol.symbol = {
      .place = points.places[point], .amount = 1, .radius_px = points.radius_px, .feature = points.features[point]};
  symbol.role = points.role;
  symbol.fill = colours.fill, symbol.stroke = colours.stroke, symbol.number_colour = colours.number;
  return symbol;
}

SceneSymbol circle(const SceneClusters& points, const Cluster& cluster, double factor) {
  SceneSymbol symbol = single(points, cluster.first);
  const auto& colours = points.colours[cluster.rank];
  symbol.role = SymbolRole::cluster;
  symbol.symbol.place = cluster.middle();
  symbol.symbol.amount = static_cast<double>(cluster.count);
  symbol.symbol.radius_px = std::max(smallest_px, symbol_radius(factor, symbol.symbol.amount));
  symbol.fill = colours.fill, symbol.stroke = colours.stroke, symbol.number_colour = colours.number;
  symbol.number = format_integer(cluster.count);
  symbol.members = cluster.members;
  return symbol;
}
}  // namespace

std::vector<SceneSymbol> clusters_at(const SceneClusters& points, double metres_per_pixel, double pixel_scale) {
  const double side = cell_px * std::exp2(level_of(metres_per_pixel, pixel_scale));
  auto clusters = clusters_by_cell(points, side);
  join_neighbours(clusters, joining_px * 2 * side / cell_px);
  std::ranges::stable_sort(clusters, std::ranges::greater{}, &Cluster::count);
  std::vector<SceneSymbol> symbols;
  if (clusters.empty()) return symbols;
  const double factor = std::min(widest_factor, largest_px / std::sqrt(static_cast<double>(clusters.front().count)));
  for (const auto& cluster : clusters)
    symbols.push_back(cluster.count == 1 ? single(points, cluster.first) : circle(points, cluster, factor));
  return symbols;
}

namespace {

std::vector<double> limits_of(const MapScene& scene) {
  std::vector<double> limits;
  const auto add = [&](const ScaleRange& scales) {
    for (const double limit : {scales.closest, scales.farthest})
      if (limit > 0) limits.push_back(limit);
  };
  for (const auto& outline : scene.outlines) add(outline.scales);
  for (const auto& symbol : scene.symbols) add(symbol.scales);
  if (scene.clusters || scene.swarm) add(scene.cluster_scales);
  std::ranges::sort(limits);
  limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
  return limits;
}

void add_clusters(MapScene& scene, double metres_per_pixel, double pixel_scale) {
  auto symbols = clusters_at(*scene.clusters, metres_per_pixel, pixel_scale);
  for (auto& symbol : symbols) make_paler(symbol, scene.cluster_opacity), symbol.scales = scene.cluster_scales;
  // Below what marks the selection.
  const auto marked = std::ranges::find(scene.symbols, scene.clusters->role, &SceneSymbol::role);
  scene.symbols.insert(scene.clusters->role == SymbolRole::issue ? marked : scene.symbols.end(), symbols.begin(),
                       symbols.end());
}

// A name whose symbol is not shown stands by itself.
void leave_out_hidden(MapScene& scene, double denominator) {
  if (!scene.cluster_scales.contains(denominator)) scene.swarm.reset();
  std::erase_if(scene.outlines, [&](const SceneOutline& outline) { return !outline.scales.contains(denominator); });
  std::vector<std::optional<std::size_t>> index;
  std::size_t shown = 0;
  for (const auto& symbol : scene.symbols)
    index.push_back(symbol.scales.contains(denominator) ? std::optional{shown++} : std::nullopt);
  if (shown == scene.symbols.size()) return;
  std::erase_if(scene.symbols, [&](const SceneSymbol& symbol) { return !symbol.scales.contains(denominator); });
  for (auto& label : scene.labels)
    if (label.symbol) label.symbol = index[*label.symbol];
}
}  // namespace

void make_paler(SceneSymbol& symbol, double opacity) {
  const auto paler = [&](Colour& colour) { colour.a = static_cast<unsigned char>(std::lround(colour.a * opacity)); };
  for (Colour* colour : {&symbol.fill, &symbol.stroke, &symbol.number_colour}) paler(*colour);
  for (auto& [colour, share] : symbol.shares) paler(colour);
  symbol.opacity *= opacity;
}

const MapScene& ScaledScene::at(const MapScene& scene, std::uint64_t revision, double metres_per_pixel,
                                double pixel_scale) {
  if (!knows_limits_ || revision_ != revision) limits_ = limits_of(scene), is_made_ = false;
  knows_limits_ = true, revision_ = revision;
  if (!scene.clusters && limits_.empty()) return scene;
  const double denominator = scale_denominator(metres_per_pixel, pixel_scale);
  const auto [below, above] = std::ranges::equal_range(limits_, denominator);
  const auto step = static_cast<std::size_t>((below - limits_.begin()) + (above - limits_.begin()));
  const int level = scene.clusters ? level_of(metres_per_pixel, pixel_scale) : 0;
  if (is_made_ && level_ == level && step_ == step) return made_;
  made_ = scene;
  if (scene.clusters) add_clusters(made_, metres_per_pixel, pixel_scale);
  leave_out_hidden(made_, denominator);
  level_ = level, step_ = step, is_made_ = true;
  return made_;
}

}  // namespace riskmap
