// Recording and painting.
#include "viewer/gpu/overlay.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace riskmap::gpu {

Result<Overlay> Overlay::create() {
  auto strokes = StrokePainter::create();
  if (!strokes) return std::unexpected{std::move(strokes).error()};
  auto symbols = SymbolPainter::create();
  if (!symbols) return std::unexpected{std::move(symbols).error()};
  auto labels = LabelAtlasPainter::create();
  if (!labels) return std::unexpected{std::move(labels).error()};
  return Overlay{std::move(*strokes), std::move(*symbols), std::move(*labels)};
}

Overlay::Overlay(StrokePainter strokes, SymbolPainter symbols, LabelAtlasPainter labels)
    : stroke_painter_(std::move(strokes)), symbol_painter_(std::move(symbols)), label_painter_(std::move(labels)) {}

void Overlay::start(ImageSize size) {
  size_ = size;
  pieces_.clear();
  extent_ = {};
  is_new_ = is_texture_behind_ = true;
}

void Overlay::strokes(std::span<const Polyline> lines, const StrokeLook& look) {
  Stroke stroke{stroke_strip(lines, look.width_px), look};
  if (stroke.strip.empty()) return;
  Box box;
  for (const StrokeVertex& vertex : stroke.strip)
    box.include(static_cast<double>(vertex.x), static_cast<double>(vertex.y));
  touch(box.min_x - 1, box.min_y - 1, box.max_x + 1, box.max_y + 1);
  pieces_.emplace_back(std::move(stroke));
}

void Overlay::symbols(std::span<const SymbolMark> marks) {
  if (marks.empty()) return;
  for (const SymbolMark& mark : marks) {
    const double reach = mark.radius_px * 1.6 + mark.stroke_px + 1;  // the corners of a triangle
    touch(mark.centre.x - reach, mark.centre.y - reach, mark.centre.x + reach, mark.centre.y + reach);
  }
  pieces_.emplace_back(std::vector<SymbolMark>{marks.begin(), marks.end()});
}

void Overlay::labels(std::span<const LabelMark> marks) {
  if (marks.empty()) return;
  for (const LabelMark& mark : marks)
    touch(mark.left, mark.top, mark.left + mark.image->size.width, mark.top + mark.image->size.height);
  pieces_.emplace_back(std::vector<LabelMark>{marks.begin(), marks.end()});
}

void Overlay::paint(const Target& target) {
  for (const Piece& piece : pieces_) {
    if (const auto* stroke = std::get_if<Stroke>(&piece)) stroke_painter_.paint(target, stroke->strip, stroke->look);
    if (const auto* marks = std::get_if<std::vector<SymbolMark>>(&piece)) symbol_painter_.paint(target, *marks);
    if (const auto* marks = std::get_if<std::vector<LabelMark>>(&piece)) label_painter_.paint(target, *marks);
  }
  is_new_ = false;
}

const Framebuffer& Overlay::texture() {
  if (!std::exchange(is_texture_behind_, false)) return texture_;
  if (texture_.id() == 0 || texture_.size() != size_) {
    texture_ = Framebuffer{size_};
    texture_.clear({0, 0, 0, 0});
  } else if (!painted_extent_.is_empty()) {
    texture_.clear_part(painted_extent_, {0, 0, 0, 0});
  }
  paint(Target{texture_});
  painted_extent_ = extent_;
  return texture_;
}

void Overlay::touch(double left, double top, double right, double bottom) {
  const auto within = [](double value, int most) { return std::clamp(static_cast<int>(std::floor(value)), 0, most); };
  const PixelRect part{within(left, size_.width), within(top, size_.height), within(right + 1, size_.width),
                       within(bottom + 1, size_.height)};
  if (part.is_empty()) return;
  if (extent_.is_empty())
    extent_ = part;
  else
    extent_ = {std::min(extent_.left, part.left), std::min(extent_.top, part.top), std::max(extent_.right, part.right),
               std::max(extent_.bottom, part.bottom)};
}

}  // namespace riskmap::gpu
