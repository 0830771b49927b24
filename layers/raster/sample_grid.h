// From layer coordinates to sample lines and pixel columns, and the one walk over edges that both rasters share.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "layers/raster/camera.h"
#include "layers/raster/layer_geometry.h"

namespace riskmap {

// Where one edge crosses the sample lines [from, to).
struct Crossings {
  int from, to;
  float x, y, slope;  // of the straight line; columns to each line
  float leftmost, rightmost;
  [[nodiscard]] float column(int line) const {
    return std::clamp(x + (static_cast<float>(line) + 0.5F - y) * slope, leftmost, rightmost);
  }
  static Crossings upright(int from, int to, float column) { return {from, to, column, 0, 0, column, column}; }
};

// Sample lines are horizontal: `lines_per_pixel` of them in every pixel row, at the middles of equal strips.
// A coordinate is taken relative to the camera before it is scaled, with the camera's own position split into whole
// steps of the layer's grid and the rest. Differences of steps are exact, so what is on screen keeps 24 bits at any
// zoom and never jitters.
class SampleGrid {
 public:
  SampleGrid(const LayerRings& rings, const Camera& camera, int lines_per_pixel)
      : rings_{rings},
        across_{(camera.centre.x - rings.grid.anchor.x) / rings.grid.step, rings.grid.step / camera.metres_per_pixel,
                camera.size.width / 2.0},
        down_{(camera.centre.y - rings.grid.anchor.y) / rings.grid.step,
              -lines_per_pixel * rings.grid.step / camera.metres_per_pixel, camera.size.height * lines_per_pixel / 2.0},
        far_{far_pixels * static_cast<float>(lines_per_pixel)},
        width_{static_cast<float>(camera.size.width)} {}

  [[nodiscard]] float column(std::int32_t x) const { return across_(x); }
  [[nodiscard]] float line(std::int32_t y) const { return down_(y); }
  // The first sample line below a line coordinate, clamped; monotone, so boxes bound their vertices exactly.
  static int first_line(float line, int begin, int end) {
    return static_cast<int>(std::clamp(line + 0.5F, static_cast<float>(begin), static_cast<float>(end)));
  }
  // The first pixel column whose sample lies right of `column`. `offset` is where in the pixel the sample lies.
  [[nodiscard]] int first_column(float column, float offset = 0.5F) const {
    return static_cast<int>(std::clamp(column + (1 - offset), 0.0F, width_));
  }
  // The same for a column in [0, width] and an offset above 0.
  static int first_column_in_view(float column, float offset = 0.5F) { return static_cast<int>(column + (1 - offset)); }

  // Walks the rings [first, last). Where there are many, those that lie together out of sight are passed over together.
  template <typename Sink>
  void walk_rings(std::uint32_t first, std::uint32_t last, int begin, int end, Sink&& sink) const {
    constexpr std::uint32_t few = 4;
    for (std::uint32_t ring = first; ring < last;) {
      const std::uint32_t vertex = rings_.ring_offset[ring], ring_end = rings_.ring_offset[ring + 1];
      if (last - first > few && vertex < ring_end && ring_end - vertex < LayerRings::block &&
          is_unseen(rings_.box_around(vertex, ring_end), begin, end)) {
        ring = std::max(ring + 1, rings_.ring_after_block(ring, last));
        continue;
      }
      if (vertex < ring_end) walk_ring(vertex, ring_end, begin, end, sink);
      ++ring;
    }
  }

  // Calls sink(Crossings) for every edge of the ring [first, last) that crosses sample lines in [begin, end).
  // Columns outside the view are moved into [0, width]; what lies right of it may be left out altogether.
  template <typename Sink>
  void walk_ring(std::uint32_t first, std::uint32_t last, int begin, int end, Sink&& sink) const {
    if (last - first <= LayerRings::block * 2) {
      walk_path(first, last - 1, begin, end, sink);
    } else {
      for (std::uint32_t i = first; i + 1 < last;) {
        const std::uint32_t stop = std::min((i / LayerRings::block + 1) * LayerRings::block, last - 1);
        walk_block(i, stop, begin, end, sink);
        i = stop;
      }
    }
    const int from = first_line(line(rings_.y[last - 1]), begin, end);
    const int to = first_line(line(rings_.y[first]), begin, end);
    if (from != to) walk_edge(last - 1, first, from, to, sink);
  }

 private:
  static constexpr float far_pixels = 8192;  // beyond it a float is too coarse to draw a straight edge with

