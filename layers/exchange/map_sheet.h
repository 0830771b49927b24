// A scene as a finished picture: map, legend, scale bar, north arrow; as PNG, SVG or PDF. The same scene and options
// give the same bytes.
#pragma once
#include <filesystem>
#include <optional>
#include <ostream>
#include <stop_token>
#include <string>

#include "layers/core/date.h"
#include "layers/core/job.h"
#include "layers/core/result.h"
#include "layers/exchange/map_scene.h"
#include "layers/exchange/scene_context.h"
#include "layers/raster/camera.h"
#include "layers/style/palette.h"

namespace riskmap {

enum class SheetFormat { png, svg, pdf };
std::optional<SheetFormat> sheet_format_of(const std::filesystem::path& file);  // by its ending, any case

struct SheetOptions {
  ImageSize size{1600, 900};  // pixels; a PDF page is as large on paper as the PNG
  double dots_per_inch = 96;  // texts, lines and symbols keep their size on paper
  std::optional<Box> view{};  // what is shown, view CRS; nothing = the whole scene
  Theme theme = Theme::light;
  bool is_to_scale = true;          // false for tiles, where lengths and north mean nothing
  std::string title{}, subtitle{};  // above the map; without a title there is no head
  std::string source{};             // one small line at the foot of the legend
  std::optional<Date> made_on{};    // written into the PDF
};

// err.usage when the picture would be smaller than 200 × 150 points or larger than can be drawn: a PNG of 100 000
// pixels a side or 2 000 million in all, an SVG or a PDF of 32 000 a side.
Result<void> check_sheet_size(const SheetOptions& options, SheetFormat format);

struct SheetRun {
  SheetFormat format = SheetFormat::png;
  JobPool& pool;
  std::stop_token stop{};  // asked after every strip of a PNG
  int strip_units = 1;     // of strip_unit() rows each; the bytes are the same for any number
};
// Writes the file as it comes: a PNG takes the same memory however large it is. Errors: what check_sheet_size refuses,
// an SVG or a PDF around a picture of more than 150 million pixels, cancelled, io.
Result<void> write_map_sheet(const MapScene& scene, const SheetOptions& options, const SheetRun& run,
                             std::ostream& out);
// The file's bytes.
Result<std::string> map_sheet(const MapScene& scene, const SheetOptions& options, SheetFormat format, JobPool& pool);

// The map alone, as the window shows it: opaque.
ColourImage map_picture(const MapScene& scene, const Camera& camera, double pixel_scale, Theme theme, JobPool& pool);

// The context layers of one side on a transparent picture, as a sheet has them; incomplete after `stop` is requested.
struct ContextLook {
  Camera camera;
  double pixel_scale = 1;
  Theme theme = Theme::light;
  std::string view_crs{};  // the scene's
  friend bool operator==(const ContextLook&, const ContextLook&) = default;
};
ColourImage context_picture(const SceneContext& context, ContextSide side, const ContextLook& look,
                            const std::stop_token& stop);

std::string png_bytes(const ColourImage& image, double dots_per_inch = 96);

}  // namespace riskmap
