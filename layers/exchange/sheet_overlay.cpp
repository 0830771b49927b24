// What stands on a map: outlines, symbols, names.
#include <algorithm>
#include <cmath>
#include <utility>

#include "layers/core/colour.h"
#include "layers/exchange/scene_graticule.h"
#include "layers/exchange/scene_rings.h"
#include "layers/exchange/sheet_map.h"
#include "layers/exchange/symbol_size.h"

namespace riskmap {
namespace {

constexpr double dash_px = 6, gap_px = 4;
constexpr double symbol_stroke_px = 1.2, casing_px = 1.4;
constexpr double number_radius_px = 9;  // a smaller symbol has no room for its number
constexpr double number_gap_px = 3;     // between a small cluster and its number
constexpr double ring_hole = 0.62;      // of a ring of shares
constexpr double label_halo_px = 1.4, graticule_px = 1;

void draw_outline(SheetCanvas& canvas, const SceneOutline& outline, const MapFrame& frame) {
  if (!outline.geometry) return;
  std::vector<FeatureRings> features;
  for (const std::uint32_t feature : outline.features) features.push_back(rings_of(*outline.geometry, feature));
  const Camera& camera = frame.camera;
  const double scale = frame.pixel_scale;
  const auto lines =
      shared_outlines(features, {camera.centre, camera.metres_per_pixel, camera.size}, {.margin_px = 16 * scale});
  if (outline.glow_px > 0)
    canvas.stroke(lines, {.colour = outline.glow, .width = (outline.width_px + 2 * outline.glow_px) * scale});
  Pen pen{.colour = outline.colour, .width = outline.width_px * scale};
  if (outline.is_dashed) pen.dash = dash_px * scale, pen.gap = gap_px * scale;
  canvas.stroke(lines, pen);
}

SymbolSizes sizes_of(const MapFrame& frame) {
  return {frame.camera.metres_per_pixel, frame.pixel_scale, frame.symbol_scale};
}

// The corners of a symbol that is no circle; all have the area of a circle of this radius.
Ring corners_of(SymbolKind kind, ScreenPoint centre, double radius) {
  const double x = centre.x, y = centre.y;
  switch (kind) {
    case SymbolKind::square: {
      const double half = radius * 0.886;
      return {{x - half, y - half}, {x + half, y - half}, {x + half, y + half}, {x - half, y + half}};
    }
    case SymbolKind::diamond: {
      const double half = radius * 1.253;
      return {{x, y - half}, {x + half, y}, {x, y + half}, {x - half, y}};
    }
    case SymbolKind::triangle: {
      const double reach = radius * 1.555;
      return {{x, y - reach}, {x + reach * 0.866, y + reach / 2}, {x - reach * 0.866, y + reach / 2}};
    }
    case SymbolKind::circle:
    case SymbolKind::ring:
      break;
  }
  return {};
}

void draw_shape(SheetCanvas& canvas, const SceneSymbol& symbol, ScreenPoint at, double radius, const MapFrame& frame) {
  const Pen edge{.colour = symbol.stroke, .width = symbol_stroke_px * frame.pixel_scale};
  Colour casing = map_colours(frame.theme).land;
  casing.a = static_cast<unsigned char>(std::lround(casing.a * symbol.opacity));
  const Ring corners = corners_of(symbol.symbol.kind, at, radius);
  if (!corners.empty()) {
    const Polyline outline{corners, true};
    canvas.stroke({&outline, 1}, {.colour = casing, .width = edge.width + 2 * casing_px * frame.pixel_scale});
    canvas.fill({&corners, 1}, symbol.fill);
    canvas.stroke({&outline, 1}, edge);
    return;
  }
  if (symbol.symbol.kind == SymbolKind::ring) {
    canvas.stroke_circle(at, radius, {.colour = casing, .width = 5 * frame.pixel_scale});
    canvas.stroke_circle(at, radius, {.colour = symbol.stroke, .width = 2.8 * frame.pixel_scale});
    return;
  }
  canvas.fill_circle(at, radius + casing_px * frame.pixel_scale, casing);
  canvas.fill_circle(at, radius, symbol.fill);
  if (symbol.shares.empty()) canvas.stroke_circle(at, radius - edge.width / 2, edge);
}

void draw_shares(SheetCanvas& canvas, const SceneSymbol& symbol, ScreenPoint at, double radius) {
  double turn = 0;
  for (const auto& [colour, share] : symbol.shares) {
    const Ring piece = sector(at, radius * ring_hole, radius, turn, turn + share);
    canvas.fill({&piece, 1}, colour);
    turn += share;
  }
}

// A small cluster's, or it would be taken for a single point.
void draw_number_beside(SheetCanvas& canvas, const SceneSymbol& symbol, double radius, const MapFrame& frame) {
  const double scale = frame.pixel_scale;
  const ScreenPoint at = frame.camera.screen_from_map(symbol.symbol.place);
  const TextFont font{.size_px = 10 * scale, .is_semibold = true};
  const auto ink = label_colours_on(map_colours(frame.theme).land);
  canvas.text({at.x + radius + number_gap_px * scale, at.y + font.size_px * 0.36}, TextAlign::start, symbol.number,
              font, {.colour = ink.text, .halo = ink.halo, .halo_width = label_halo_px * scale});
}

void draw_number(SheetCanvas& canvas, const MapScene& scene, std::size_t index, const MapFrame& frame,
                 const TextShaper& shaper) {
  const SceneSymbol& symbol = scene.symbols[index];
  const double radius = sizes_of(frame).radius_px(symbol), scale = frame.pixel_scale;
  if (symbol.role == SymbolRole::cluster && radius < number_radius_px * scale)
    return draw_number_beside(canvas, symbol, radius, frame);
  if (radius < number_radius_px * scale || symbol.number.empty()) return;
  const TextFont font{.size_px = std::clamp(radius / scale * 0.8, 10.0, 15.0) * scale, .is_semibold = true};
  const double room = 2 * radius * (symbol.shares.empty() ? 0.85 : ring_hole * 0.9);
  const double width = shaper.width(symbol.number, font), height = font.size_px * 0.72;
  const ScreenPoint at = frame.camera.screen_from_map(symbol.symbol.place);
  if (width > room || is_number_covered(scene, index, width, height, sizes_of(frame))) return;
  canvas.text({at.x, at.y + height / 2}, TextAlign::middle, symbol.number, font, {.colour = symbol.number_colour});
}

void draw_labels(SheetCanvas& canvas, const MapScene& scene, const MapFrame& frame) {
  const double scale = frame.pixel_scale;
  const auto scene_labels = labels_at(scene, frame.camera.metres_per_pixel, scale);
  LabelPainter painter{scale};
  const Camera& camera = frame.camera;
  const auto region = label_region(camera.visible(), camera.metres_per_pixel);
  std::vector<unsigned char> is_named(scene_labels.size(), 0);
  for (const PlacedLabel& label : placed_labels(scene, scene_labels, region, sizes_of(frame), painter)) {
    const ScreenPoint anchor = camera.screen_from_map(label.anchor);
    const double left = std::round(anchor.x) + label.offset.x, top = std::round(anchor.y) + label.offset.y;
    const Box text = label.image->text_box;
    if (!frame.label_room.contains(left + text.min_x, top + text.min_y) ||
        !frame.label_room.contains(left + text.max_x, top + text.max_y))
      continue;
    if (std::exchange(is_named[label.request], 1) != 0) continue;
    const LabelColours colours = label_colours_on(scene_labels[label.request].ground);
    for (const LabelLine& line : label.image->lines)
      canvas.text({left + line.left, top + line.baseline}, TextAlign::start, line.text,
                  scaled(font_of(line.style), scale * line.size),
                  {.colour = colours.text, .halo = colours.halo, .halo_width = label_halo_px * scale});
  }
}

void draw_graticule(SheetCanvas& canvas, const MapScene& scene, const MapFrame& frame) {
  const double scale = frame.pixel_scale;
  const auto drawn = GraticuleDrawer{}.draw(scene, frame.camera, scale, frame.label_room, MeridianNames::at_top);
  canvas.stroke(drawn.lines, {.colour = map_colours(frame.theme).graticule, .width = graticule_px * scale});
  const auto ink = label_colours_on(scene.ground);
  const TextFont font = scaled(font_of(LabelStyle::value), scale);
  const double height = font.size_px * 0.72, inset = 5 * scale;
  for (const auto& name : drawn.names) {
    const ScreenPoint at = name.is_meridian ? ScreenPoint{name.at.x, name.at.y + inset + height}
                                            : ScreenPoint{name.at.x + inset, name.at.y + height / 2};
    canvas.text(at, name.is_meridian ? TextAlign::middle : TextAlign::start, name.text, font,
                {.colour = ink.text, .halo = ink.halo, .halo_width = label_halo_px * scale});
  }
}

}  // namespace

void draw_symbol(SheetCanvas& canvas, const SceneSymbol& symbol, const MapFrame& frame) {
  const ScreenPoint at = frame.camera.screen_from_map(symbol.symbol.place);
  const double radius = sizes_of(frame).radius_px(symbol);
  const Box picture{-radius, -radius, frame.camera.size.width + radius, frame.camera.size.height + radius};
  if (radius <= 0 || !picture.contains(at.x, at.y)) return;
  draw_shape(canvas, symbol, at, radius, frame);
  draw_shares(canvas, symbol, at, radius);
}

void draw_overlay(SheetCanvas& canvas, const MapScene& scene, const MapFrame& frame) {
  const TextShaper shaper;
  draw_graticule(canvas, scene, frame);
  for (const SceneOutline& outline : scene.outlines) draw_outline(canvas, outline, frame);
  for (const SceneSymbol& symbol : scene.symbols) draw_symbol(canvas, symbol, frame);
  for (std::size_t i = 0; i < scene.symbols.size(); ++i) draw_number(canvas, scene, i, frame, shaper);
  draw_labels(canvas, scene, frame);
}

}  // namespace riskmap
