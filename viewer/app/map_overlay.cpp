// The scene's pieces to the canvas's marks. The same pieces go to paper in layers/exchange/sheet_overlay.cpp.
#include "viewer/app/map_overlay.h"

#include <algorithm>
#include <cmath>

#include "layers/core/colour.h"
#include "layers/exchange/scene_lines.h"
#include "layers/exchange/scene_rings.h"
#include "layers/exchange/symbol_size.h"

namespace riskmap {

namespace {
constexpr double dash_px = 6, gap_px = 4;
constexpr double casing_px = 1.4, stroke_px = 1.2, graticule_px = 1;
constexpr double number_gap_px = 3;     // between a small cluster and its number
constexpr double ring_hole = 0.62;      // inner radius of a ring of shares
constexpr double number_radius_px = 9;  // a smaller symbol has no room for its number

SymbolSizes sizes_of(const MapScene& scene, const MapLook& look) {
  return symbol_sizes(scene, look.camera.metres_per_pixel, look.pixel_scale);
}

void draw_outline(gpu::MapCanvas& canvas, const SceneOutline& outline, const MapLook& look) {
  if (!outline.geometry || is_stroked(outline)) return;
  std::vector<FeatureRings> features;
  for (const auto feature : outline.features) features.push_back(rings_of(*outline.geometry, feature));
  const auto& camera = look.camera;
  const double scale = look.pixel_scale;
  const auto lines =
      shared_outlines(features, {camera.centre, camera.metres_per_pixel, camera.size}, {.margin_px = 16 * scale});
  if (outline.glow_px > 0)
    canvas.strokes(lines, {.colour = outline.glow,
                           .width_px = (outline.width_px + 2 * outline.glow_px) * scale,
                           .is_soft = outline.glow_px > 2});
  gpu::StrokeLook pen{.colour = outline.colour, .width_px = outline.width_px * scale};
  if (outline.is_dashed) pen.dash_px = dash_px * scale, pen.gap_px = gap_px * scale;
  canvas.strokes(lines, pen);
}

void add_symbol(std::vector<gpu::SymbolMark>& marks, const SceneSymbol& symbol, double radius, const MapLook& look) {
  const auto at = look.camera.screen_from_map(symbol.symbol.place);
  auto casing = map_colours(look.theme).land;
  casing.a = static_cast<unsigned char>(std::lround(casing.a * symbol.opacity));
  const double scale = look.pixel_scale;
  const Box picture{-radius, -radius, look.camera.size.width + radius, look.camera.size.height + radius};
  if (radius <= 0 || !picture.contains(at.x, at.y)) return;
  if (symbol.role == SymbolRole::mark) {
    marks.push_back({.centre = at, .radius_px = radius, .stroke_px = 5 * scale, .stroke = casing});
    marks.push_back({.centre = at, .radius_px = radius, .stroke_px = 2.8 * scale, .stroke = symbol.stroke});
    return;
  }
  marks.push_back({.centre = at,
                   .radius_px = radius + casing_px * scale,
                   .stroke_px = 0,
                   .kind = symbol.symbol.kind,
                   .fill = casing});
  marks.push_back({.centre = at,
                   .radius_px = radius,
                   .stroke_px = symbol.shares.empty() ? stroke_px * scale : 0,
                   .kind = symbol.symbol.kind,
                   .fill = symbol.fill,
                   .stroke = symbol.stroke});
  double turn = 0;
  for (const auto& [colour, share] : symbol.shares) {
    marks.push_back({.centre = at,
                     .radius_px = radius,
                     .inner_radius_px = radius * ring_hole,
                     .stroke_px = 0,
                     .kind = SymbolKind::ring,
                     .from_turn = turn,
                     .to_turn = turn + share,
                     .fill = colour});
    turn += share;
  }
}
// A small cluster's, or it would be taken for a single point.
gpu::LabelMark number_beside(std::shared_ptr<const LabelImage> image, const SceneSymbol& symbol, double radius,
                             const MapLook& look) {
  const auto at = look.camera.screen_from_map(symbol.symbol.place);
  const Box text = image->text_box;
  const auto left = std::lround(at.x + radius + number_gap_px * look.pixel_scale - text.min_x),
             top = std::lround(at.y - text.centre_y());
  return {std::move(image), static_cast<int>(left), static_cast<int>(top),
          label_colours_on(map_colours(look.theme).land)};
}
}  // namespace

void MapOverlay::draw(gpu::MapCanvas& canvas, const MapScene& scene, const MapLook& look) {
  canvas.start_overlay(look.camera.size);
  draw_graticule(canvas, scene, look);
  for (const auto& outline : scene.outlines) draw_outline(canvas, outline, look);
  std::vector<gpu::SymbolMark> marks;
  const auto sizes = sizes_of(scene, look);
  for (const auto& symbol : scene.symbols) add_symbol(marks, symbol, sizes.radius_px(symbol), look);
  canvas.symbols(marks);
  draw_numbers(canvas, scene, look);
  draw_labels(canvas, look);
}

void MapOverlay::draw_graticule(gpu::MapCanvas& canvas, const MapScene& scene, const MapLook& look) {
  const double scale = look.pixel_scale;
  const Box whole{0, 0, static_cast<double>(look.camera.size.width), static_cast<double>(look.camera.size.height)};
  const auto drawn = graticule_.draw(scene, look.camera, scale, whole, MeridianNames::at_bottom);
  if (drawn.lines.empty()) return;
  const auto& colours = map_colours(look.theme);
  canvas.strokes(drawn.lines, {.colour = colours.graticule, .width_px = graticule_px * scale});
  std::vector<gpu::LabelMark> marks;
  for (const auto& name : drawn.names) {
    auto image = labels_.painter().image({.name = {}, .value = name.text, .style = LabelStyle::value});
    const auto& text = image->text_box;
    const double inset = 5 * scale;
    const double left = name.is_meridian ? name.at.x - text.centre_x() : name.at.x + inset - text.min_x,
                 top = name.is_meridian ? name.at.y - inset - text.max_y : name.at.y - text.centre_y();
    marks.push_back({std::move(image), static_cast<int>(std::lround(left)), static_cast<int>(std::lround(top)),
                     label_colours_on(scene.ground)});
  }
  canvas.labels(marks);
}

void MapOverlay::draw_numbers(gpu::MapCanvas& canvas, const MapScene& scene, const MapLook& look) {
  std::vector<gpu::LabelMark> marks;
  const auto sizes = sizes_of(scene, look);
  for (std::size_t i = 0; i < scene.symbols.size(); ++i) {
    const auto& symbol = scene.symbols[i];
    const double radius = sizes.radius_px(symbol);
    const bool is_small = radius < number_radius_px * look.pixel_scale;
    if (symbol.number.empty() || (is_small && symbol.role != SymbolRole::cluster)) continue;
    auto image = labels_.painter().image({.name = {}, .value = symbol.number, .style = LabelStyle::value});
    const double room = 2 * radius * (symbol.shares.empty() ? 0.9 : ring_hole);
    const auto& text = image->text_box;
    if (is_small) {
      marks.push_back(number_beside(std::move(image), symbol, radius, look));
      continue;
    }
    if (text.width() > room || is_number_covered(scene, i, text.width(), text.height(), sizes)) continue;
    const auto at = look.camera.screen_from_map(symbol.symbol.place);
    const int left = static_cast<int>(std::lround(at.x - image->text_box.centre_x())),
              top = static_cast<int>(std::lround(at.y - image->text_box.centre_y()));
    marks.push_back({std::move(image), left, top, {symbol.number_colour, {0, 0, 0, 0}}});
  }
  canvas.labels(marks);
}

std::vector<Box> MapOverlay::name_boxes(const Camera& camera) const {
  std::vector<Box> boxes;
  for (const auto& [image, left, top, ground] : labels_.names(camera)) {
    const Box& text = image->text_box;
    boxes.push_back({left + text.min_x, top + text.min_y, left + text.max_x, top + text.max_y});
  }
  return boxes;
}

void MapOverlay::draw_labels(gpu::MapCanvas& canvas, const MapLook& look) {
  std::vector<gpu::LabelMark> marks;
  for (auto& [image, left, top, ground] : labels_.names(look.camera))
    marks.push_back({std::move(image), left, top, label_colours_on(ground)});
  canvas.labels(marks);
}

}  // namespace riskmap
