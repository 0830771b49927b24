#include "layers/exchange/sheet_furniture.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "layers/exchange/sheet_colours.h"
#include "layers/geo/geodesic.h"
#include "layers/geo/projection.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {
namespace {

constexpr double panel_width_px = 264, panel_height_px = 272, head_height_px = 68, strip_height_px = 56;
constexpr double longest_bar_px = 130;

// The largest of 1, 2, 5 · 10^n that is not above `metres`.
double round_length(double metres) {
  const double decade = std::pow(10, std::floor(std::log10(metres)));
  for (const double mantissa : {5.0, 2.0})
    if (mantissa * decade <= metres) return mantissa * decade;
  return decade;
}

struct TrueScale {
  double metres_per_pixel = 0;
  double north_turn = 0;  // of true north, clockwise from up, in turns
};

std::optional<TrueScale> true_scale(const std::string& view_crs, const Camera& camera, ScreenPoint middle) {
  if (view_crs.empty()) return std::nullopt;
  const auto projection = Projection::between("EPSG:4326", view_crs);
  if (!projection) return std::nullopt;
  const auto place = [&](double dx) { return projection->inverse(camera.map_from_screen({middle.x + dx, middle.y})); };
  const LonLat left = place(-50), right = place(50), centre = place(0);
  const double metres = geodesic_metres(left, right) / 100;
  const MapPoint here = projection->forward(centre), north = projection->forward(LonLat{centre.lon, centre.lat + 0.01});
  const double turn = std::atan2(north.x - here.x, north.y - here.y) / (2 * std::numbers::pi);
  if (!std::isfinite(metres) || !std::isfinite(turn) || metres <= 0) return std::nullopt;
  return TrueScale{metres, turn};
}

void draw_north_arrow(SheetCanvas& canvas, ScreenPoint at, double turn, double scale, const TextInk& ink) {
  const double angle = turn * 2 * std::numbers::pi;
  const auto turned = [&](double x, double y) {
    return ScreenPoint{at.x + scale * (x * std::cos(angle) - y * std::sin(angle)),
                       at.y + scale * (x * std::sin(angle) + y * std::cos(angle))};
  };
  const Ring west{turned(0, -13), turned(-7, 11), turned(0, 6)}, east{turned(0, -13), turned(7, 11), turned(0, 6)};
  const Polyline outline{{turned(0, -13), turned(7, 11), turned(0, 6), turned(-7, 11)}, true};
  canvas.stroke({&outline, 1}, {.colour = ink.halo, .width = 4 * scale});
  canvas.fill({&east, 1}, ink.halo);
  canvas.fill({&west, 1}, ink.colour);
  canvas.stroke({&outline, 1}, {.colour = ink.colour, .width = 1.2 * scale});
  canvas.text({at.x, at.y - 18 * scale}, TextAlign::middle, trc("north arrow", "N"),
              scaled({.size_px = 12, .is_semibold = true}, scale), ink);
}

}  // namespace

SheetPlan plan_of(const SheetOptions& options, const Legend& legend) {
  const double width = options.size.width, height = options.size.height;
  const double scale = options.dots_per_inch / 96, head = options.title.empty() ? 0 : head_height_px * scale;
  const double body = height - head;
  SheetPlan plan{.head = {0, 0, width, head},
                 .map = {0, head, width, height},
                 .legend = {0, head, width, height},
                 .pixel_scale = scale,
                 .legend_place = LegendPlace::strip};
  if (legend.rows.empty() && legend.context.empty() && legend.sizes.empty() && legend.notes.empty()) {
    plan.legend_place = LegendPlace::none;
    return plan;
  }
  if (height > 1.1 * width && width >= 2 * panel_width_px * scale && body >= 2 * panel_height_px * scale) {
    plan.legend_place = LegendPlace::below;
    plan.map.max_y = plan.legend.min_y = height - panel_height_px * scale;
  } else if (width >= 2.4 * panel_width_px * scale && body >= 320 * scale) {
    plan.legend_place = LegendPlace::beside;
    plan.map.max_x = plan.legend.min_x = width - panel_width_px * scale;
  } else {
    plan.map.max_y = plan.legend.min_y = height - strip_height_px * scale;
  }
  return plan;
}

void draw_head(SheetCanvas& canvas, const TextShaper& shaper, const SheetPlan& plan, const SheetOptions& options) {
  if (plan.head.height() <= 0) return;
  const SheetColours colours = sheet_colours(options.theme);
  const double scale = plan.pixel_scale, left = 20 * scale, room = plan.head.width() - 2 * left;
  const TextFont title = scaled({.size_px = 20, .is_semibold = true}, scale), subtitle = scaled({.size_px = 13}, scale);
  fill_box(canvas, plan.head, colours.surface);
  stroke_line(canvas, {0, plan.head.max_y}, {plan.head.max_x, plan.head.max_y},
              {.colour = colours.border, .width = scale});
  const double title_baseline = (options.subtitle.empty() ? 41 : 31) * scale;
  canvas.text({left, title_baseline}, TextAlign::start, shaper.shortened(options.title, title, room), title,
              {.colour = colours.text});
  canvas.text({left, 52 * scale}, TextAlign::start, shaper.shortened(options.subtitle, subtitle, room), subtitle,
              {.colour = colours.text_quiet});
}

void draw_source(SheetCanvas& canvas, const SheetPlan& plan, const SheetOptions& options) {
  const SheetColours colours = sheet_colours(options.theme);
  const double scale = plan.pixel_scale;
  const Colour halo{colours.surface.r, colours.surface.g, colours.surface.b, 200};
  canvas.text({plan.map.min_x + 16 * scale, plan.map.max_y - 16 * scale}, TextAlign::start, options.source,
              scaled({.size_px = 11}, scale), {.colour = colours.text_quiet, .halo = halo, .halo_width = 1.4 * scale});
}

void draw_scale_and_north(SheetCanvas& canvas, const SheetPlan& plan, const MapScene& scene, const Camera& camera,
                          Theme theme) {
  const auto scale_here = true_scale(scene.view_crs, camera, {plan.map.centre_x(), plan.map.centre_y()});
  if (!scale_here) return;
  const double scale = plan.pixel_scale;
  const SheetColours colours = sheet_colours(theme);
  const TextInk ink{.colour = colours.text,
                    .halo = {colours.surface.r, colours.surface.g, colours.surface.b, 220},
                    .halo_width = 1.6 * scale};
  const ScreenPoint corner{plan.map.max_x - 20 * scale, plan.map.max_y - 22 * scale};
  draw_north_arrow(canvas, {corner.x - 8 * scale, corner.y - 10 * scale}, scale_here->north_turn, scale, ink);
  const double metres = round_length(longest_bar_px * scale * scale_here->metres_per_pixel);
  const double length = metres / scale_here->metres_per_pixel, right = corner.x - 34 * scale, left = right - length;
  const double tick = 6 * scale;
  const Polyline bar{{{left, corner.y - tick}, {left, corner.y}, {right, corner.y}, {right, corner.y - tick}}, false};
  canvas.stroke({&bar, 1}, {.colour = ink.halo, .width = 5 * scale, .has_round_ends = true});
  canvas.stroke({&bar, 1}, {.colour = ink.colour, .width = 1.8 * scale});
  canvas.text({(left + right) / 2, corner.y - 7 * scale}, TextAlign::middle, format_length(metres),
              scaled({.size_px = 12}, scale), ink);
}

}  // namespace riskmap
