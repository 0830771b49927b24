#include "layers/exchange/sheet_recording.h"

#include <algorithm>
#include <memory>

namespace riskmap {
namespace {

constexpr double soft_edge_px = 2;     // of what is antialiased, and of rounding
constexpr std::size_t few_shapes = 4;  // are handed on as they are
constexpr Box everywhere{-1e12, -1e12, 1e12, 1e12};
constexpr double letters_per_height = 2;  // no letter reaches farther from its line than twice the font's size

const std::vector<ScreenPoint>& points_of(const Ring& ring) {
  return ring;
}
const std::vector<ScreenPoint>& points_of(const Polyline& line) {
  return line.points;
}

bool is_closed(const Ring&) {
  return true;
}
bool is_closed(const Polyline& line) {
  return line.is_closed;
}

// A canvas draws shapes whose every edge is level or upright by another rule.
template <typename Shape>
bool is_slanted(const Shape& shape) {
  const auto& points = points_of(shape);
  for (std::size_t i = is_closed(shape) ? 0 : 1; i < points.size(); ++i) {
    const ScreenPoint to = points[i], from = i == 0 ? points.back() : points[i - 1];
    if (from.x != to.x && from.y != to.y) return true;
  }
  return false;
}

Box grown(const Box& box, double by) {
  return {box.min_x - by, box.min_y - by, box.max_x + by, box.max_y + by};
}

// Rings or lines of one step, with the room of each.
template <typename Shape>
class Shapes {
 public:
  Shapes(std::span<const Shape> shapes, double reach) : shapes_{shapes.begin(), shapes.end()} {
    for (const Shape& shape : shapes_) {
      Box box;
      for (const ScreenPoint point : points_of(shape)) box.include(point.x, point.y);
      rooms_.push_back(grown(box, reach));
      if (!box.is_empty()) room_.include(rooms_.back());
    }
    slanted_ = static_cast<std::size_t>(std::ranges::find_if(shapes_, is_slanted<Shape>) - shapes_.begin());
  }
  [[nodiscard]] const Box& room() const { return room_; }

  // Those that touch `part`, and the one that decides by which rule all are drawn.
  template <typename Draw>
  void visit(const Box& part, Draw draw) const {
    if (shapes_.size() <= few_shapes) return draw(std::span{shapes_});
    std::vector<Shape> near;
    for (std::size_t i = 0; i < shapes_.size(); ++i)
      if (i == slanted_ || rooms_[i].intersects(part)) near.push_back(shapes_[i]);
    draw(std::span<const Shape>{near});
  }

 private:
  std::vector<Shape> shapes_;
  std::vector<Box> rooms_;
  Box room_;
  std::size_t slanted_ = 0;
};

Box around(ScreenPoint centre, double reach) {
  return grown({centre.x, centre.y, centre.x, centre.y}, reach);
}

}  // namespace

void SheetRecording::fill(std::span<const Ring> rings, Colour colour) {
  const auto shapes = std::make_shared<const Shapes<Ring>>(rings, soft_edge_px);
  steps_.push_back({shapes->room(), [shapes, colour](SheetCanvas& canvas, const Box& part) {
                      shapes->visit(part, [&](std::span<const Ring> near) { canvas.fill(near, colour); });
                    }});
}

void SheetRecording::stroke(std::span<const Polyline> lines, const Pen& pen) {
  const auto shapes = std::make_shared<const Shapes<Polyline>>(lines, pen.width / 2 + soft_edge_px);
  steps_.push_back({shapes->room(), [shapes, pen](SheetCanvas& canvas, const Box& part) {
                      shapes->visit(part, [&](std::span<const Polyline> near) { canvas.stroke(near, pen); });
                    }});
}

void SheetRecording::fill_circle(ScreenPoint centre, double radius, Colour colour) {
  steps_.push_back({around(centre, radius + soft_edge_px),
                    [=](SheetCanvas& canvas, const Box&) { canvas.fill_circle(centre, radius, colour); }});
}

void SheetRecording::stroke_circle(ScreenPoint centre, double radius, const Pen& pen) {
  steps_.push_back({around(centre, radius + pen.width / 2 + soft_edge_px),
                    [=](SheetCanvas& canvas, const Box&) { canvas.stroke_circle(centre, radius, pen); }});
}

void SheetRecording::text(ScreenPoint baseline, TextAlign align, std::string_view text, const TextFont& font,
                          const TextInk& ink) {
  if (text.empty()) return;
  const double beside = letters_per_height * font.size_px + ink.halo_width + soft_edge_px;
  const double reach = shaper_.width(text, font) + beside;  // to either side, however it is aligned
  const Box room{baseline.x - reach, baseline.y - beside, baseline.x + reach, baseline.y + beside};
  steps_.push_back({room, [=, words = std::string{text}](SheetCanvas& canvas, const Box&) {
                      canvas.text(baseline, align, words, font, ink);
                    }});
}

void SheetRecording::begin_clip(const Box& box) {
  steps_.push_back({everywhere, [=](SheetCanvas& canvas, const Box&) { canvas.begin_clip(box); }});
}

void SheetRecording::end_clip() {
  steps_.push_back({everywhere, [](SheetCanvas& canvas, const Box&) { canvas.end_clip(); }});
}

void SheetRecording::draw(SheetCanvas& canvas, const Box& part) const {
  for (const Step& step : steps_)
    if (step.room.intersects(part)) step.draw(canvas, part);
}

}  // namespace riskmap
