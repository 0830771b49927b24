// Classes chosen in the legend: which places they are, and the same as text of the filter language, so that table,
// counts and exports keep exactly what the map shows.
#pragma once
#include <set>
#include <string>

#include "layers/exchange/file_scene.h"
#include "layers/exchange/register_scene.h"

namespace riskmap {

// By row of the layer's level; empty when nothing is chosen.
RowMask places_of_classes(const std::set<int>& classes, const LayerSpec& layer, const PlaceValues& values);
// Problems of those places; ways to solve: problems at those stages. Empty when nothing is chosen.
std::string expression_of_classes(const std::set<int>& classes, const LayerSpec& layer, const PlaceValues& values,
                                  const RegisterSnapshot& snapshot);
// Features of a plain file; empty when nothing is chosen or nothing is classed.
RowMask features_of_classes(const std::set<int>& classes, const FileLayer& file, const LayerSpec& layer,
                            const RowMask& selected);
// Whether the classes of two layers are different things, so that a choice among them means nothing in the other.
bool has_other_classes(const LayerSpec& layer, const LayerSpec& other);

}  // namespace riskmap
