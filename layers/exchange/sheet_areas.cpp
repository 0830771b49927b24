// Areas as vectors: filled, hatched and bordered as the raster does it in pixels.
#include <algorithm>
#include <cmath>

#include "layers/core/colour.h"
#include "layers/exchange/scene_rings.h"
#include "layers/exchange/sheet_map.h"
#include "layers/raster/border_density.h"
#include "layers/raster/pattern.h"

namespace riskmap {
namespace {

constexpr double fill_margin_px = 32;  // beyond the picture; nothing that far out is needed
constexpr double fill_tolerance_px = 0.15;
constexpr double line_period_px = 8, line_width_px = 1.2, dot_period_px = 6, dot_width_px = 1.8;  // as the raster's
constexpr double dash_px = 6, gap_px = 4, seam_px = 0.5;

// The part of a ring on one side of a line (Sutherland and Hodgman); `depth` is positive inside.
template <typename Depth>
Ring cut(const Ring& ring, Depth depth) {
  Ring kept;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const ScreenPoint from = ring[i], to = ring[(i + 1) % ring.size()];
    const double before = depth(from), after = depth(to);
    if (before >= 0) kept.push_back(from);
    if ((before >= 0) != (after >= 0)) {
      const double at = before / (before - after);
      kept.push_back({from.x + at * (to.x - from.x), from.y + at * (to.y - from.y)});
    }
  }
  return kept;
}

// Numbers far outside the picture would overflow a canvas's coordinates.
Ring cut_to(Ring ring, const Box& box) {
  const bool fits = std::ranges::all_of(ring, [&](ScreenPoint p) { return box.contains(p.x, p.y); });
  if (fits) return ring;
  ring = cut(ring, [&](ScreenPoint p) { return p.x - box.min_x; });
  ring = cut(ring, [&](ScreenPoint p) { return box.max_x - p.x; });
  ring = cut(ring, [&](ScreenPoint p) { return p.y - box.min_y; });
  return cut(ring, [&](ScreenPoint p) { return box.max_y - p.y; });
}

std::vector<Ring> screen_rings(const FeatureRings& feature, const Camera& camera, const Box& room) {
  std::vector<Ring> rings;
  for (std::size_t r = 0; r < feature.ring_count(); ++r) {
    Ring ring;
    for (std::size_t i = feature.ring_offset[r]; i < feature.ring_offset[r + 1]; ++i) {
      const ScreenPoint point = camera.screen_from_map(feature.vertex(i));
      if (ring.empty() || std::hypot(point.x - ring.back().x, point.y - ring.back().y) >= fill_tolerance_px)
        ring.push_back(point);
    }
    ring = cut_to(std::move(ring), room);
    if (ring.size() > 2) rings.push_back(std::move(ring));
  }
  return rings;
}

// Where parallel lines run inside the rings. `u` numbers the lines, `v` runs along them; `back` turns (u, v) into a
// point.
template <typename U, typename V, typename Back>
std::vector<Polyline> lines_inside(const std::vector<Ring>& rings, double period, U u, V v, Back back) {
  std::vector<std::pair<long, double>> crossings;
  for (const Ring& ring : rings)
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const ScreenPoint a = ring[i], b = ring[(i + 1) % ring.size()];
      const double low = std::min(u(a), u(b)), high = std::max(u(a), u(b));
      for (long k = static_cast<long>(std::ceil(low / period)); static_cast<double>(k) * period < high; ++k) {
        const double at = (static_cast<double>(k) * period - u(a)) / (u(b) - u(a));
        crossings.emplace_back(k, v(a) + at * (v(b) - v(a)));
      }
    }
  std::ranges::sort(crossings);
  std::vector<Polyline> lines;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
    const double line = static_cast<double>(crossings[i].first) * period;
    lines.push_back({{back(line, crossings[i].second), back(line, crossings[i + 1].second)}, false});
  }
  return lines;
}

