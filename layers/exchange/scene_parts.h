// The pieces of a register's scene that stand on its base layer.
#pragma once
#include "layers/exchange/register_scene.h"

namespace riskmap {

struct SceneParts {
  const RegisterSnapshot& snapshot;
  const PlaceLayers& layers;
  const LayerSpec& spec;
  const PlaceValues& values;
  const SceneOptions& options;
  bool is_tile_picture = false;
};

// District, rural districts, then hover and selection.
void add_outlines(MapScene& scene, const SceneParts& parts);
// Proportional symbols, rings of the ways to solve, settlement dots, problems with a point of their own.
void add_symbols(MapScene& scene, const SceneParts& parts, const RowMask& selected, const IssueFactTable& facts);
// After the base and the symbols, whose colours and sizes decide ink and room.
void add_labels(MapScene& scene, const SceneParts& parts);

// Whether a place belongs to the chosen classes; what does not stays on the map, faded.
inline bool is_kept(const SceneOptions& options, Row row) {
  return options.kept.empty() || (row < options.kept.size() && options.kept[row] != 0);
}
inline Colour faded(Colour colour) {
  constexpr int part = 6;  // what is left of it: a sixth
  return {colour.r, colour.g, colour.b, static_cast<unsigned char>(colour.a / part)};
}

// Problems in place of which stands something else.
bool are_gathered(const SceneParts& parts);
double largest_amount(const PlaceValues& values);  // what the largest symbol stands for
// Where a place's symbol stands: in its tile's middle, deep inside its polygon, or at its point.
std::optional<MapPoint> place_anchor(const SceneParts& parts, Row row);

}  // namespace riskmap
