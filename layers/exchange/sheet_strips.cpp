#include "layers/exchange/sheet_strips.h"

#include <algorithm>

namespace riskmap {
namespace {

std::unique_ptr<SmoothRows> areas_of(const MapScene& scene, const MapFrame& frame, JobPool& pool) {
  if (!scene.areas || scene.areas->kind != GeometryKind::polygons || !scene.style) return nullptr;
  ResolveOptions options = scene.resolve;
  options.pixel_scale = frame.pixel_scale;
  return std::make_unique<SmoothRows>(*scene.areas, frame.camera, scene.visible, *scene.style, options, pool);
}

}  // namespace

SheetStrips::SheetStrips(const MapScene& scene, const MapFrame& frame, const TextShaper& shaper, JobPool& pool)
    : scene_{scene},
      frame_{frame},
      shaper_{shaper},
      pool_{pool},
      areas_{areas_of(scene, frame, pool)},
      below_{shaper},
      above_{shaper},
      top_{shaper} {
  if (!scene.context) return;
  draw_context(below_, *scene.context, ContextSide::below, frame);
  draw_context(above_, *scene.context, ContextSide::above, frame);
}

// Ground, what lies below the theme, fills and borders, what lies above them, what stands on all.
bool SheetStrips::draw(ImageStrip strip, const std::stop_token& stop, Deadline until) {
  auto& image = strip.image;
  image.pixels.assign(static_cast<std::size_t>(image.size.width) * static_cast<std::size_t>(image.size.height),
                      premultiplied(scene_.ground));
  if (scene_.context) lay_pictures(strip, *scene_.context, scene_.view_crs, frame_, stop, until);
  lay(below_, strip);
  if (areas_) {
    fills_.size = image.size;
    fills_.pixels.resize(image.pixels.size());
    if (!areas_->draw({fills_, strip.first_row}, pool_, stop)) return false;
    std::ranges::transform(fills_.pixels, image.pixels, image.pixels.begin(), over);
  }
  heat_.draw(strip, scene_.heat, frame_.camera, pool_);
  lay(above_, strip);
  swarm_.draw(strip, scene_.swarm, frame_.camera, frame_.pixel_scale, pool_);
  lay(top_, strip);
  return !stop.stop_requested();
}

void SheetStrips::lay(const SheetRecording& drawing, ImageStrip strip) const {
  if (drawing.is_empty()) return;
  const int width = strip.image.size.width;
  for (int left = 0; left < width; left += widest_canvas_px) {
    const ColumnRange columns{left, std::min(width, left + widest_canvas_px)};
    drawing.draw(*pixel_canvas(strip, columns, shaper_),
                 {static_cast<double>(columns.first), static_cast<double>(strip.first_row),
                  static_cast<double>(columns.end), static_cast<double>(strip.end_row())});
  }
}

}  // namespace riskmap
