// What a load refused or left as it was, line by line, in a person's words.
#pragma once
#include <string>
#include <vector>

#include "layers/exchange/context_layer.h"
#include "layers/exchange/file_scene.h"
#include "layers/geo/feature_table.h"
#include "layers/store/boundaries.h"

namespace riskmap {

struct LoadReport {
  std::string title;  // the file's name
  std::vector<std::string> lines;
};

// "row 17: the feature has no geometry"
std::string refusal_text(const Refusal& refusal);

// What of a file is not on the map, in a sentence or two; empty when all is.
std::string loss_text(const FeatureTable& features);
// What has no place in the map's projection; empty when all has.
std::string off_map_text(const FileLayer& layer);
// The same of a layer beside the theme, with its title.
std::string off_map_text(const LoadedContext& layer);

LoadReport report_of(std::string title, const FeatureTable& features);
// Shapes without a place, settlements outside, what the file itself refused; then the places that keep their shape.
LoadReport report_of(std::string title, const RegisterSnapshot& snapshot, const BoundaryMatch& match,
                     const FeatureTable& features);

}  // namespace riskmap
