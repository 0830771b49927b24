#include "layers/exchange/symbol_size.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace riskmap {

namespace {
constexpr double symbol_casing_px = 1.4;    // of the ground's colour around a symbol, as it is drawn
constexpr double smallest_scale = 0.5;      // below it a symbol of one problem is a speck
constexpr double free_of_the_larger = 0.4;  // of its radius: its number is not covered

bool is_numbered(const SceneSymbol& symbol) {
  return symbol.role == SymbolRole::place && symbol.radius_map <= 0 && !symbol.number.empty();
}

// The metres per pixel at which the two begin to hide each other: the smaller one lies on top.
double hidden_from(const Symbol& a, const Symbol& b) {
  const double distance = std::hypot(a.place.x - b.place.x, a.place.y - b.place.y);
  const auto [smaller, larger] = std::minmax(a.radius_px, b.radius_px);
  return distance / (smaller + free_of_the_larger * larger);
}

// Two symbols of one place are no crowd: no scale would part them.
double closest_pair(std::vector<Symbol> symbols) {
  std::ranges::sort(symbols, {}, [](const Symbol& symbol) { return symbol.place.x; });
  const double largest = std::ranges::max(symbols, {}, &Symbol::radius_px).radius_px * (1 + free_of_the_larger);
  double closest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < symbols.size(); ++i)
    for (std::size_t j = i + 1; j < symbols.size(); ++j) {
      if (symbols[j].place.x - symbols[i].place.x > closest * largest) break;
      if (symbols[i].place == symbols[j].place) continue;
      closest = std::min(closest, hidden_from(symbols[i], symbols[j]));
    }
  return closest;
}

double crowded_from(std::span<const Symbol> symbols) {
  std::vector<double> amounts;
  Box extent;
  for (const Symbol& symbol : symbols) {
    amounts.push_back(symbol.radius_px * symbol.radius_px);
    extent.include(symbol.place.x, symbol.place.y);
  }
  if (!(extent.width() > 0 && extent.height() > 0)) return std::numeric_limits<double>::infinity();
  return symbol_factor(amounts, {extent.width(), extent.height(), std::numeric_limits<double>::infinity()});
}
}  // namespace

double full_symbols_until(const std::vector<SceneSymbol>& symbols) {
  std::vector<Symbol> numbered;
  for (const SceneSymbol& symbol : symbols)
    if (is_numbered(symbol)) numbered.push_back(symbol.symbol);
  if (numbered.size() < 2) return std::numeric_limits<double>::infinity();
  return std::min(crowded_from(numbered), closest_pair(numbered));
}

double symbol_scale(const MapScene& scene, double metres_per_pixel, double pixel_scale) {
  return std::clamp(scene.full_symbols_until / (metres_per_pixel * pixel_scale), smallest_scale, 1.0);
}

double SymbolSizes::radius_px(const SceneSymbol& symbol) const {
  if (symbol.radius_map > 0) return symbol.radius_map / metres_per_pixel;
  return symbol.symbol.radius_px * pixel_scale * (is_numbered(symbol) ? symbol_scale : 1);
}

SymbolSizes symbol_sizes(const MapScene& scene, double metres_per_pixel, double pixel_scale) {
  return {metres_per_pixel, pixel_scale, symbol_scale(scene, metres_per_pixel, pixel_scale)};
}

bool is_number_covered(const MapScene& scene, std::size_t symbol, double text_width_px, double text_height_px,
                       const SymbolSizes& sizes) {
  const MapPoint number = scene.symbols[symbol].symbol.place;
  const auto covers = [&](const SceneSymbol& other) {
    if (other.role == SymbolRole::mark) return false;
    const double dx = std::abs(other.symbol.place.x - number.x) / sizes.metres_per_pixel,
                 dy = std::abs(other.symbol.place.y - number.y) / sizes.metres_per_pixel;
    return std::hypot(std::max(0.0, dx - text_width_px / 2), std::max(0.0, dy - text_height_px / 2)) <
           sizes.radius_px(other);
  };
  return std::any_of(scene.symbols.begin() + static_cast<std::ptrdiff_t>(symbol) + 1, scene.symbols.end(), covers);
}

LabelWishes label_wishes(const MapScene& scene, std::span<const SceneLabel> labels, const SymbolSizes& sizes) {
  LabelWishes wishes;
  auto& [requests, obstacles] = wishes;
  for (const SceneLabel& label : labels) {
    requests.push_back(label.request);
    requests.back().symbol_radius_px = label.symbol ? sizes.radius_px(scene.symbols[*label.symbol])
                                                    : label.request.symbol_radius_px * sizes.pixel_scale;
  }
  for (const SceneSymbol& symbol : scene.symbols)
    if (symbol.role != SymbolRole::mark)
      obstacles.push_back({symbol.symbol.place, sizes.radius_px(symbol) + symbol_casing_px * sizes.pixel_scale,
                           symbol.role == SymbolRole::place});
  return wishes;
}

std::vector<PlacedLabel> placed_labels(const MapScene& scene, std::span<const SceneLabel> labels, const Box& region,
                                       const SymbolSizes& sizes, LabelPainter& painter) {
  const auto wishes = label_wishes(scene, labels, sizes);
  return place_labels(wishes.requests, wishes.obstacles, {sizes.metres_per_pixel, region}, painter);
}

double radius_of_one(const MapScene& scene) {
  for (const SceneSymbol& symbol : scene.symbols)
    if (is_numbered(symbol) && symbol.shares.empty()) return symbol.symbol.radius_px / std::sqrt(symbol.symbol.amount);
  return 0;
}

}  // namespace riskmap
