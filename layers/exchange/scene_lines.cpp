#include "layers/exchange/scene_lines.h"

#include "layers/raster/line_splat.h"

namespace riskmap {

namespace {
constexpr std::size_t most_outlined = 20'000;  // vertices
}

bool is_stroked(const SceneOutline& outline) {
  return outline.geometry && outline.geometry->kind == GeometryKind::lines && outline.glow_px <= 0 &&
         !outline.is_dashed && outline.geometry->x.size() > most_outlined;
}

void stroke_outlines(ColourImage& image, const MapScene& scene, const Camera& camera, double pixel_scale,
                     JobPool& pool) {
  for (const SceneOutline& outline : scene.outlines)
    if (is_stroked(outline))
      stroke_lines(image, *outline.geometry, outline.features, outline.width_px * pixel_scale, outline.colour, camera,
                   pool);
}

}  // namespace riskmap
