// SVG written by hand: Cairo's own writer turns every letter into a path, and a map's texts should stay texts.
#include <fmt/format.h>
#include <openssl/evp.h>

#include <cmath>

#include "layers/exchange/map_sheet.h"
#include "layers/exchange/sheet_canvas.h"

namespace riskmap {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  return out;
}

// A hundredth of a pixel is enough; trailing zeros are dropped.
std::string number(double value) {
  const double rounded = std::round(value * 100) / 100;
  return fmt::format("{}", rounded == 0 ? 0.0 : rounded);
}

std::string paint(const char* what, Colour colour) {
  std::string out = fmt::format(" {}=\"#{:02x}{:02x}{:02x}\"", what, colour.r, colour.g, colour.b);
  if (colour.a < 255) out += fmt::format(" {}-opacity=\"{}\"", what, number(colour.a / 255.0));
  return out;
}

std::string pen_attributes(const Pen& pen) {
  std::string out = " fill=\"none\"" + paint("stroke", pen.colour) + " stroke-width=\"" + number(pen.width) +
                    "\" stroke-linejoin=\"round\"";
  if (pen.has_round_ends) out += " stroke-linecap=\"round\"";
  if (pen.gap > 0) out += " stroke-dasharray=\"" + number(pen.dash) + " " + number(pen.gap) + "\"";
  return out;
}

void add_path(std::string& path, std::span<const ScreenPoint> points, bool is_closed) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    path += i == 0 ? 'M' : 'L';
    path += number(points[i].x) + " " + number(points[i].y);
  }
  if (is_closed && !points.empty()) path += 'Z';
}

std::string base64(const std::string& bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // and a final zero
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

class SvgCanvas final : public FileCanvas {
 public:
  explicit SvgCanvas(const PageOptions& page) {
    svg_ = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" "
        "height=\"{}\" "
        "viewBox=\"0 0 {} {}\" font-family=\"{}, sans-serif\">\n",
        number(page.size.width / page.pixel_scale), number(page.size.height / page.pixel_scale), page.size.width,
        page.size.height, map_font_families);
    if (!page.title.empty()) svg_ += "<title>" + escaped(page.title) + "</title>\n";
  }

  void fill(std::span<const Ring> rings, Colour colour) override {
    std::string path;
    for (const Ring& ring : rings) add_path(path, ring, true);
    if (!path.empty()) svg_ += "<path d=\"" + path + "\" fill-rule=\"evenodd\"" + paint("fill", colour) + "/>\n";
  }
  void stroke(std::span<const Polyline> lines, const Pen& pen) override {
    std::string path;
    for (const Polyline& line : lines) add_path(path, line.points, line.is_closed);
    if (!path.empty()) svg_ += "<path d=\"" + path + "\"" + pen_attributes(pen) + "/>\n";
  }
  void fill_circle(ScreenPoint centre, double radius, Colour colour) override {
    circle(centre, radius, paint("fill", colour));
  }
  void stroke_circle(ScreenPoint centre, double radius, const Pen& pen) override {
    circle(centre, radius, pen_attributes(pen));
  }
  void text(ScreenPoint baseline, TextAlign align, std::string_view text, const TextFont& font,
            const TextInk& ink) override {
    if (text.empty()) return;
    svg_ += "<text x=\"" + number(baseline.x) + "\" y=\"" + number(baseline.y) + "\" font-size=\"" +
            number(font.size_px) + "\"";
    if (font.is_semibold) svg_ += " font-weight=\"600\"";
    if (font.letter_spacing_px > 0) svg_ += " letter-spacing=\"" + number(font.letter_spacing_px) + "\"";
    if (font.has_even_digits) svg_ += " font-variant-numeric=\"tabular-nums\"";
    if (align != TextAlign::start)
      svg_ += align == TextAlign::middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"";
    if (ink.halo_width > 0)
      svg_ += paint("stroke", ink.halo) + " stroke-width=\"" + number(2 * ink.halo_width) +
              "\" stroke-linejoin=\"round\" paint-order=\"stroke\"";
    svg_ += paint("fill", ink.colour) + ">" + escaped(text) + "</text>\n";
  }
  void begin_clip(const Box& box) override {
    ++clips_;
    svg_ += fmt::format("<clipPath id=\"clip{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>\n",
                        clips_, number(box.min_x), number(box.min_y), number(box.width()), number(box.height()));
    svg_ += fmt::format("<g clip-path=\"url(#clip{})\">\n", clips_);
  }
  void end_clip() override { svg_ += "</g>\n"; }
  void picture(const ColourImage& image) override {
    svg_ += fmt::format(
        "<image xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{}\" height=\"{}\" "
        "xlink:href=\"data:image/png;base64,{}\"/>\n",
        image.size.width, image.size.height, base64(png_bytes(image)));
  }
  std::string finish() override { return std::move(svg_ += "</svg>\n"); }

 private:
  void circle(ScreenPoint centre, double radius, const std::string& attributes) {
    svg_ += "<circle cx=\"" + number(centre.x) + "\" cy=\"" + number(centre.y) + "\" r=\"" + number(radius) + "\"" +
            attributes + "/>\n";
  }
  std::string svg_;
  int clips_ = 0;
};

}  // namespace

std::unique_ptr<FileCanvas> svg_canvas(const PageOptions& page) {
  return std::make_unique<SvgCanvas>(page);
}

}  // namespace riskmap
