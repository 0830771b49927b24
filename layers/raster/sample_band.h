// Sixteen samples per pixel for a band of rows, as one bit mask per pixel: which samples are taken, by what colour in
// sum. Features are given from the last to the first, so a sample once taken stays taken.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "layers/raster/colour_image.h"
#include "layers/raster/id_raster.h"
#include "layers/raster/sample_grid.h"
#include "layers/raster/sample_pattern.h"

namespace riskmap {

class SampleBand {
 public:
  // Rows [first_row, end_row), all samples free. Keeps its memory between bands.
  void reset(int width, int first_row, int end_row);
  // Takes the free samples inside the feature; colour_at(px, py) gives its colour in pixels it has to share.
  template <typename ColourAt>
  void take(const DrawnLayer& layer, const SampleGrid& grid, FeatureIndex feature, ColourAt&& colour_at);
  // A quarter of a pixel's samples for a feature too small to be sure of any.
  void tint(int px, int py, FeatureIndex feature, std::uint32_t colour) {
    take_pixel(at(px, py), quarter, feature, colour);
  }

  [[nodiscard]] int taken_count(int px, int py) const { return sample_count(taken_[at(px, py)]); }
  // The feature that took every sample of the pixel at once; no_feature when all are free, `mixed` otherwise.
  static constexpr FeatureIndex mixed = no_feature - 1;
  [[nodiscard]] FeatureIndex owner(int px, int py) const {
    return taken_[at(px, py)] == 0 ? no_feature : owner_[at(px, py)];
  }
  // The mean of a mixed pixel's samples, free ones being transparent.
  [[nodiscard]] std::uint32_t mixed_colour(int px, int py) const;

 private:
  using Samples = std::uint16_t;
  using ColourSum = std::uint64_t;  // four 16-bit sums side by side
  static constexpr Samples all = 0xFFFF, quarter = 0x8421;

  [[nodiscard]] std::size_t at(int px, int py) const {
    return static_cast<std::size_t>(py - first_row_) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(px);
  }
  static ColourSum widened(std::uint32_t pixel) {
    const std::uint64_t p = pixel;
    return (p & 0xFF) | (p & 0xFF00) << 8 | (p & 0xFF0000) << 16 | (p & 0xFF000000) << 24;
  }
  void take_pixel(std::size_t pixel, unsigned inside, FeatureIndex feature, std::uint32_t colour);
  template <typename ColourAt>
  void take_row(int py, int left, int right, FeatureIndex feature, ColourAt& colour_at);

  int width_ = 0, first_row_ = 0, end_row_ = 0;
  std::vector<Samples>
      flips_;  // one column more than the picture, for what lies right of it; all zero between features
  std::vector<Samples> taken_;
  std::vector<ColourSum> sums_;      // valid where the pixel is mixed
  std::vector<FeatureIndex> owner_;  // valid where a sample is taken
};

inline void SampleBand::reset(int width, int first_row, int end_row) {
  width_ = width, first_row_ = first_row, end_row_ = end_row;
  const auto rows = static_cast<std::size_t>(end_row - first_row), pixels = rows * static_cast<std::size_t>(width);
  flips_.resize(pixels + rows, 0);
  taken_.assign(pixels, 0);
  sums_.resize(pixels);
  owner_.resize(pixels);
}

inline std::uint32_t SampleBand::mixed_colour(int px, int py) const {
  const ColourSum mean = (sums_[at(px, py)] + 0x0008000800080008U) >> 4 & 0x00FF00FF00FF00FFU;
  return static_cast<std::uint32_t>((mean & 0xFF) | (mean >> 8 & 0xFF00) | (mean >> 16 & 0xFF0000) |
                                    (mean >> 24 & 0xFF000000));
}

inline void SampleBand::take_pixel(std::size_t pixel, unsigned inside, FeatureIndex feature, std::uint32_t colour) {
  const unsigned taken = taken_[pixel], mine = inside & ~taken;
  if (mine == 0) return;
  taken_[pixel] = static_cast<Samples>(taken | mine);
  owner_[pixel] = mine == all ? feature : mixed;
  const ColourSum sum = widened(colour) * static_cast<unsigned>(sample_count(mine));
  sums_[pixel] = taken == 0 ? sum : sums_[pixel] + sum;
}

template <typename ColourAt>
void SampleBand::take(const DrawnLayer& layer, const SampleGrid& grid, FeatureIndex feature, ColourAt&& colour_at) {
  const LocalBox& box = layer.local_boxes[feature];
  const int top =
      SampleGrid::first_line(grid.line(box.max_y), first_row_ * samples_per_pixel, end_row_ * samples_per_pixel);
  const int bottom =
      SampleGrid::first_line(grid.line(box.min_y), first_row_ * samples_per_pixel, end_row_ * samples_per_pixel);
  const int left = grid.first_column(grid.column(box.min_x), 1);
  const int right = grid.first_column(grid.column(box.max_x), 0);
  if (top == bottom || left == right) return;
  const auto flip = [&](int line, float column) {
    const auto sample = static_cast<unsigned>(line) % samples_per_pixel;
    const auto row = static_cast<std::size_t>(line / samples_per_pixel - first_row_);
    Samples& flips = flips_[row * static_cast<std::size_t>(width_ + 1) +
                            static_cast<std::size_t>(SampleGrid::first_column_in_view(column, sample_offset[sample]))];
    flips = static_cast<Samples>(flips ^ 1U << sample);
  };
  grid.walk_rings(layer.rings.feature_offset[feature], layer.rings.feature_offset[feature + 1], top, bottom, flip);
  for (int py = top / samples_per_pixel; py * samples_per_pixel < bottom; ++py)
    take_row(py, left, right, feature, colour_at);
}

// Reads the flips of a row and clears them for the next feature.
template <typename ColourAt>
void SampleBand::take_row(int py, int left, int right, FeatureIndex feature, ColourAt& colour_at) {
  Samples* const flips =
      flips_.data() + static_cast<std::size_t>(py - first_row_) * static_cast<std::size_t>(width_ + 1);
  const std::size_t row = at(0, py);
  unsigned inside = 0;
  for (int px = left; px <= right;) {
    inside ^= flips[px];
    flips[px] = 0;
    int end = px + 1;
    while (end <= right && flips[end] == 0) ++end;
    for (const int stop = std::min(end, width_); inside != 0 && px < stop; ++px) {
      const std::size_t pixel = row + static_cast<std::size_t>(px);
      if (inside == all && taken_[pixel] == 0)
        taken_[pixel] = all, owner_[pixel] = feature;
      else
        take_pixel(pixel, inside, feature, colour_at(px, py));
    }
    px = end;
  }
}

}  // namespace riskmap
