// Shapes as coverage, coverage as colour.
#include "layers/raster/splat.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "layers/raster/sample_pattern.h"

namespace riskmap {

namespace {

// Whole pixels from `low` to `high` inside [0, limit).
struct PixelRange {
  int begin, end;
};
PixelRange pixels_between(double low, double high, int limit) {
  const auto pixel = [&](double value) { return static_cast<int>(std::clamp(value, 0.0, limit * 1.0)); };
  return {pixel(std::floor(low)), pixel(std::ceil(high))};
}

// Flips, along every sample line, the samples right of each crossing; a running parity then says what is inside.
class PolygonSamples {
 public:
  PolygonSamples(PixelRange columns, PixelRange rows)
      : columns_{columns},
        rows_{rows},
        stride_{static_cast<std::size_t>(columns.end - columns.begin) + 1},
        flips_(stride_ * static_cast<std::size_t>(rows.end - rows.begin), 0) {}

  void add_edge(ScreenPoint a, ScreenPoint b) {
    if (a.y > b.y) std::swap(a, b);
    const int first = first_line(a.y), last = first_line(b.y);
    const double slope = (b.x - a.x) / (b.y - a.y);
    for (int line = first; line < last; ++line) {
      const double y = (line + 0.5) / samples_per_pixel;
      const double x = std::clamp(a.x + (y - a.y) * slope, std::min(a.x, b.x), std::max(a.x, b.x));
      const int sample = line % samples_per_pixel;
      const double offset = static_cast<double>(sample_offset[static_cast<std::size_t>(sample)]);
      const int column =
          static_cast<int>(std::clamp(std::floor(x + 1 - offset), columns_.begin * 1.0, columns_.end * 1.0));
      std::uint16_t& flips = flips_[static_cast<std::size_t>(line / samples_per_pixel - rows_.begin) * stride_ +
                                    static_cast<std::size_t>(column - columns_.begin)];
      flips = static_cast<std::uint16_t>(flips ^ 1U << sample);
    }
  }

  void paint(ColourImage& image, Colour colour) const {
    const std::uint32_t full = premultiplied(colour);
    for (int py = rows_.begin; py < rows_.end; ++py) {
      const std::uint16_t* flips = flips_.data() + static_cast<std::size_t>(py - rows_.begin) * stride_;
      std::uint32_t* row = image.row(py);
      unsigned inside = 0;
      for (int px = columns_.begin; px < columns_.end; ++px) {
        inside ^= *flips++;
        if (inside == 0) continue;
        const auto share = static_cast<unsigned>(sample_count(inside)) * 255U / samples_per_pixel;
        row[px] = over(scaled(full, share), row[px]);
      }
    }
  }

