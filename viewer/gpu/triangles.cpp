// Ear clipping (Meisters 1975): fine for the dozens of corners a symbol has.
#include <algorithm>

#include "viewer/gpu/map_painter.h"

namespace riskmap {

namespace {
double cross(ScreenPoint a, ScreenPoint b, ScreenPoint c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

bool is_inside(ScreenPoint a, ScreenPoint b, ScreenPoint c, ScreenPoint p) {
  return cross(a, b, p) >= 0 && cross(b, c, p) >= 0 && cross(c, a, p) >= 0;
}
}  // namespace

std::vector<ScreenPoint> triangles_of(std::span<const ScreenPoint> ring) {
  std::vector<ScreenPoint> left(ring.begin(), ring.end());
  double area = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const auto& a = left[i];
    const auto& b = left[(i + 1) % left.size()];
    area += a.x * b.y - b.x * a.y;
  }
  if (area < 0) std::ranges::reverse(left);
  std::vector<ScreenPoint> corners;
  while (left.size() >= 3) {
    std::size_t ear = left.size();
    for (std::size_t i = 0; i < left.size() && ear == left.size(); ++i) {
      const auto a = left[(i + left.size() - 1) % left.size()], b = left[i], c = left[(i + 1) % left.size()];
      if (cross(a, b, c) <= 0) continue;
      const bool is_ear = std::ranges::none_of(left, [&](ScreenPoint p) { return !(p == a) && !(p == b) && !(p == c) && is_inside(a, b, c, p); });
      if (is_ear) ear = i;
    }
    if (ear == left.size()) {   // what is left has no area
      if (corners.empty() || left.size() < 4) return corners;
      ear = 0;
    }
    corners.insert(corners.end(), {left[(ear + left.size() - 1) % left.size()], left[ear], left[(ear + 1) % left.size()]});
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(ear));
  }
  return corners;
}

}  // namespace riskmap