void draw_hatch(SheetCanvas& canvas, const std::vector<Ring>& rings, Hatch hatch, Colour colour, double scale) {
  if (hatch == Hatch::no_data) {
    const auto lines = lines_inside(
        rings, line_period_px * scale, [](ScreenPoint p) { return p.x + p.y; }, [](ScreenPoint p) { return p.x - p.y; },
        [](double u, double v) { return ScreenPoint{(u + v) / 2, (u - v) / 2}; });
    canvas.stroke(lines, {.colour = colour, .width = line_width_px * scale});
  } else if (hatch == Hatch::too_few) {
    const auto lines = lines_inside(
        rings, dot_period_px * scale, [](ScreenPoint p) { return p.y; }, [](ScreenPoint p) { return p.x; },
        [](double u, double v) { return ScreenPoint{v, u}; });
    canvas.stroke(lines, {.colour = colour,
                          .width = dot_width_px * scale,
                          .dash = 0.01,
                          .gap = dot_period_px * scale,
                          .has_round_ends = true});
  }
}

// Readers of PDF and SVG smooth every area by itself: where two meet the ground would shine through both.
void draw_seam(SheetCanvas& canvas, const std::vector<Ring>& shape, Colour colour, double scale) {
  std::vector<Polyline> rims;
  for (const Ring& ring : shape) rims.push_back({ring, true});
  canvas.stroke(rims, {.colour = colour, .width = seam_px * scale});
}

// Where the raster would draw its border at half strength or more: as lines, borders are there or not.
bool bears_border(const LayerGeometry& areas, std::uint32_t feature, const Camera& camera, const BorderDensity& density,
                  double width_px) {
  const ScreenPoint middle = camera.screen_from_map({areas.boxes[feature].centre_x(), areas.boxes[feature].centre_y()});
  const int px = static_cast<int>(std::clamp(middle.x, 0.0, camera.size.width - 1.0));
  const int py = static_cast<int>(std::clamp(middle.y, 0.0, camera.size.height - 1.0));
  const auto weight = border_weight_of(side_px(areas, feature, camera), width_px);
  return static_cast<float>(weight) * density.strength(px, py, width_px) >= 127;
}

}  // namespace

std::vector<Ring> screen_shape(const FeatureRings& feature, const Camera& camera) {
  return screen_rings(
      feature, camera,
      {-fill_margin_px, -fill_margin_px, camera.size.width + fill_margin_px, camera.size.height + fill_margin_px});
}

void draw_areas(SheetCanvas& canvas, const MapScene& scene, const MapFrame& frame) {
  if (!scene.areas || scene.areas->kind != GeometryKind::polygons || !scene.style) return;
  const Camera& camera = frame.camera;
  const double border_px = scene.resolve.border_px * frame.pixel_scale;
  const BorderDensity density{*scene.areas, camera, scene.visible};
  const bool is_on_layers = scene.context && scene.context->has(ContextSide::below);  // which shine through
  std::vector<FeatureRings> drawn;
  for (std::uint32_t feature = 0; feature < scene.areas->size(); ++feature) {
    const bool is_visible = scene.visible.empty() || scene.visible[feature] != 0;
    if (!is_visible || !scene.areas->boxes[feature].intersects(camera.visible())) continue;
    const FeatureRings rings = rings_of(*scene.areas, feature);
    const std::vector<Ring> shape = screen_shape(rings, camera);
    const Colour fill = scene.style->fill[feature];
    canvas.fill(shape, is_on_layers ? fill : blended(fill, scene.ground));
    if (!is_on_layers) draw_seam(canvas, shape, blended(fill, scene.ground), frame.pixel_scale);
    if (!scene.style->hatch.empty())
      draw_hatch(canvas, shape, scene.style->hatch[feature],
                 mark_colour(scene.style->hatch[feature], fill, scene.resolve.hatch), frame.pixel_scale);
    if (bears_border(*scene.areas, feature, camera, density, border_px)) drawn.push_back(rings);
  }
  if (border_px <= 0) return;
  const ScreenMapping mapping{camera.centre, camera.metres_per_pixel, camera.size};
  Pen pen{.colour = scene.resolve.border, .width = border_px};
  if (scene.resolve.is_border_dashed) pen.dash = dash_px * frame.pixel_scale, pen.gap = gap_px * frame.pixel_scale;
  canvas.stroke(shared_outlines(drawn, mapping), pen);
}

}  // namespace riskmap