 private:
  [[nodiscard]] int first_line(double y) const {
    const double line = std::floor(y * samples_per_pixel + 0.5);
    return static_cast<int>(
        std::clamp(line, rows_.begin * 1.0 * samples_per_pixel, rows_.end * 1.0 * samples_per_pixel));
  }
  PixelRange columns_, rows_;
  std::size_t stride_;  // one column more, for what lies right of the picture
  std::vector<std::uint16_t> flips_;
};

}  // namespace

void fill_circle(ColourImage& image, ScreenPoint centre, double radius_px, Colour colour) {
  const std::uint32_t full = premultiplied(colour);
  const auto [top, bottom] = pixels_between(centre.y - radius_px - 0.5, centre.y + radius_px + 0.5, image.size.height);
  for (int py = top; py < bottom; ++py) {
    const double down = py + 0.5 - centre.y, reach = (radius_px + 0.5) * (radius_px + 0.5) - down * down;
    if (reach <= 0) continue;
    const double half = std::sqrt(reach);
    const auto [left, right] = pixels_between(centre.x - half - 0.5, centre.x + half + 0.5, image.size.width);
    std::uint32_t* row = image.row(py);
    for (int px = left; px < right; ++px) {
      const double inside = radius_px + 0.5 - std::hypot(px + 0.5 - centre.x, down);
      if (inside <= 0) continue;
      const auto share = static_cast<unsigned>(std::min(1.0, inside) * 255 + 0.5);
      row[px] = over(scaled(full, share), row[px]);
    }
  }
}

void fill_polygon(ColourImage& image, std::span<const ScreenPath> rings, Colour colour) {
  Box box;
  for (const ScreenPath& ring : rings)
    for (const ScreenPoint& point : ring.points) box.include(point.x, point.y);
  if (box.is_empty()) return;
  const PixelRange columns = pixels_between(box.min_x, box.max_x, image.size.width);
  const PixelRange rows = pixels_between(box.min_y, box.max_y, image.size.height);
  if (columns.begin == columns.end || rows.begin == rows.end) return;
  PolygonSamples samples{columns, rows};
  for (const ScreenPath& ring : rings)
    for (std::size_t i = 0; i < ring.points.size(); ++i)
      samples.add_edge(ring.points[i], ring.points[(i + 1) % ring.points.size()]);
  samples.paint(image, colour);
}

std::vector<ScreenPoint> regular_polygon(ScreenPoint centre, double radius_px, int corners) {
  std::vector<ScreenPoint> points;
  for (int i = 0; i < corners; ++i) {
    const double turn = 2 * std::numbers::pi * i / corners;
    points.push_back({centre.x + radius_px * std::sin(turn), centre.y - radius_px * std::cos(turn)});
  }
  return points;
}

std::vector<ScreenPoint> ring_part(ScreenPoint centre, double outer_px, double inner_px, double from, double to) {
  constexpr double step_px = 0.8;  // along the outer arc: no corner can be seen
  const double arc_px = 2 * std::numbers::pi * (to - from) * outer_px;
  const int steps = std::max(2, static_cast<int>(std::ceil(std::abs(arc_px) / step_px)));
  std::vector<ScreenPoint> points;
  const auto add = [&](double radius, int step) {
    const double turn = 2 * std::numbers::pi * (from + (to - from) * step / steps);
    points.push_back({centre.x + radius * std::sin(turn), centre.y - radius * std::cos(turn)});
  };
  for (int step = 0; step <= steps; ++step) add(outer_px, step);
  if (inner_px <= 0) points.push_back(centre);
  for (int step = steps; step >= 0 && inner_px > 0; --step) add(inner_px, step);
  return points;
}

void paint(ColourImage& image, const CoverageMask& mask, Colour colour) {
  blit(image, mask.share, {mask.width, mask.height}, mask.left, mask.top, colour);
}

void blit(ColourImage& image, std::span<const unsigned char> coverage, ImageSize size, int left, int top,
          Colour colour) {
  const std::uint32_t full = premultiplied(colour);
  const int first_x = std::max(0, -left), end_x = std::min(size.width, image.size.width - left);
  const int end_y = std::min(size.height, image.size.height - top);
  for (int y = std::max(0, -top); y < end_y; ++y) {
    const auto source = coverage.subspan(static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width));
    std::uint32_t* row = image.row(top + y) + left;
    for (int x = first_x; x < end_x; ++x) {
      const unsigned share = source[static_cast<std::size_t>(x)];
      if (share != 0) row[x] = over(scaled(full, share), row[x]);
    }
  }
}

void compose(ColourImage& image, const ColourImage& above, int left, int top, unsigned share) {
  const int first_x = std::max(0, -left), end_x = std::min(above.size.width, image.size.width - left);
  const int end_y = std::min(above.size.height, image.size.height - top);
  for (int y = std::max(0, -top); y < end_y; ++y) {
    const std::uint32_t* source = above.row(y);
    std::uint32_t* row = image.row(top + y) + left;
    for (int x = first_x; x < end_x; ++x) row[x] = over(scaled(source[x], share), row[x]);
  }
}

}  // namespace riskmap
