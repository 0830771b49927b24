// Presenting the picture, painting the overlay.
#include "viewer/gpu/map_canvas.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace riskmap::gpu {
namespace {

// RGBA to BGRA in memory. A plain loop: the compiler turns it into byte shuffles, about 1 ms a megapixel.
void swap_channels(const std::vector<std::uint32_t>& from, std::vector<std::uint32_t>& to) {
  to.resize(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    const std::uint32_t p = from[i];
    to[i] = (p & 0xFF00FF00U) | (p >> 16 & 0xFFU) | (p & 0xFFU) << 16;
  }
}

}  // namespace

Result<std::unique_ptr<MapCanvas>> MapCanvas::create() {
  auto strokes = StrokePainter::create();
  if (!strokes) return std::unexpected{std::move(strokes).error()};
  auto symbols = SymbolPainter::create();
  if (!symbols) return std::unexpected{std::move(symbols).error()};
  auto labels = LabelAtlasPainter::create();
  if (!labels) return std::unexpected{std::move(labels).error()};
  return std::unique_ptr<MapCanvas>{new MapCanvas{std::move(*strokes), std::move(*symbols), std::move(*labels)}};
}

MapCanvas::MapCanvas(StrokePainter strokes, SymbolPainter symbols, LabelAtlasPainter labels)
    : stroke_painter_(std::move(strokes)), symbol_painter_(std::move(symbols)), label_painter_(std::move(labels)) {}

void MapCanvas::present(const ColourImage& image) {
  if (image.pixels.empty()) return;
  if (picture_.size() != image.size) picture_ = Texture{image.size, TextureKind::colour};
  swap_channels(image.pixels, swapped_);
  picture_.upload(swapped_);
  has_changed_ = true;
}

void MapCanvas::start_overlay(ImageSize size) {
  if (overlay_.size() != size || overlay_.id() == 0) {
    overlay_ = Framebuffer{size};
    overlay_.clear({0, 0, 0, 0});
  } else if (!overlay_extent_.is_empty()) {
    overlay_.clear_part(overlay_extent_, {0, 0, 0, 0});
  }
  overlay_extent_ = {};
  has_changed_ = true;
}

void MapCanvas::strokes(std::span<const Polyline> lines, const StrokeLook& look) {
  Box box;
  for (const Polyline& line : lines)
    for (const ScreenPoint point : line.points) box.include(point.x, point.y);
  if (box.is_empty()) return;
  stroke_painter_.paint(overlay_, lines, look);
  const double reach = look.width_px * 2 + 2;  // mitres reach beyond the width
  touch(box.min_x - reach, box.min_y - reach, box.max_x + reach, box.max_y + reach);
}

void MapCanvas::symbols(std::span<const SymbolMark> marks) {
  symbol_painter_.paint(overlay_, marks);
  for (const SymbolMark& mark : marks) {
    const double reach = mark.radius_px * 1.6 + mark.stroke_px + 1;
    touch(mark.centre.x - reach, mark.centre.y - reach, mark.centre.x + reach, mark.centre.y + reach);
  }
}

void MapCanvas::labels(std::span<const LabelMark> marks) {
  label_painter_.paint(overlay_, marks);
  for (const LabelMark& mark : marks)
    touch(mark.left, mark.top, mark.left + mark.image->size.width, mark.top + mark.image->size.height);
}

void MapCanvas::touch(double left, double top, double right, double bottom) {
  const ImageSize size = overlay_.size();
  const auto within = [](double value, int most) { return std::clamp(static_cast<int>(std::floor(value)), 0, most); };
  const PixelRect part{within(left, size.width), within(top, size.height), within(right + 1, size.width),
                       within(bottom + 1, size.height)};
  if (part.is_empty()) return;
  if (overlay_extent_.is_empty())
    overlay_extent_ = part;
  else
    overlay_extent_ = {std::min(overlay_extent_.left, part.left), std::min(overlay_extent_.top, part.top),
                       std::max(overlay_extent_.right, part.right), std::max(overlay_extent_.bottom, part.bottom)};
}

bool MapCanvas::take_change() {
  return std::exchange(has_changed_, false);
}

}  // namespace riskmap::gpu
