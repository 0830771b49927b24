// Outlines of a layer of lines with too many vertices for a shader: the window strokes them into its picture.
#pragma once
#include "layers/core/job.h"
#include "layers/exchange/map_scene.h"
#include "layers/raster/camera.h"
#include "layers/raster/colour_image.h"

namespace riskmap {

// Plain lines of a layer with so many vertices that outlining them takes longer than a frame.
bool is_stroked(const SceneOutline& outline);
// All such outlines of the scene, in their order.
void stroke_outlines(ColourImage& image, const MapScene& scene, const Camera& camera, double pixel_scale,
                     JobPool& pool);

}  // namespace riskmap
