// One drawing surface for pixels, PDF and SVG: what a map sheet needs and no more. Coordinates are pixels from the top
// left.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/date.h"
#include "layers/core/units.h"
#include "layers/mesh/outline.h"
#include "layers/mesh/text_shaper.h"
#include "layers/raster/image_strip.h"

namespace riskmap {

using Ring = std::vector<ScreenPoint>;

struct Pen {
  Colour colour;
  double width = 1;
  double dash = 0, gap = 0;  // 0 = not dashed
  bool has_round_ends = false;
};

enum class TextAlign { start, middle, end };
struct TextInk {
  Colour colour;
  Colour halo{0, 0, 0, 0};
  double halo_width = 0;  // around every letter
};

class SheetCanvas {
 public:
  virtual ~SheetCanvas() = default;
  virtual void fill(std::span<const Ring> rings, Colour colour) = 0;         // even-odd
  virtual void stroke(std::span<const Polyline> lines, const Pen& pen) = 0;  // round corners
  virtual void fill_circle(ScreenPoint centre, double radius, Colour colour) = 0;
  virtual void stroke_circle(ScreenPoint centre, double radius, const Pen& pen) = 0;
  virtual void text(ScreenPoint baseline, TextAlign align, std::string_view text, const TextFont& font,
                    const TextInk& ink) = 0;
  virtual void begin_clip(const Box& box) = 0;  // until end_clip; not nested
  virtual void end_clip() = 0;
};

void fill_box(SheetCanvas& canvas, const Box& box, Colour colour);
void stroke_line(SheetCanvas& canvas, ScreenPoint from, ScreenPoint to, const Pen& pen);
Ring rounded_box(const Box& box, double radius);
// A pie piece, angles in turns clockwise from the top.
Ring sector(ScreenPoint centre, double inner_radius, double outer_radius, double from_turn, double to_turn);

// Draws onto an opaque picture, or onto some rows and columns of one: coordinates are the whole picture's.
std::unique_ptr<SheetCanvas> pixel_canvas(ColourImage& picture, const TextShaper& shaper);
struct ColumnRange {
  int first = 0, end = 0;
};
inline constexpr int widest_canvas_px = 32'000;
std::unique_ptr<SheetCanvas> pixel_canvas(ImageStrip strip, ColumnRange columns, const TextShaper& shaper);

// A canvas whose drawing becomes a file.
class FileCanvas : public SheetCanvas {
 public:
  virtual void picture(const ColourImage& image) = 0;  // over what is there, from the top left, pixel for pixel
  virtual std::string finish() = 0;                    // the file's bytes; empty when memory ran out
};
class PagedCanvas : public FileCanvas {
 public:
  virtual void next_page() = 0;  // an empty one of the same size
};
struct PageOptions {
  ImageSize size;
  double pixel_scale = 1;  // pixels per 1/96 inch
  std::string title;
  std::optional<Date> made_on;
};
std::unique_ptr<PagedCanvas> pdf_canvas(const PageOptions& page, const TextShaper& shaper);
std::unique_ptr<FileCanvas> svg_canvas(const PageOptions& page);

}  // namespace riskmap
