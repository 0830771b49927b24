// Segments are gathered into one coverage mask around the paths, which is then painted.
#include "layers/raster/stroke.h"

#include <algorithm>
#include <cmath>

#include "layers/raster/coverage.h"
#include "layers/raster/splat.h"

namespace riskmap {

namespace {

// Pixels of the picture that the paths may touch.
CoverageMask mask_around(const ColourImage& image, std::span<const ScreenPath> paths, double reach) {
  Box box;
  for (const ScreenPath& path : paths)
    for (const ScreenPoint& point : path.points) box.include(point.x, point.y);
  CoverageMask mask;
  if (box.is_empty()) return mask;
  const auto pixel = [](double value, int limit) { return static_cast<int>(std::clamp(value, 0.0, limit * 1.0)); };
  const int left = pixel(std::floor(box.min_x - reach), image.size.width);
  const int top = pixel(std::floor(box.min_y - reach), image.size.height);
  mask.reset(left, top, pixel(std::ceil(box.max_x + reach), image.size.width) - left,
             pixel(std::ceil(box.max_y + reach), image.size.height) - top);
  return mask;
}

class PathStroker {
 public:
  PathStroker(const StrokeStyle& style, CoverageMask& mask)
      : half_width_{std::max(0.05, style.width_px / 2)},
        dash_{style.dash_px},
        period_{style.dash_px > 0 && style.gap_px > 0 ? style.dash_px + style.gap_px : 0},
        mask_{mask} {}

  void add(const ScreenPath& path) {
    along_ = 0;
    const std::size_t count = path.points.size();
    for (std::size_t i = 1; i < count; ++i) add_segment(path.points[i - 1], path.points[i]);
    if (path.is_closed && count > 2) add_segment(path.points[count - 1], path.points[0]);
  }

 private:
  void add_segment(ScreenPoint a, ScreenPoint b) {
    const double length = std::hypot(b.x - a.x, b.y - a.y), start = along_;
    along_ += length;
    if (period_ == 0) return cover(a, b);
    // Only the dashes near the picture are looked at: the path may start far outside it.
    ScreenPoint from = a, to = b;
    if (length == 0 || !clip(from, to, mask_, half_width_ + 1)) return;
    const double begin = start + std::hypot(from.x - a.x, from.y - a.y);
    const double end = start + std::hypot(to.x - a.x, to.y - a.y);
    const auto at = [&](double s) {
      const double t = (s - start) / length;
      return ScreenPoint{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    };
    for (double dash = std::floor(begin / period_) * period_; dash < end; dash += period_)
      if (dash + dash_ > begin) cover(at(std::max(begin, dash)), at(std::min(end, dash + dash_)));
  }

  void cover(ScreenPoint a, ScreenPoint b) {
    if (!clip(a, b, mask_, half_width_ + 1)) return;
    const Segment segment{static_cast<float>(a.x), static_cast<float>(a.y), static_cast<float>(b.x),
                          static_cast<float>(b.y)};
    cover_segment(mask_, segment, static_cast<float>(half_width_), [](float, float) { return 255.0F; });
  }

  double half_width_, dash_, period_, along_ = 0;
  CoverageMask& mask_;
};

}  // namespace

void stroke(ColourImage& image, std::span<const ScreenPath> paths, const StrokeStyle& style) {
  CoverageMask mask = mask_around(image, paths, style.width_px / 2 + 1);
  if (mask.share.empty()) return;
  PathStroker stroker{style, mask};
  for (const ScreenPath& path : paths) stroker.add(path);
  paint(image, mask, style.colour);
}

}  // namespace riskmap
