// The canvases that Cairo draws: pixels and PDF.
#include <cairo-pdf.h>
#include <cairo.h>
#include <algorithm>

#include <numbers>

#include "layers/exchange/sheet_canvas.h"

namespace riskmap {
namespace {

struct Release {
  void operator()(cairo_surface_t* object) const { cairo_surface_destroy(object); }
  void operator()(cairo_t* object) const { cairo_destroy(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Release>;

// The drawing both have in common, on top of `Base`.
template <typename Base>
class CairoDrawing : public Base {
 public:
  CairoDrawing(const TextShaper& shaper, bool writes_text) : shaper_{shaper}, writes_text_{writes_text} {}

  void fill(std::span<const Ring> rings, Colour colour) override {
    for (const Ring& ring : rings) add_path(ring, true);
    set_colour(colour);
    cairo_set_fill_rule(cairo(), CAIRO_FILL_RULE_EVEN_ODD);
    cairo_fill(cairo());
  }
  void stroke(std::span<const Polyline> lines, const Pen& pen) override {
    for (const Polyline& line : lines) add_path(line.points, line.is_closed);
    stroke_path(pen);
  }
  void fill_circle(ScreenPoint centre, double radius, Colour colour) override {
    add_circle(centre, radius);
    set_colour(colour);
    cairo_fill(cairo());
  }
  void stroke_circle(ScreenPoint centre, double radius, const Pen& pen) override {
    add_circle(centre, radius);
    stroke_path(pen);
  }
  void text(ScreenPoint baseline, TextAlign align, std::string_view text, const TextFont& font,
            const TextInk& ink) override {
    if (text.empty()) return;
    if (align != TextAlign::start) baseline.x -= shaper_.width(text, font) * (align == TextAlign::middle ? 0.5 : 1);
    if (ink.halo_width > 0) {
      shaper_.add_outline(cairo(), baseline, text, font);
      stroke_path({.colour = ink.halo, .width = 2 * ink.halo_width});
    }
    set_colour(ink.colour);
    if (writes_text_) return shaper_.show(cairo(), baseline, text, font);
    shaper_.add_outline(cairo(), baseline, text, font);
    cairo_set_fill_rule(cairo(), CAIRO_FILL_RULE_WINDING);
    cairo_fill(cairo());
  }
  void begin_clip(const Box& box) override {
    cairo_save(cairo());
    cairo_rectangle(cairo(), box.min_x, box.min_y, box.width(), box.height());
    cairo_clip(cairo());
  }
  void end_clip() override { cairo_restore(cairo()); }

 protected:
  void draw_on(cairo_surface_t* surface) { cairo_.reset(cairo_create(surface)); }
  void stop_drawing() { cairo_.reset(); }
  [[nodiscard]] cairo_t* cairo() const { return cairo_.get(); }

 private:
  void set_colour(Colour c) { cairo_set_source_rgba(cairo(), c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0); }
  void add_path(std::span<const ScreenPoint> points, bool is_closed) {
    if (points.empty()) return;
    cairo_move_to(cairo(), points.front().x, points.front().y);
    for (const ScreenPoint point : points.subspan(1)) cairo_line_to(cairo(), point.x, point.y);
    if (is_closed) cairo_close_path(cairo());
  }
  void add_circle(ScreenPoint centre, double radius) {
    cairo_new_sub_path(cairo());
    cairo_arc(cairo(), centre.x, centre.y, radius, 0, 2 * std::numbers::pi);
    cairo_close_path(cairo());
  }
  void stroke_path(const Pen& pen) {
    const double dashes[] = {pen.dash, pen.gap};
    set_colour(pen.colour);
    cairo_set_line_width(cairo(), pen.width);
    cairo_set_line_join(cairo(), CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cairo(), pen.has_round_ends ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_dash(cairo(), dashes, pen.gap > 0 ? 2 : 0, 0);
    cairo_stroke(cairo());
  }

  const TextShaper& shaper_;
  bool writes_text_;
  Owned<cairo_t> cairo_;
};

// Cairo's words hold blue in the lowest byte, ours red.
std::uint32_t red_and_blue_swapped(std::uint32_t pixel) {
  return (pixel & 0xFF00FF00) | (pixel >> 16 & 0xFF) | (pixel & 0xFF) << 16;
}

class PixelCanvas final : public CairoDrawing<SheetCanvas> {
 public:
  PixelCanvas(ImageStrip strip, ColumnRange columns, const TextShaper& shaper)
      : CairoDrawing{shaper, false}, strip_{strip}, columns_{columns} {
    swap_channels();
    const auto [width, height] = strip.image.size;
    surface_.reset(cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(strip.image.pixels.data() + columns.first), CAIRO_FORMAT_ARGB32,
        columns.end - columns.first, height, width * static_cast<int>(sizeof(std::uint32_t))));
    draw_on(surface_.get());
    cairo_translate(cairo(), -columns.first, -strip.first_row);
  }
  ~PixelCanvas() override {
    stop_drawing();
    cairo_surface_finish(surface_.get());
    swap_channels();
  }
  PixelCanvas(const PixelCanvas&) = delete;
  PixelCanvas& operator=(const PixelCanvas&) = delete;

 private:
  void swap_channels() {
    for (int py = strip_.first_row; py < strip_.end_row(); ++py)
      std::transform(strip_.row(py) + columns_.first, strip_.row(py) + columns_.end, strip_.row(py) + columns_.first,
                     red_and_blue_swapped);
  }
  ImageStrip strip_;
  ColumnRange columns_;
  Owned<cairo_surface_t> surface_;
};

class PdfCanvas final : public CairoDrawing<PagedCanvas> {
 public:
  PdfCanvas(const PageOptions& page, const TextShaper& shaper) : CairoDrawing{shaper, true} {
    const double points_per_pixel = 0.75 / page.pixel_scale;
    surface_.reset(cairo_pdf_surface_create_for_stream(append, &bytes_, page.size.width * points_per_pixel,
                                                       page.size.height * points_per_pixel));
    // What every reader opens; later versions of Cairo would hide the pages in compressed objects.
    cairo_pdf_surface_restrict_to_version(surface_.get(), CAIRO_PDF_VERSION_1_4);
    // Without a date Cairo writes the clock's, and no two files would be equal.
    const std::string day = iso_date(page.made_on.value_or(Date{})) + "T00:00:00Z";
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, day.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, page.title.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, "Risk Map");
    draw_on(surface_.get());
    cairo_scale(cairo(), points_per_pixel, points_per_pixel);
  }
  ~PdfCanvas() override { stop_drawing(); }  // the drawing context refers to the surface
  PdfCanvas(const PdfCanvas&) = delete;
  PdfCanvas& operator=(const PdfCanvas&) = delete;

  void picture(const ColourImage& image) override {
    auto pixels = image.pixels;
    for (std::uint32_t& pixel : pixels) pixel = red_and_blue_swapped(pixel);
    const bool is_opaque = std::ranges::all_of(pixels, [](std::uint32_t pixel) { return pixel >> 24 == 255; });
    const Owned<cairo_surface_t> source{cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(pixels.data()), is_opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32,
        image.size.width, image.size.height, image.size.width * static_cast<int>(sizeof(std::uint32_t)))};
    cairo_set_source_surface(cairo(), source.get(), 0, 0);
    cairo_paint(cairo());
    cairo_surface_finish(source.get());  // copies what the page still refers to
  }
  void next_page() override { cairo_show_page(cairo()); }
  std::string finish() override {
    stop_drawing();
    cairo_surface_finish(surface_.get());
    return cairo_surface_status(surface_.get()) == CAIRO_STATUS_SUCCESS ? std::move(bytes_) : std::string{};
  }

 private:
  static cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
  }
  std::string bytes_;
  Owned<cairo_surface_t> surface_;
};

}  // namespace

std::unique_ptr<SheetCanvas> pixel_canvas(ColourImage& picture, const TextShaper& shaper) {
  return pixel_canvas(picture, {0, picture.size.width}, shaper);
}

std::unique_ptr<SheetCanvas> pixel_canvas(ImageStrip strip, ColumnRange columns, const TextShaper& shaper) {
  return std::make_unique<PixelCanvas>(strip, columns, shaper);
}

std::unique_ptr<PagedCanvas> pdf_canvas(const PageOptions& page, const TextShaper& shaper) {
  return std::make_unique<PdfCanvas>(page, shaper);
}

}  // namespace riskmap
