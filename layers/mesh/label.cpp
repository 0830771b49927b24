#include "layers/mesh/label.h"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

#include "layers/core/contract.h"

namespace riskmap {
namespace {

constexpr double halo_px = 1.4;      // around every letter, at pixel scale 1
constexpr double line_pitch = 1.17;  // of the font size
constexpr double cap_height = 0.74;  // of the font size: above the baseline …
constexpr double descent = 0.22;     // … and below it (Inter; the fallback fonts differ by a few hundredths)
constexpr std::size_t most_images = 8192;

struct Release {
  void operator()(cairo_surface_t* object) const { cairo_surface_destroy(object); }
  void operator()(cairo_t* object) const { cairo_destroy(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Release>;

// One line of text and how wide it is.
struct MeasuredLine {
  LabelLine line;
  TextFont font;
  double width = 0;
};

Owned<cairo_surface_t> coverage_surface(ImageSize size) {
  return Owned<cairo_surface_t>{cairo_image_surface_create(CAIRO_FORMAT_A8, size.width, size.height)};
}

std::vector<unsigned char> coverage_of(cairo_surface_t* surface, ImageSize size) {
  cairo_surface_flush(surface);
  const unsigned char* rows = cairo_image_surface_get_data(surface);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
  const auto width = static_cast<std::size_t>(size.width), height = static_cast<std::size_t>(size.height);
  std::vector<unsigned char> coverage(width * height);
  for (std::size_t row = 0; row < height; ++row) std::copy_n(rows + row * stride, width, coverage.data() + row * width);
  return coverage;
}

std::vector<unsigned char> drawn(const TextShaper& shaper, std::span<const MeasuredLine> lines, ImageSize size) {
  const auto surface = coverage_surface(size);
  const Owned<cairo_t> cairo{cairo_create(surface.get())};
  for (const MeasuredLine& measured : lines)
    shaper.add_outline(cairo.get(), {measured.line.left, measured.line.baseline}, measured.line.text, measured.font);
  cairo_fill(cairo.get());
  return coverage_of(surface.get(), size);
}

// The coverage widened by a disc: a tenth of the time of stroking the letters, and the same to the eye.
std::vector<unsigned char> widened(const std::vector<unsigned char>& fill, ImageSize size, double radius) {
  struct Step {
    int x, y;
    unsigned weight;
  };
  std::vector<Step> disc;
  const int reach = static_cast<int>(std::ceil(radius));
  for (int y = -reach; y <= reach; ++y)
    for (int x = -reach; x <= reach; ++x) {
      const double cover = std::clamp(radius + 0.5 - std::hypot(x, y), 0.0, 1.0);
      if (cover > 0) disc.push_back({x, y, static_cast<unsigned>(std::lround(cover * 255))});
    }
  std::vector<unsigned char> halo(fill.size());
  for (int y = reach; y < size.height - reach; ++y)
    for (int x = reach; x < size.width - reach; ++x) {
      const unsigned letter = fill[static_cast<std::size_t>(y * size.width + x)];
      if (letter == 0) continue;
      for (const Step& step : disc) {
        unsigned char& at = halo[static_cast<std::size_t>((y + step.y) * size.width + x + step.x)];
        at = std::max(at, static_cast<unsigned char>((letter * step.weight + 127) / 255));
      }
    }
  return halo;
}

}  // namespace

TextFont font_of(LabelStyle style) {
  switch (style) {
    case LabelStyle::rural_district:
      return {.size_px = 11, .is_semibold = true, .letter_spacing_px = 0.7};
    case LabelStyle::settlement:
      return {.size_px = 12};
    case LabelStyle::town:
      return {.size_px = 13, .is_semibold = true};
    case LabelStyle::value:
      return {.size_px = 12, .is_semibold = true};
  }
  return {};
}

struct LabelPainter::State {
  double scale;
  std::mutex mutex;
  TextShaper shaper;
  std::map<LabelText, std::shared_ptr<const LabelImage>> images;

  MeasuredLine measured(const std::string& text, LabelStyle style, double size) const;
  std::vector<MeasuredLine> lines_of(const LabelText& text) const;
  LabelImage paint(const LabelText& text) const;
};

MeasuredLine LabelPainter::State::measured(const std::string& text, LabelStyle style, double size) const {
  const TextFont font = scaled(font_of(style), scale * size);
  return {{text, style, size}, font, shaper.width(text, font)};
}

std::vector<MeasuredLine> LabelPainter::State::lines_of(const LabelText& text) const {
  std::vector<MeasuredLine> lines;
  if (!text.name.empty()) {
    lines.push_back(measured(text.name, text.style, text.size));
    if (text.max_width_px > 0 && lines.front().width > text.max_width_px) {
      lines.clear();
      for (const std::string& part : two_lines(text.name)) lines.push_back(measured(part, text.style, text.size));
    }
  }
  if (!text.value.empty()) lines.push_back(measured(text.value, LabelStyle::value, text.size));
  return lines;
}

LabelImage LabelPainter::State::paint(const LabelText& text) const {
  std::vector<MeasuredLine> lines = lines_of(text);
  LabelImage image;
  if (lines.empty()) return image;
  const double halo = halo_px * scale, margin = std::ceil(halo) + 1;
  double width = 0;
  for (const MeasuredLine& line : lines) width = std::max(width, line.width);
  double baseline = margin;
  for (MeasuredLine& line : lines) {
    const bool is_first = &line == &lines.front();
    baseline = std::round(baseline + (is_first ? cap_height : line_pitch) * line.font.size_px);
    line.line.left = margin + (width - line.width) / 2;
    line.line.baseline = baseline;
  }
  image.text_box = {margin, margin, margin + width, baseline + descent * lines.back().font.size_px};
  image.size = {static_cast<int>(std::ceil(image.text_box.max_x + margin)),
                static_cast<int>(std::ceil(image.text_box.max_y + margin))};
  image.fill = drawn(shaper, lines, image.size);
  image.halo = widened(image.fill, image.size, halo);
  for (MeasuredLine& line : lines) image.lines.push_back(std::move(line.line));
  return image;
}

LabelPainter::LabelPainter(double pixel_scale) : state_{std::make_unique<State>()} {
  RISKMAP_REQUIRE(pixel_scale > 0);
  state_->scale = pixel_scale;
}
LabelPainter::~LabelPainter() = default;

std::shared_ptr<const LabelImage> LabelPainter::image(const LabelText& text) {
  const std::scoped_lock lock{state_->mutex};
  if (const auto kept = state_->images.find(text); kept != state_->images.end()) return kept->second;
  // Whoever shows an image holds it; forgetting all at once keeps the rule simple and the worst case bounded.
  if (state_->images.size() >= most_images) state_->images.clear();
  return state_->images.emplace(text, std::make_shared<const LabelImage>(state_->paint(text))).first->second;
}

double LabelPainter::pixel_scale() const {
  return state_->scale;
}

std::size_t LabelPainter::images_kept() const {
  const std::scoped_lock lock{state_->mutex};
  return state_->images.size();
}

namespace {

// Straight colour with a coverage over a premultiplied pixel.
std::uint32_t over(std::uint32_t below, Colour colour, unsigned coverage) {
  const unsigned alpha = (coverage * colour.a + 127) / 255;
  const auto mixed = [&](int shift, unsigned value) {
    const unsigned behind = below >> shift & 255;
    return std::min(255U, (value * alpha + behind * (255 - alpha) + 127) / 255) << shift;
  };
  return mixed(0, colour.r) | mixed(8, colour.g) | mixed(16, colour.b) | mixed(24, 255);
}

}  // namespace

void blend_label(const LabelImage& label, int left, int top, LabelColours colours, std::span<std::uint32_t> pixels,
                 ImageSize size) {
  const int first_x = std::max(0, -left), last_x = std::min(label.size.width, size.width - left);
  const int first_y = std::max(0, -top), last_y = std::min(label.size.height, size.height - top);
  for (int y = first_y; y < last_y; ++y) {
    for (int x = first_x; x < last_x; ++x) {
      const auto source = static_cast<std::size_t>(y * label.size.width + x);
      if (label.halo[source] == 0) continue;
      std::uint32_t& pixel = pixels[static_cast<std::size_t>(top + y) * static_cast<std::size_t>(size.width) +
                                    static_cast<std::size_t>(left + x)];
      pixel = over(pixel, colours.halo, label.halo[source]);
      pixel = over(pixel, colours.text, label.fill[source]);
    }
  }
}

}  // namespace riskmap
