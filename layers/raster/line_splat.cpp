// Every band of rows walks through the lines that reach it.
#include "layers/raster/line_splat.h"

#include <algorithm>
#include <cmath>

#include "layers/raster/coverage.h"
#include "layers/raster/splat.h"

namespace riskmap {

namespace {

constexpr int band_rows = 64;
constexpr double tolerance_px = 0.5;
constexpr double widest_crossed_px = 3;  // see cover_crossings

class BandStroker {
 public:
  BandStroker(CoverageMask& mask, double width_px)
      : mask_{mask}, half_width_{width_px / 2}, has_crossings_{width_px <= widest_crossed_px} {}

  void add_path(const LayerGeometry& lines, std::uint32_t ring, const Camera& camera) {
    const std::uint32_t begin = lines.ring_offset[ring], end = lines.ring_offset[ring + 1];
    if (begin == end) return;
    const double tolerance = tolerance_px * camera.metres_per_pixel / lines.grid.step;
    ScreenPoint last = camera.screen_from_map(lines.vertex(begin));
    std::uint32_t last_vertex = begin;
    for (std::uint32_t i = begin + 1; i < end; ++i) {
      const bool is_close = std::abs(lines.x[i] - lines.x[last_vertex]) < tolerance &&
                            std::abs(lines.y[i] - lines.y[last_vertex]) < tolerance;
      if (is_close && i + 1 < end) continue;
      const ScreenPoint at = camera.screen_from_map(lines.vertex(i));
      add(last, at, last_vertex == begin || i + 1 == end);
      last = at;
      last_vertex = i;
    }
  }

 private:
  void add(ScreenPoint a, ScreenPoint b, bool is_end) {
    if (!clip(a, b, mask_, half_width_ + 1)) return;
    const Segment segment{static_cast<float>(a.x), static_cast<float>(a.y), static_cast<float>(b.x),
                          static_cast<float>(b.y)};
    const auto fully = [](float, float) { return 255.0F; };
    if (has_crossings_ && !is_end) return cover_crossings(mask_, segment, static_cast<float>(half_width_), fully);
    cover_segment(mask_, segment, static_cast<float>(half_width_), fully);
  }

  CoverageMask& mask_;
  double half_width_;
  bool has_crossings_;
};

}  // namespace

void stroke_lines(ColourImage& image, const LayerGeometry& lines, std::span<const std::uint32_t> features,
                  double width_px, Colour colour, const Camera& camera, JobPool& pool) {
  const int bands = (image.size.height + band_rows - 1) / band_rows;
  pool.fork_join(bands, [&](int band) {
    const int top = band * band_rows, bottom = std::min(top + band_rows, image.size.height);
    const double beside = width_px / 2 + 1;
    const MapPoint first = camera.map_from_screen({-beside, top - beside});
    const MapPoint last = camera.map_from_screen({image.size.width + beside, bottom + beside});
    CoverageMask mask;
    for (const std::uint32_t feature : features) {
      const Box& box = lines.boxes[feature];
      if (!(box.max_x >= first.x && box.min_x <= last.x && box.min_y <= first.y && box.max_y >= last.y)) continue;
      if (mask.share.empty()) mask.reset(0, top, image.size.width, bottom - top);
      BandStroker stroker{mask, width_px};
      for (auto ring = lines.feature_offset[feature]; ring < lines.feature_offset[feature + 1]; ++ring)
        stroker.add_path(lines, ring, camera);
    }
    if (!mask.share.empty()) paint(image, mask, colour);
  });
}

}  // namespace riskmap
