// Context layers on any canvas: pictures of the ground; areas, lines and points, colour by colour.
#include <algorithm>
#include <bit>
#include <cmath>

#include "layers/exchange/map_sheet.h"
#include "layers/exchange/scene_rings.h"
#include "layers/exchange/sheet_map.h"
#include "layers/raster/smooth_rows.h"

namespace riskmap {
namespace {

constexpr double dash_of_width = 3, least_dash_px = 5, gap_of_dash = 0.6;
constexpr std::size_t lines_at_once = 64;  // a canvas joins what it strokes together; long joins are slow

using Features = std::vector<std::uint32_t>;

Colour share_of(Colour colour, double share) {
  colour.a = static_cast<unsigned char>(colour.a * share + 0.5);
  return colour;
}

// What is in sight, by colour.
std::vector<Features> features_by_colour(const SceneLayer& layer, const Camera& camera) {
  std::vector<Features> out(layer.palette.size());
  const Box sight = camera.visible();
  for (std::uint32_t feature = 0; feature < layer.geometry->size(); ++feature)
    if (layer.geometry->boxes[feature].intersects(sight)) out[layer.colour_of[feature]].push_back(feature);
  return out;
}

struct Drawing {
  SheetCanvas& canvas;
  const MapFrame& frame;
  const std::stop_token& stop;

  [[nodiscard]] ScreenMapping mapping() const {
    return {frame.camera.centre, frame.camera.metres_per_pixel, frame.camera.size};
  }

  void draw_areas(const SceneLayer& layer, const Features& features, Colour colour) const {
    std::vector<FeatureRings> rings;
    for (const auto feature : features) {
      if (stop.stop_requested()) return;
      rings.push_back(rings_of(*layer.geometry, feature));
      canvas.fill(screen_shape(rings.back(), frame.camera), share_of(colour, context_area_fill));
    }
    canvas.stroke(shared_outlines(rings, mapping()), pen(layer, colour));
  }

  void draw_lines(const SceneLayer& layer, const Features& features, Colour colour) const {
    std::vector<Polyline> lines;
    const auto put_down = [&] {
      canvas.stroke(lines, pen(layer, colour));
      lines.clear();
    };
    for (const auto feature : features) {
      if (stop.stop_requested()) return;
      auto more = outlines(rings_of(*layer.geometry, feature), mapping());
      std::ranges::move(more, std::back_inserter(lines));
      if (lines.size() >= lines_at_once) put_down();
    }
    put_down();
  }

  void draw_points(const SceneLayer& layer, const Features& features, Colour colour) const {
    SceneSymbol symbol;
    symbol.symbol.kind = layer.symbol;
    symbol.symbol.radius_px = layer.radius_px;
    symbol.fill = colour;
    symbol.stroke = share_of(map_colours(frame.theme).outline, colour.a / 255.0);
    const auto& geometry = *layer.geometry;
    for (const auto feature : features) {
      if (stop.stop_requested()) return;
      const auto first = geometry.feature_offset[feature], last = geometry.feature_offset[feature + 1];
      for (auto vertex = geometry.ring_offset[first]; vertex < geometry.ring_offset[last]; ++vertex) {
        symbol.symbol.place = geometry.vertex(vertex);
        draw_symbol(canvas, symbol, frame);
      }
    }
  }

  void draw(const SceneLayer& layer) const {
    const auto features = features_by_colour(layer, frame.camera);
    for (std::size_t i = 0; i < features.size(); ++i) {
      if (features[i].empty()) continue;
      if (layer.geometry->kind == GeometryKind::polygons)
        draw_areas(layer, features[i], layer.palette[i]);
      else if (layer.geometry->kind == GeometryKind::lines)
        draw_lines(layer, features[i], layer.palette[i]);
      else
        draw_points(layer, features[i], layer.palette[i]);
    }
  }

