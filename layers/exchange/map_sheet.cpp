#include "layers/exchange/map_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "layers/core/text.h"
#include "layers/exchange/heat_drawer.h"
#include "layers/exchange/png_writer.h"
#include "layers/exchange/scene_clusters.h"
#include "layers/exchange/scene_swarm.h"
#include "layers/exchange/sheet_canvas.h"
#include "layers/exchange/sheet_furniture.h"
#include "layers/exchange/sheet_map.h"
#include "layers/exchange/sheet_strips.h"
#include "layers/exchange/symbol_size.h"

namespace riskmap {
namespace {

constexpr std::chrono::seconds patience{40};  // with servers of map tiles
constexpr int smallest_width = 200, smallest_height = 150;
constexpr int largest_side = 100'000, largest_drawing_side = 32'000;  // of a PNG; of an SVG or a PDF
// A0 at 600 dots per inch has 558 million. Borders keep a number for every few hundred of them.
constexpr std::int64_t most_pixels = 2'000'000'000;
constexpr std::int64_t most_held_pixels = 150'000'000;  // of a picture inside a drawing, four bytes each

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

// Of the strip at a row: as many whole units as make some eight million pixels, or as are wished for.
int strip_rows(const SheetRun& run, const SheetOptions& options, int first_row) {
  const auto [width, height] = options.size;
  const int unit = strip_unit(width), rows = std::max(1, run.strip_units) * unit;
  return std::min(rows, height - first_row);
}

Result<void> write_pixels(const Sheet& sheet, const TextShaper& shaper, const SheetRun& run, std::ostream& out) {
  const auto [width, height] = sheet.options.size;
  SheetStrips strips{sheet.scene, sheet.frame(), shaper, run.pool};
  sheet.draw_above_areas(strips.top(), shaper);
  PngWriter png{out, {sheet.options.size, sheet.options.dots_per_inch}};
  const Deadline until = latest();
  ColourImage image;
  for (int top = 0; top < height; top += image.size.height) {
    image.size = {width, strip_rows(run, sheet.options, top)};
    if (!strips.draw({image, top}, run.stop, until)) return fail(ErrorCode::cancelled, "stopped");
    if (!png.add(image)) return fail(ErrorCode::io, "the picture could not be written");
  }
  if (!png.finish()) return fail(ErrorCode::io, "the picture could not be written");
  return {};
}

// A drawing holds its pictures whole.
Result<void> check_held_pixels(const MapScene& scene, const SheetOptions& options) {
  const auto [width, height] = options.size;
  const bool has_pictures = scene.heat || scene.swarm || (scene.context && !scene.context->pictures.empty());
  if (!has_pictures || std::int64_t{width} * height <= most_held_pixels) return {};
  return fail(ErrorCode::usage,
              fmt::format("millions of pixels at most around a picture: {}", most_held_pixels / 1'000'000), "--size",
              fmt::format("{}x{}", width, height));
}

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
  const int largest = format == SheetFormat::png ? largest_side : largest_drawing_side;
  if (std::max(width, height) > largest) return refuse(fmt::format("a side has at most {}", largest));
  if (format == SheetFormat::png && std::int64_t{width} * height > most_pixels)
    return refuse(fmt::format("millions of pixels at most: {}", most_pixels / 1'000'000));
  return {};
}

Result<void> write_map_sheet(const MapScene& whole, const SheetOptions& options, const SheetRun& run,
                             std::ostream& out) {
  if (const auto checked = check_sheet_size(options, run.format); !checked) return std::unexpected{checked.error()};
  ScaledScene scaled;
  const double metres_per_pixel = Sheet{whole, options}.camera.metres_per_pixel;
  const MapScene& scene = scaled.at(whole, 0, metres_per_pixel, options.dots_per_inch / 96);
  const Sheet sheet{scene, options};
  const TextShaper shaper;
  if (run.format == SheetFormat::png) return write_pixels(sheet, shaper, run, out);
  if (const auto checked = check_held_pixels(scene, options); !checked) return std::unexpected{checked.error()};
  const PageOptions page{options.size, sheet.plan.pixel_scale, options.title, options.made_on};
  const auto canvas = run.format == SheetFormat::pdf ? pdf_canvas(page, shaper) : svg_canvas(page);
  const std::string bytes = vector_file(sheet, *canvas, shaper, run.pool);
  if (bytes.empty()) return fail(ErrorCode::internal, "the picture could not be encoded");
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return {};
}

Result<std::string> map_sheet(const MapScene& scene, const SheetOptions& options, SheetFormat format, JobPool& pool) {
  std::ostringstream out;
  if (auto written = write_map_sheet(scene, options, {format, pool}, out); !written)
    return std::unexpected{std::move(written).error()};
  return std::move(out).str();
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
  SheetStrips strips{scene, frame, shaper, pool};
  draw_overlay(strips.top(), scene, frame);
  ColourImage image{camera.size, {}};
  strips.draw(image);
  return image;
}

}  // namespace riskmap
