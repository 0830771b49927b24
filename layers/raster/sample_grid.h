// From layer coordinates to sample lines and pixel columns, and the one walk over edges that both rasters share.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "layers/raster/camera.h"
#include "layers/raster/layer_geometry.h"

namespace riskmap {

// Sample lines are horizontal: `lines_per_pixel` of them in every pixel row, at the middles of equal strips.
// A coordinate is taken relative to the camera before it is scaled, with the camera's own position split into a float
// and its remainder. The difference of near floats is exact, so what is on screen keeps 24 bits at any zoom and never
// jitters.
class SampleGrid {
 public:
  SampleGrid(const LayerGeometry& geometry, const Camera& camera, int lines_per_pixel)
      : geometry_{geometry},
        centre_x_{camera.centre.x - geometry.anchor.x},
        centre_y_{camera.centre.y - geometry.anchor.y},
        scale_x_{1 / camera.metres_per_pixel},
        scale_y_{-lines_per_pixel / camera.metres_per_pixel},
        half_width_{camera.size.width / 2.0},
        half_height_{camera.size.height * lines_per_pixel / 2.0},
        far_{far_pixels * static_cast<float>(lines_per_pixel)},
        width_{static_cast<float>(camera.size.width)} {}

  [[nodiscard]] float column(float x) const {
    return (x - high_x_ - low_x_) * static_cast<float>(scale_x_) + static_cast<float>(half_width_);
  }
  [[nodiscard]] float line(float y) const {
    return (y - high_y_ - low_y_) * static_cast<float>(scale_y_) + static_cast<float>(half_height_);
  }
  // The first sample line below a line coordinate, clamped; monotone, so boxes bound their vertices exactly.
  static int first_line(float line, int begin, int end) {
    return static_cast<int>(std::clamp(line + 0.5F, static_cast<float>(begin), static_cast<float>(end)));
  }
  // The first pixel column whose sample lies right of `column`. `offset` is where in the pixel the sample lies.
  [[nodiscard]] int first_column(float column, float offset = 0.5F) const {
    return static_cast<int>(std::clamp(column + (1 - offset), 0.0F, width_));
  }

  // Calls sink(line, column) wherever an edge of the ring [first, last) crosses a sample line in [begin, end).
  // What lies right of the view is left out; what lies left of it may be reported anywhere left of the view.
  template <typename Sink>
  void walk_ring(std::uint32_t first, std::uint32_t last, int begin, int end, Sink&& sink) const {
    for (std::uint32_t i = first; i + 1 < last;) {
      const std::uint32_t stop = std::min((i / LayerGeometry::block + 1) * LayerGeometry::block, last - 1);
      walk_block(i, stop, begin, end, sink);
      i = stop;
    }
    const float y0 = line(geometry_.y[last - 1]), y1 = line(geometry_.y[first]);
    const int from = first_line(y0, begin, end), to = first_line(y1, begin, end);
    if (from != to) walk_edge(last - 1, first, from, to, sink);
  }

 private:
  static constexpr float far_pixels = 8192;         // beyond it a float is too coarse to draw a straight edge with
  static constexpr std::uint32_t worth_a_test = 8;  // edges

  // The edges (i, i+1) for i in [first, last), all of one block.
  template <typename Sink>
  void walk_block(std::uint32_t first, std::uint32_t last, int begin, int end, Sink& sink) const {
    if (last - first >= worth_a_test) {
      const LocalBox& box = geometry_.block_boxes[first / LayerGeometry::block];
      if (first_line(line(box.max_y), begin, end) == first_line(line(box.min_y), begin, end)) return;
      if (column(box.min_x) > width_) return;
      if (column(box.max_x) < 0) return walk_unseen(first, last, begin, end, sink);
    }
    std::array<int, LayerGeometry::block + 1> lines;
    const float* y = geometry_.y.data() + first;
    const std::uint32_t count = last - first;
    for (std::uint32_t i = 0; i <= count; ++i) lines[i] = first_line(line(y[i]), begin, end);
    for (std::uint32_t i = 0; i < count; ++i)
      if (lines[i] != lines[i + 1]) walk_edge(first + i, first + i + 1, lines[i], lines[i + 1], sink);
  }

  // Left of the view only the parity counts, and that is the same for the straight line between the ends.
  template <typename Sink>
  void walk_unseen(std::uint32_t first, std::uint32_t last, int begin, int end, Sink& sink) const {
    const int from = first_line(line(geometry_.y[first]), begin, end);
    const int to = first_line(line(geometry_.y[last]), begin, end);
    for (int l = std::min(from, to); l < std::max(from, to); ++l) sink(l, -1.0F);
  }

  // Always from the upper end down, so that neighbours sharing an edge find the same crossings to the last bit.
  template <typename Sink>
  void walk_edge(std::uint32_t a, std::uint32_t b, int from, int to, Sink& sink) const {
    if (from > to) std::swap(a, b), std::swap(from, to);
    const float x0 = column(geometry_.x[a]), y0 = line(geometry_.y[a]);
    const float x1 = column(geometry_.x[b]), y1 = line(geometry_.y[b]);
    const float low = std::min(x0, x1), high = std::max(x0, x1);
    if (low > width_) return;
    if (std::max(high - low, y1 - y0) > far_) return walk_far_edge(a, b, from, to, sink);
    const float slope = (x1 - x0) / (y1 - y0);
    for (int l = from; l < to; ++l) sink(l, std::clamp(x0 + (static_cast<float>(l) + 0.5F - y0) * slope, low, high));
  }

  template <typename Sink>
  void walk_far_edge(std::uint32_t a, std::uint32_t b, int from, int to, Sink& sink) const {
    const double x0 = far_column(a), y0 = far_line(a), x1 = far_column(b), y1 = far_line(b);
    const double low = std::min(x0, x1), high = std::max(x0, x1), slope = (x1 - x0) / (y1 - y0);
    for (int l = from; l < to; ++l) sink(l, static_cast<float>(std::clamp(x0 + (l + 0.5 - y0) * slope, low, high)));
  }
  [[nodiscard]] double far_column(std::uint32_t i) const {
    return (static_cast<double>(geometry_.x[i]) - centre_x_) * scale_x_ + half_width_;
  }
  [[nodiscard]] double far_line(std::uint32_t i) const {
    return (static_cast<double>(geometry_.y[i]) - centre_y_) * scale_y_ + half_height_;
  }

  const LayerGeometry& geometry_;
  double centre_x_, centre_y_, scale_x_, scale_y_, half_width_, half_height_;
  float high_x_ = static_cast<float>(centre_x_), low_x_ = static_cast<float>(centre_x_ - static_cast<double>(high_x_));
  float high_y_ = static_cast<float>(centre_y_), low_y_ = static_cast<float>(centre_y_ - static_cast<double>(high_y_));
  float far_, width_;
};

}  // namespace riskmap
