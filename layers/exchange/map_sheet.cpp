#include "layers/exchange/map_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "layers/core/text.h"
#include "layers/exchange/heat_drawer.h"
#include "layers/exchange/scene_clusters.h"
#include "layers/exchange/scene_swarm.h"
#include "layers/exchange/sheet_canvas.h"
#include "layers/exchange/sheet_furniture.h"
#include "layers/exchange/sheet_map.h"
#include "layers/exchange/symbol_size.h"

namespace riskmap {
namespace {

constexpr std::chrono::seconds patience{40};  // with servers of map tiles
constexpr int smallest_width = 200, smallest_height = 150, largest_side = 20000;
// An A0 sheet at 300 dots per inch has 139 million. Each takes 16 bytes on the way to a PNG, and some 0.1 microseconds.
constexpr std::int64_t most_pixels = 150'000'000;

// Ground, what lies below the theme, fills and borders from the raster, what lies above them.
ColourImage raster_base(const MapScene& scene, const MapFrame& frame, const TextShaper& shaper, JobPool& pool,
                        Deadline until = {}) {
  ColourImage fills, image;
  if (scene.areas && scene.areas->kind == GeometryKind::polygons && scene.style) {
    ResolveOptions options = scene.resolve;
    options.pixel_scale = frame.pixel_scale;
    resolve_smooth(*scene.areas, frame.camera, scene.visible, *scene.style, options, pool, {}, fills);
  } else {
    fills.reset(frame.camera.size);
  }
  image.size = fills.size;
  image.pixels.assign(fills.pixels.size(), premultiplied(scene.ground));
  if (scene.context) lay_pictures(image, *scene.context, scene.view_crs, frame, {}, until);
  if (scene.context) draw_context(*pixel_canvas(image, shaper), *scene.context, ContextSide::below, frame);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) image.pixels[i] = over(fills.pixels[i], image.pixels[i]);
  HeatDrawer{}.draw(image, scene.heat, frame.camera, pool);
  if (scene.context) draw_context(*pixel_canvas(image, shaper), *scene.context, ContextSide::above, frame);
  SwarmDrawer{}.draw(image, scene.swarm, frame.camera, frame.pixel_scale, pool);
  return image;
}

Deadline latest() {
  return std::chrono::steady_clock::now() + patience;
}

struct Sheet {
  const MapScene& scene;
  const SheetOptions& options;
  SheetPlan plan;
  Camera camera;
  double symbol_scale = 1;

  Sheet(const MapScene& shown, const SheetOptions& wanted)
      : scene{shown}, options{wanted}, plan{plan_of(wanted, shown.legend)} {
    // The corner of the scale bar stays free of data.
    Box free = plan.map;
    if (wanted.is_to_scale && plan.legend_place != LegendPlace::strip) free.max_y -= 24 * plan.pixel_scale;
    camera = fit(wanted.view.value_or(shown.extent), wanted.size, free);
    symbol_scale = riskmap::symbol_scale(shown, camera.metres_per_pixel, plan.pixel_scale);
  }
  [[nodiscard]] MapFrame frame() const { return {camera, plan.pixel_scale, options.theme, plan.map, symbol_scale}; }

  void draw_above_areas(SheetCanvas& canvas, const TextShaper& shaper) const {
    canvas.begin_clip(plan.map);
    draw_overlay(canvas, scene, frame());
    if (options.is_to_scale) draw_scale_and_north(canvas, plan, scene, camera, options.theme);
    canvas.end_clip();
    draw_head(canvas, shaper, plan, options);
    if (plan.legend_place == LegendPlace::none)
      draw_source(canvas, plan, options);
    else
      draw_legend(canvas, shaper, plan, scene, options, frame());
  }
};

std::string vector_file(const Sheet& sheet, FileCanvas& canvas, const TextShaper& shaper, JobPool& pool) {
  canvas.begin_clip(sheet.plan.map);
  fill_box(canvas, sheet.plan.map, sheet.scene.ground);
  const auto& context = sheet.scene.context;
  if (context && !context->pictures.empty()) {
    ColourImage ground{sheet.options.size, {}};
    ground.pixels.assign(static_cast<std::size_t>(ground.size.width) * static_cast<std::size_t>(ground.size.height),
                         premultiplied(sheet.scene.ground));
    lay_pictures(ground, *context, sheet.scene.view_crs, sheet.frame(), {}, latest());
    canvas.picture(ground);
  }
  if (context) draw_context(canvas, *context, ContextSide::below, sheet.frame());
  draw_areas(canvas, sheet.scene, sheet.frame());
  if (sheet.scene.heat) {
    ColourImage heat;
    heat.reset(sheet.options.size);
    HeatDrawer{}.draw(heat, sheet.scene.heat, sheet.camera, pool);
    canvas.picture(heat);
  }
  if (context) draw_context(canvas, *context, ContextSide::above, sheet.frame());
  if (sheet.scene.swarm) {
    ColourImage points;
    points.reset(sheet.options.size);
    SwarmDrawer{}.draw(points, sheet.scene.swarm, sheet.camera, sheet.plan.pixel_scale, pool);
    canvas.picture(points);
  }
  canvas.end_clip();
  sheet.draw_above_areas(canvas, shaper);
  return canvas.finish();
}

}  // namespace

