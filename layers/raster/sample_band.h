// Sixteen samples per pixel for a band of rows, as one bit mask per pixel: which samples are taken, by what colour in
// sum. Features are given from the last to the first, so a sample once taken stays taken.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "layers/raster/colour_image.h"
#include "layers/raster/id_raster.h"
#include "layers/raster/sample_grid.h"
#include "layers/raster/sample_lanes.h"
#include "layers/raster/sample_pattern.h"

namespace riskmap {

// Who takes samples.
struct SampleTaker {
  FeatureIndex feature = 0;
  std::uint32_t colour = 0;   // premultiplied
  std::uint8_t weight = 255;  // of its border
  bool is_hatched = false;    // its colour changes from pixel to pixel
};

class SampleBand {
 public:
  // Rows [first_row, end_row), all samples free. Keeps its memory between bands.
  void reset(int width, int first_row, int end_row);
  // Takes the free samples inside the feature; hatched_at(px, py) gives its colour where it is hatched.
  template <typename HatchedAt>
  void take(const DrawnLayer& layer, const SampleGrid& grid, const SampleTaker& taker, HatchedAt&& hatched_at);
  // A quarter of a pixel's samples for a feature too small to be sure of any.
  void tint(int px, int py, const SampleTaker& taker);

  [[nodiscard]] int taken_count(int px, int py) const { return sample_count(taken_[at(px, py)]); }
  // The feature that took every sample of the pixel at once; no_feature when all are free, `mixed` otherwise.
  static constexpr FeatureIndex mixed = no_feature - 1;
  [[nodiscard]] FeatureIndex owner(int px, int py) const { return owner_[at(px, py)]; }
  // The least weight of the features that took samples of the pixel; 255 when all are free.
  [[nodiscard]] unsigned least_weight(int px, int py) const { return weight_[at(px, py)]; }
  // The mean of every pixel's samples in a row, free ones being transparent.
  void write_colours(int py, std::uint32_t* out) const;

 private:
  using Samples = std::uint16_t;
  static constexpr Samples all = 0xFFFF, quarter = 0x8421;
  static constexpr int short_lines = 8;

  // Rows are longer than the picture by what a stretch of pixels may reach beyond it.
  [[nodiscard]] std::size_t at(int px, int py) const {
    return static_cast<std::size_t>(py - first_row_) * stride_ + static_cast<std::size_t>(px);
  }
  void flip(const Crossings& edge);
  void flip_short(int px, const Crossings& edge);
  void flip_row(int py, const Crossings& edge);
  static void flip_pixels(Samples* flips, unsigned crossed, unsigned second, unsigned third);
  template <typename HatchedAt>
  void take_row(int py, int left, int right, const SampleTaker& taker, HatchedAt& hatched_at);
  void take_stretch(std::size_t first, Stretch inside, const SampleTaker& taker, const StretchColours& colours);