  // One coordinate of a vertex in pixels or lines: (value − centre) · scale + middle.
  struct Axis {
    double centre, scale, middle;  // steps, pixels a step, pixels
    std::int32_t high =
        static_cast<std::int32_t>(std::clamp<double>(std::round(centre), -MapGrid::reach, MapGrid::reach));
    float factor = static_cast<float>(scale);
    float shift = static_cast<float>(middle - (centre - high) * scale);
    float operator()(std::int32_t value) const { return static_cast<float>(value - high) * factor + shift; }
    [[nodiscard]] double exact(std::int32_t value) const { return (value - centre) * scale + middle; }
  };

  // Closed rings left of the view count as little as those right of it: they cross every line an even number of times.
  [[nodiscard]] bool is_unseen(const LocalBox& box, int begin, int end) const {
    return first_line(line(box.max_y), begin, end) == first_line(line(box.min_y), begin, end) ||
           column(box.min_x) > width_ || column(box.max_x) < 0;
  }

  // The edges (i, i+1) for i in [first, last), all of one block.
  template <typename Sink>
  void walk_block(std::uint32_t first, std::uint32_t last, int begin, int end, Sink& sink) const {
    const LocalBox& box = rings_.block_boxes[first / LayerRings::block];
    if (first_line(line(box.max_y), begin, end) == first_line(line(box.min_y), begin, end)) return;
    if (column(box.min_x) > width_) return;
    if (column(box.max_x) < 0) return walk_unseen(first, last, begin, end, sink);
    walk_path(first, last, begin, end, sink);
  }

  // The same without a look at boxes, for at most two blocks' worth of edges.
  template <typename Sink>
  void walk_path(std::uint32_t first, std::uint32_t last, int begin, int end, Sink& sink) const {
    std::array<int, LayerRings::block * 2> lines;
    std::array<std::uint32_t, LayerRings::block * 2>
        crossing;  // gathered first: a branch per edge would be a coin toss
    const std::int32_t* y = rings_.y.data() + first;
    const std::uint32_t count = last - first;
    for (std::uint32_t i = 0; i <= count; ++i) lines[i] = first_line(line(y[i]), begin, end);
    std::uint32_t crossings = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      crossing[crossings] = i;
      crossings += lines[i] != lines[i + 1] ? 1U : 0U;
    }
    for (std::uint32_t k = 0; k < crossings; ++k) {
      const std::uint32_t i = crossing[k];
      walk_edge(first + i, first + i + 1, lines[i], lines[i + 1], sink);
    }
  }

  // Left of the view only the parity counts, and that is the same for the straight line between the ends.
  template <typename Sink>
  void walk_unseen(std::uint32_t first, std::uint32_t last, int begin, int end, Sink& sink) const {
    const int from = first_line(line(rings_.y[first]), begin, end);
    const int to = first_line(line(rings_.y[last]), begin, end);
    if (from != to) sink(Crossings::upright(std::min(from, to), std::max(from, to), 0));
  }

  // Always from the upper end down, so that neighbours sharing an edge find the same crossings to the last bit.
  template <typename Sink>
  void walk_edge(std::uint32_t start, std::uint32_t stop, int start_line, int stop_line, Sink& sink) const {
    const bool falls = start_line < stop_line;
    const std::uint32_t a = falls ? start : stop, b = falls ? stop : start;
    const int from = std::min(start_line, stop_line), to = std::max(start_line, stop_line);
    const float x0 = column(rings_.x[a]), y0 = line(rings_.y[a]);
    const float x1 = column(rings_.x[b]), y1 = line(rings_.y[b]);
    const float low = std::min(x0, x1), high = std::max(x0, x1);
    if (low > width_) return;
    if (std::max(high - low, y1 - y0) > far_) return walk_far_edge(a, b, from, to, sink);
    const float slope = (x1 - x0) / (y1 - y0);
    sink(Crossings{from, to, x0, y0, slope, std::clamp(low, 0.0F, width_), std::clamp(high, 0.0F, width_)});
  }

  template <typename Sink>
  void walk_far_edge(std::uint32_t a, std::uint32_t b, int from, int to, Sink& sink) const {
    const double x0 = across_.exact(rings_.x[a]), y0 = down_.exact(rings_.y[a]);
    const double x1 = across_.exact(rings_.x[b]), y1 = down_.exact(rings_.y[b]);
    const double slope = (x1 - x0) / (y1 - y0), width = static_cast<double>(width_);
    const double leftmost = std::clamp(std::min(x0, x1), 0.0, width),
                 rightmost = std::clamp(std::max(x0, x1), 0.0, width);
    for (int l = from; l < to; ++l) {
      const auto at = static_cast<float>(std::clamp(x0 + (l + 0.5 - y0) * slope, leftmost, rightmost));
      sink(Crossings::upright(l, l + 1, at));
    }
  }

  const LayerRings& rings_;
  Axis across_, down_;
  float far_, width_;
};

}  // namespace riskmap