  [[nodiscard]] Pen pen(const SceneLayer& layer, Colour colour) const {
    const double width = layer.width_px * frame.pixel_scale;
    if (!layer.is_dashed) return {.colour = colour, .width = width, .has_round_ends = true};
    const double dash = std::max(dash_of_width * width, least_dash_px * frame.pixel_scale);
    return {.colour = colour, .width = width, .dash = dash, .gap = gap_of_dash * dash};
  }
};

struct Patience {
  const std::stop_token& stop;
  Deadline until;
};

Result<std::vector<Colour>> whole_view(const ScenePicture& picture, const RasterView& view, const Patience& patience) {
  auto pixels = picture.file->read(view, picture.look, patience.stop);
  while (pixels && picture.file->is_waiting() && std::chrono::steady_clock::now() < patience.until &&
         !patience.stop.stop_requested()) {
    picture.file->wait(patience.until, patience.stop);
    pixels = picture.file->read(view, picture.look, patience.stop);
  }
  return pixels;
}

// A few rows at a time, so that a large sheet needs little memory. What they show must not depend on the strip.
void lay_picture(ImageStrip strip, const ScenePicture& picture, const std::string& view_crs, const Camera& camera,
                 const Patience& patience) {
  const auto share = static_cast<unsigned>(std::lround(std::clamp(picture.opacity, 0.0, 1.0) * 255));
  const Box sight = camera.visible();
  const int width = camera.size.width, unit = strip_unit(width);
  const int most = std::min(unit, picture.file->rows_at_once(width));
  int rows = 0;
  for (int top = strip.first_row; top < strip.end_row(); top += rows) {
    rows = std::min({most, unit - top % unit, strip.end_row() - top});
    const double north = sight.max_y - top * camera.metres_per_pixel;
    const RasterView view{
        view_crs, {sight.min_x, north - rows * camera.metres_per_pixel, sight.max_x, north}, {width, rows}};
    const auto pixels = whole_view(picture, view, patience);
    if (!pixels) return;
    std::uint32_t* target = strip.row(top);
    for (const Colour pixel : *pixels) {
      *target = over(scaled(premultiplied(pixel), share), *target);
      ++target;
    }
  }
}

}  // namespace

int strip_unit(int width) {
  constexpr int most_pixels = 8 << 20, most_rows = 512;
  const auto rows = static_cast<unsigned>(std::clamp(most_pixels / std::max(width, 1), SmoothRows::unit, most_rows));
  return static_cast<int>(std::bit_floor(rows));
}

void lay_pictures(ImageStrip strip, const SceneContext& context, const std::string& view_crs, const MapFrame& frame,
                  const std::stop_token& stop, Deadline until) {
  const double denominator = scale_denominator(frame.camera.metres_per_pixel, frame.pixel_scale);
  for (const ScenePicture& picture : context.pictures)
    if (picture.scales.contains(denominator)) lay_picture(strip, picture, view_crs, frame.camera, {stop, until});
}

void draw_context(SheetCanvas& canvas, const SceneContext& context, ContextSide side, const MapFrame& frame,
                  const std::stop_token& stop) {
  const double denominator = scale_denominator(frame.camera.metres_per_pixel, frame.pixel_scale);
  for (const SceneLayer& layer : context.layers)
    if (layer.side == side && layer.scales.contains(denominator)) Drawing{canvas, frame, stop}.draw(layer);
}

ColourImage context_picture(const SceneContext& context, ContextSide side, const ContextLook& look,
                            const std::stop_token& stop) {
  ColourImage image;
  image.reset(look.camera.size);
  const TextShaper shaper;
  const MapFrame frame{.camera = look.camera, .pixel_scale = look.pixel_scale, .theme = look.theme, .label_room = {}};
  if (side == ContextSide::below) lay_pictures(image, context, look.view_crs, frame, stop);
  draw_context(*pixel_canvas(image, shaper), context, side, frame, stop);
  return image;
}

}  // namespace riskmap
