// Rasterised by Cairo into an 8-bit surface.
#include "layers/mesh/text_image.h"

#include <cairo.h>

#include <cmath>
#include <memory>

namespace riskmap {

namespace {
struct Release {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

std::vector<unsigned char> coverage(const TextShaper& shaper, std::string_view text, const TextFont& font, ImageSize size,
                                    ScreenPoint start, double line_width) {
  const std::unique_ptr<cairo_surface_t, Release> surface{cairo_image_surface_create(CAIRO_FORMAT_A8, size.width, size.height)};
  const std::unique_ptr<cairo_t, Release> cairo{cairo_create(surface.get())};
  shaper.add_outline(cairo.get(), start, text, font);
  if (line_width > 0) {
    cairo_set_line_join(cairo.get(), CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_width(cairo.get(), line_width);
    cairo_stroke_preserve(cairo.get());
  }
  cairo_fill(cairo.get());
  cairo_surface_flush(surface.get());
  const auto* bytes = cairo_image_surface_get_data(surface.get());
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
  std::vector<unsigned char> out;
  for (std::size_t row = 0; row < static_cast<std::size_t>(size.height); ++row)
    out.insert(out.end(), bytes + row * stride, bytes + row * stride + static_cast<std::size_t>(size.width));
  return out;
}
}  // namespace

TextImage text_image(const TextShaper& shaper, std::string_view text, const TextFont& font, double halo_width) {
  const double margin = std::ceil(halo_width) + 2;
  TextImage image;
  image.baseline = {margin, std::ceil(font.size_px * 1.05) + margin};
  image.size = {static_cast<int>(std::ceil(shaper.width(text, font)) + 2 * margin),
                static_cast<int>(std::ceil(font.size_px * 1.4) + 2 * margin)};
  image.fill = coverage(shaper, text, font, image.size, image.baseline, 0);
  image.halo = halo_width > 0 ? coverage(shaper, text, font, image.size, image.baseline, 2 * halo_width)
                              : std::vector<unsigned char>(image.fill.size(), 0);
  return image;
}

}  // namespace riskmap
