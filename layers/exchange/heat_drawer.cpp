#include "layers/exchange/heat_drawer.h"

#include "layers/raster/density_picture.h"

namespace riskmap {

void HeatDrawer::draw(ImageStrip strip, const std::shared_ptr<const SceneHeat>& heat, const Camera& camera,
                      JobPool& pool) {
  if (!heat) return;
  const Box sight = camera.visible();
  const double step_m = density_step_m(heat->kernel, camera.metres_per_pixel);
  const bool is_within = region_.contains(sight.min_x, sight.min_y) && region_.contains(sight.max_x, sight.max_y);
  if (heat_ != heat || step_m_ != step_m || !is_within) {
    const double beside_x = sight.width() * margin_, beside_y = sight.height() * margin_;
    region_ = {sight.min_x - beside_x, sight.min_y - beside_y, sight.max_x + beside_x, sight.max_y + beside_y};
    field_ = density_field(heat->points, heat->kernel, region_, camera.metres_per_pixel, pool);
    heat_ = heat, step_m_ = step_m;
  }
  std::vector<std::uint32_t> colours;
  for (const Colour colour : heat->colours) colours.push_back(premultiplied(colour));
  lay_density(strip, field_, camera, {heat->top, colours}, pool);
}

}  // namespace riskmap