  int width_ = 0, first_row_ = 0, end_row_ = 0;
  std::size_t stride_ = 0;
  std::vector<Samples> flips_;                // a row more than the others; all zero between features
  std::vector<Samples> taken_, weight_;       // per pixel
  std::array<std::vector<Samples>, 4> sums_;  // of the samples' red, green, blue, alpha; valid where one is taken
  std::vector<FeatureIndex> owner_;
};

inline void SampleBand::reset(int width, int first_row, int end_row) {
  width_ = width, first_row_ = first_row, end_row_ = end_row;
  stride_ = static_cast<std::size_t>(width + 2 * stretch_px);
  const std::size_t pixels = static_cast<std::size_t>(end_row - first_row) * stride_;
  flips_.resize(pixels + stride_, 0);
  taken_.assign(pixels, 0);
  weight_.assign(pixels, 255);
  for (auto& sum : sums_) sum.resize(pixels);
  owner_.assign(pixels, no_feature);
}

inline void SampleBand::flip(const Crossings& edge) {
  const int px = static_cast<int>(edge.leftmost);
  if (edge.to - edge.from <= short_lines && edge.rightmost < static_cast<float>(px + 2)) return flip_short(px, edge);
  for (int py = edge.from / samples_per_pixel; py * samples_per_pixel < edge.to; ++py) flip_row(py, edge);
}

// Flips the samples right of an edge that keeps to two columns of pixels.
inline void SampleBand::flip_short(int px, const Crossings& edge) {
  const int py = edge.from / samples_per_pixel, shift = edge.from % samples_per_pixel;
  const unsigned crossed = (1U << (edge.to - edge.from)) - 1;
  const LinesBeyond beyond = lines_beyond<short_lines>(edge, edge.from, px);
  const unsigned first = crossed << shift, second = (crossed & beyond.first) << shift,
                 third = (crossed & beyond.second) << shift;
  Samples* const flips = flips_.data() + at(px, py);
  flip_pixels(flips, first, second, third);
  flip_pixels(flips + stride_, first >> samples_per_pixel, second >> samples_per_pixel, third >> samples_per_pixel);
}

// The same on the lines of one pixel row for an edge of any kind.
inline void SampleBand::flip_row(int py, const Crossings& edge) {
  const int first_line = py * samples_per_pixel;
  const int from = std::max(edge.from, first_line), to = std::min(edge.to, first_line + samples_per_pixel);
  const float begin = edge.column(from), end = edge.column(to - 1);
  const int px = static_cast<int>(std::min(begin, end));
  if (std::max(begin, end) < static_cast<float>(px + 2)) {
    const unsigned crossed = (2U << (to - 1 - first_line)) - (1U << (from - first_line));
    const LinesBeyond beyond = lines_beyond<samples_per_pixel>(edge, first_line, px);
    return flip_pixels(flips_.data() + at(px, py), crossed, crossed & beyond.first, crossed & beyond.second);
  }
  Samples* const flips = flips_.data() + at(0, py);
  for (int line = from; line < to; ++line) {
    const auto sample = static_cast<unsigned>(line - first_line);
    Samples& flipped = flips[SampleGrid::first_column_in_view(edge.column(line), sample_offset[sample])];
    flipped = static_cast<Samples>(flipped ^ 1U << sample);
  }
}

// Lines crossed in three columns: in all of them, those of the last two and those of the last one.
inline void SampleBand::flip_pixels(Samples* flips, unsigned crossed, unsigned second, unsigned third) {
  flips[0] = static_cast<Samples>(flips[0] ^ (crossed ^ second));
  flips[1] = static_cast<Samples>(flips[1] ^ (second ^ third));
  flips[2] = static_cast<Samples>(flips[2] ^ third);
}

template <typename HatchedAt>
void SampleBand::take(const DrawnLayer& layer, const SampleGrid& grid, const SampleTaker& taker,
                      HatchedAt&& hatched_at) {
  const LocalBox& box = layer.local_boxes[taker.feature];
  const int top =
      SampleGrid::first_line(grid.line(box.max_y), first_row_ * samples_per_pixel, end_row_ * samples_per_pixel);
  const int bottom =
      SampleGrid::first_line(grid.line(box.min_y), first_row_ * samples_per_pixel, end_row_ * samples_per_pixel);
  const int left = grid.first_column(grid.column(box.min_x), 1);
  const int right = grid.first_column(grid.column(box.max_x), 0);
  if (top == bottom || left == right) return;
  const auto& rings = layer.rings.feature_offset;
  grid.walk_rings(rings[taker.feature], rings[taker.feature + 1], top, bottom,
                  [this](const Crossings& edge) { flip(edge); });
  for (int py = top / samples_per_pixel; py * samples_per_pixel < bottom; ++py)
    take_row(py, left, right, taker, hatched_at);
}

// Reads the flips of a row and clears them for the next feature.
template <typename HatchedAt>
void SampleBand::take_row(int py, int left, int right, const SampleTaker& taker, HatchedAt& hatched_at) {
  StretchColours colours{taker.colour};
  Stretch before{};
  for (int px = left; px <= right; px += stretch_px) {
    const std::size_t first = at(px, py);
    const Stretch flipped = load_stretch(flips_.data() + first);
    if (is_zero(flipped | before)) continue;
    store_stretch(flips_.data() + first, Stretch{});
    const Stretch inside = running_parity(flipped) ^ before;
    before = last_of(inside);
    if (taker.is_hatched)
      for (int i = 0; i < stretch_px; ++i) colours.set(i, hatched_at(px + i, py));
    take_stretch(first, inside, taker, colours);
  }
}

// Without a branch: where small features meet, none could be foretold.
inline void SampleBand::take_stretch(std::size_t first, Stretch inside, const SampleTaker& taker,
                                     const StretchColours& colours) {
  const Stretch taken = load_stretch(taken_.data() + first), mine = inside & ~taken;
  store_stretch(taken_.data() + first, taken | mine);
  const Stretch kept = mask_where(taken != 0), count = sample_counts(mine);
  for (std::size_t channel = 0; channel < sums_.size(); ++channel) {
    Samples* const sum = sums_[channel].data() + first;
    store_stretch(sum, (load_stretch(sum) & kept) + count * colours.channel[channel]);
  }
  const Stretch has_some = mask_where(mine != 0), has_all = mask_where(mine == all);
  const Stretch weight = load_stretch(weight_.data() + first);
  const Stretch is_less = has_some & mask_where(weight > taker.weight);
  store_stretch(weight_.data() + first, (weight & ~is_less) | (is_less & taker.weight));
  put_where(owner_.data() + first, has_some, mixed);
  put_where(owner_.data() + first, has_all, taker.feature);
}

inline void SampleBand::tint(int px, int py, const SampleTaker& taker) {
  Stretch inside{};
  inside[0] = quarter;
  take_stretch(at(px, py), inside, taker, StretchColours{taker.colour});
}

inline void SampleBand::write_colours(int py, std::uint32_t* out) const {
  for (int px = 0; px < width_; px += stretch_px) {
    const std::size_t first = at(px, py);
    const Stretch kept = mask_where(load_stretch(taken_.data() + first) != 0);
    StretchColours mean{0};
    for (std::size_t channel = 0; channel < sums_.size(); ++channel)
      mean.channel[channel] =
          ((load_stretch(sums_[channel].data() + first) & kept) + samples_per_pixel / 2) / samples_per_pixel;
    mean.write(out + px, std::min(stretch_px, width_ - px));
  }
}

}  // namespace riskmap
