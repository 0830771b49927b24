#include "layers/exchange/sheet_canvas.h"

#include <cmath>
#include <numbers>

namespace riskmap {
namespace {

ScreenPoint on_circle(ScreenPoint centre, double radius, double turn) {
  const double angle = turn * 2 * std::numbers::pi;
  return {centre.x + radius * std::sin(angle), centre.y - radius * std::cos(angle)};
}

}  // namespace

void fill_box(SheetCanvas& canvas, const Box& box, Colour colour) {
  const Ring ring{{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.max_x, box.max_y}, {box.min_x, box.max_y}};
  canvas.fill({&ring, 1}, colour);
}

void stroke_line(SheetCanvas& canvas, ScreenPoint from, ScreenPoint to, const Pen& pen) {
  const Polyline line{{from, to}, false};
  canvas.stroke({&line, 1}, pen);
}

Ring rounded_box(const Box& box, double radius) {
  constexpr int steps = 8;  // of a quarter turn
  Ring ring;
  const ScreenPoint centres[] = {{box.max_x - radius, box.min_y + radius},
                                 {box.max_x - radius, box.max_y - radius},
                                 {box.min_x + radius, box.max_y - radius},
                                 {box.min_x + radius, box.min_y + radius}};
  for (int corner = 0; corner < 4; ++corner)
    for (int step = 0; step <= steps; ++step)
      ring.push_back(on_circle(centres[corner], radius, (corner + static_cast<double>(step) / steps) / 4));
  return ring;
}

Ring sector(ScreenPoint centre, double inner_radius, double outer_radius, double from_turn, double to_turn) {
  const int steps = std::max(2, static_cast<int>(std::ceil((to_turn - from_turn) * 72)));
  Ring ring;
  for (int step = 0; step <= steps; ++step)
    ring.push_back(on_circle(centre, outer_radius, from_turn + (to_turn - from_turn) * step / steps));
  for (int step = steps; step >= 0; --step)
    ring.push_back(on_circle(centre, inner_radius, from_turn + (to_turn - from_turn) * step / steps));
  return ring;
}

}  // namespace riskmap