std::optional<SheetFormat> sheet_format_of(const std::filesystem::path& file) {
  const std::string ending = lower_case(file.extension().string());
  if (ending == ".png") return SheetFormat::png;
  if (ending == ".svg") return SheetFormat::svg;
  if (ending == ".pdf") return SheetFormat::pdf;
  return std::nullopt;
}

Result<void> check_sheet_size(const SheetOptions& options, SheetFormat format) {
  const auto [width, height] = options.size;
  const auto refuse = [&](const std::string& why) {
    return fail(ErrorCode::usage, why, "--size", fmt::format("{}x{}", width, height));
  };
  const double scale = options.dots_per_inch / 96;
  const double least_width = std::ceil(smallest_width * scale), least_height = std::ceil(smallest_height * scale);
  if (width < least_width || height < least_height)
    return refuse(fmt::format("a picture has at least {}x{}", least_width, least_height));
  if (std::max(width, height) > largest_side) return refuse(fmt::format("a side has at most {}", largest_side));
  if (format == SheetFormat::png && std::int64_t{width} * height > most_pixels)
    return refuse(fmt::format("millions of pixels at most: {}", most_pixels / 1'000'000));
  return {};
}

Result<std::string> map_sheet(const MapScene& whole, const SheetOptions& options, SheetFormat format, JobPool& pool) {
  if (const auto checked = check_sheet_size(options, format); !checked) return std::unexpected{checked.error()};
  ScaledScene scaled;
  const double metres_per_pixel = Sheet{whole, options}.camera.metres_per_pixel;
  const MapScene& scene = scaled.at(whole, 0, metres_per_pixel, options.dots_per_inch / 96);
  const Sheet sheet{scene, options};
  const TextShaper shaper;
  std::string bytes;
  if (format == SheetFormat::png) {
    ColourImage image = raster_base(scene, sheet.frame(), shaper, pool, latest());
    sheet.draw_above_areas(*pixel_canvas(image, shaper), shaper);
    bytes = png_bytes(image, options.dots_per_inch);
  } else {
    const PageOptions page{options.size, sheet.plan.pixel_scale, options.title, options.made_on};
    const auto canvas = format == SheetFormat::pdf ? pdf_canvas(page, shaper) : svg_canvas(page);
    bytes = vector_file(sheet, *canvas, shaper, pool);
  }
  if (bytes.empty()) return fail(ErrorCode::internal, "the picture could not be encoded");
  return bytes;
}

ColourImage map_picture(const MapScene& whole, const Camera& camera, double pixel_scale, Theme theme, JobPool& pool) {
  ScaledScene scaled;
  const MapScene& scene = scaled.at(whole, 0, camera.metres_per_pixel, pixel_scale);
  const TextShaper shaper;
  const Box everything{0, 0, static_cast<double>(camera.size.width), static_cast<double>(camera.size.height)};
  const MapFrame frame{.camera = camera,
                       .pixel_scale = pixel_scale,
                       .theme = theme,
                       .label_room = everything,
                       .symbol_scale = symbol_scale(scene, camera.metres_per_pixel, pixel_scale)};
  ColourImage image = raster_base(scene, frame, shaper, pool);
  draw_overlay(*pixel_canvas(image, shaper), scene, frame);
  return image;
}

}  // namespace riskmap
