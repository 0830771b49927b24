// How large a scene's symbols are drawn at one scale: the same on the screen, on paper and under the pointer.
#pragma once
#include <span>
#include <vector>

#include "layers/exchange/map_scene.h"

namespace riskmap {

// One number for numbered symbols (amounts, rings of shares): beyond this many metres per pixel they are drawn smaller,
// all alike so that areas stay true to each other, or else they would hide each other or most of the map.
double full_symbols_until(const std::vector<SceneSymbol>& symbols);
// What is left of their radius, at most 1.
double symbol_scale(const MapScene& scene, double metres_per_pixel, double pixel_scale);

struct SymbolSizes {
  double metres_per_pixel = 1, pixel_scale = 1, symbol_scale = 1;
  [[nodiscard]] double radius_px(const SceneSymbol& symbol) const;
};
SymbolSizes symbol_sizes(const MapScene& scene, double metres_per_pixel, double pixel_scale);

// A number half hidden by a symbol on top of it reads as another number.
bool is_number_covered(const MapScene& scene, std::size_t symbol, double text_width_px, double text_height_px,
                       const SymbolSizes& sizes);
// What the placement is asked, with the symbols as they are drawn at this scale.
struct LabelWishes {
  std::vector<LabelRequest> requests;  // of the labels, in their order
  std::vector<LabelObstacle> obstacles;
};
LabelWishes label_wishes(const MapScene& scene, std::span<const SceneLabel> labels, const SymbolSizes& sizes);
// Names clear of the symbols.
std::vector<PlacedLabel> placed_labels(const MapScene& scene, std::span<const SceneLabel> labels, const Box& region,
                                       const SymbolSizes& sizes, LabelPainter& painter);
// Of a proportional symbol that stands for 1, at scale 1; 0 where the scene has none.
double radius_of_one(const MapScene& scene);

}  // namespace riskmap
