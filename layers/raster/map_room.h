// Fitting a map among what floats above it: overlays cost only the room that they really take from the content.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "layers/raster/camera.h"
#include "layers/raster/layer_geometry.h"

namespace riskmap {

// What a picture shows, as boxes that together enclose it closely: a corner that holds nothing stays free.
struct MapContent {
  Box extent;
  std::vector<Box> pieces;  // view CRS
};
MapContent content_of(const LayerGeometry& geometry);
MapContent content_of(const Box& box);

// The largest scale, and of its positions the one nearest to the frame's middle, at which the content lies in `frame`
// and no piece of it under a cover (pixels of the image). Nothing when the covers leave no room at all.
std::optional<Camera> fit_among(const MapContent& content, ImageSize size, const Box& frame,
                                std::span<const Box> covers);

}  // namespace riskmap
