// Sixteen samples per pixel for a band of rows, as one bit mask per pixel: which samples are taken, by what colour in
// sum. Features are given from the last to the first, so a sample once taken stays taken.
#pragma once
#include <cstdint>
#include <vector>

#include "layers/raster/colour_image.h"
#include "layers/raster/id_raster.h"
#include "layers/raster/sample_grid.h"
#include "layers/raster/sample_pattern.h"

namespace riskmap {

// Four 16-bit sums side by side.
using ColourSum = std::uint64_t;
inline ColourSum widened(std::uint32_t pixel) {
  const std::uint64_t p = pixel;
  return (p & 0xFF) | (p & 0xFF00) << 8 | (p & 0xFF0000) << 16 | (p & 0xFF000000) << 24;
}

class SampleBand {
 public:
  static constexpr int samples = samples_per_pixel;

  // Rows [first_row, end_row), all samples free. Keeps its memory between bands.
  void reset(int width, int first_row, int end_row);
  // Takes the free samples inside the feature; colour_at(px, py) gives the pixel's colour there.
  template <typename ColourAt>
  void take(const LayerGeometry& geometry, const SampleGrid& grid, FeatureIndex feature, ColourAt&& colour_at);
  // A quarter of a pixel's samples for a feature too small to be sure of any.
  void tint(int px, int py, std::uint32_t colour);

  [[nodiscard]] int taken_count(int px, int py) const { return sample_count(taken_[at(px, py)]); }
  // The feature that has every sample of the pixel; no_feature when all are free, `mixed` otherwise.
  static constexpr FeatureIndex mixed = no_feature - 1;
  [[nodiscard]] FeatureIndex owner(int px, int py) const {
    const Samples taken = taken_[at(px, py)];
    return taken == 0 ? no_feature : taken == all ? owner_[at(px, py)] : mixed;
  }
  // The mean of the samples, free ones being transparent.
  [[nodiscard]] std::uint32_t colour(int px, int py) const;

 private:
  using Samples = std::uint16_t;
  static constexpr Samples all = 0xFFFF;
  static constexpr Samples quarter = 0x8421;

  [[nodiscard]] std::size_t at(int px, int py) const {
    return static_cast<std::size_t>(py - first_row_) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(px);
  }
  template <typename ColourAt>
  void take_row(int py, int left, int right, FeatureIndex feature, ColourAt& colour_at);

  int width_ = 0, first_row_ = 0, end_row_ = 0;
  std::vector<Samples> flips_;  // one column more than the picture, for what lies right of it
  std::vector<Samples> taken_;
  std::vector<ColourSum> sums_;
  std::vector<FeatureIndex> owner_;  // valid where one feature took all samples at once
};

inline void SampleBand::reset(int width, int first_row, int end_row) {
  width_ = width, first_row_ = first_row, end_row_ = end_row;
  const auto rows = static_cast<std::size_t>(end_row - first_row), pixels = rows * static_cast<std::size_t>(width);
  flips_.assign(pixels + rows, 0);
  taken_.assign(pixels, 0);
  sums_.assign(pixels, 0);
  owner_.assign(pixels, mixed);
}

inline void SampleBand::tint(int px, int py, std::uint32_t colour) {
  Samples& taken = taken_[at(px, py)];
  const auto mine = static_cast<Samples>(quarter & ~taken);
  sums_[at(px, py)] += widened(colour) * static_cast<unsigned>(sample_count(mine));
  taken = static_cast<Samples>(taken | mine);
}

inline std::uint32_t SampleBand::colour(int px, int py) const {
  const ColourSum mean = (sums_[at(px, py)] + 0x0008000800080008U) >> 4 & 0x00FF00FF00FF00FFU;
  return static_cast<std::uint32_t>((mean & 0xFF) | (mean >> 8 & 0xFF00) | (mean >> 16 & 0xFF0000) |
                                    (mean >> 24 & 0xFF000000));
}

template <typename ColourAt>
void SampleBand::take(const LayerGeometry& geometry, const SampleGrid& grid, FeatureIndex feature,
                      ColourAt&& colour_at) {
  const LocalBox& box = geometry.local_boxes[feature];
  const int top = SampleGrid::first_line(grid.line(box.max_y), first_row_ * samples, end_row_ * samples);
  const int bottom = SampleGrid::first_line(grid.line(box.min_y), first_row_ * samples, end_row_ * samples);
  const int left = grid.first_column(grid.column(box.min_x), 1);
  const int right = grid.first_column(grid.column(box.max_x), 0);
  if (top == bottom || left == right) return;
  const auto flip = [&](int line, float column) {
    const auto sample = static_cast<unsigned>(line) % samples;
    const auto row = static_cast<std::size_t>(line / samples - first_row_);
    Samples& flips = flips_[row * static_cast<std::size_t>(width_ + 1) +
                            static_cast<std::size_t>(grid.first_column(column, sample_offset[sample]))];
    flips = static_cast<Samples>(flips ^ 1U << sample);
  };
  for (auto ring = geometry.feature_offset[feature]; ring < geometry.feature_offset[feature + 1]; ++ring)
    if (geometry.ring_offset[ring] < geometry.ring_offset[ring + 1])
      grid.walk_ring(geometry.ring_offset[ring], geometry.ring_offset[ring + 1], top, bottom, flip);
  for (int py = top / samples; py * samples < bottom; ++py) take_row(py, left, right, feature, colour_at);
}

template <typename ColourAt>
void SampleBand::take_row(int py, int left, int right, FeatureIndex feature, ColourAt& colour_at) {
  Samples* const flips =
      flips_.data() + static_cast<std::size_t>(py - first_row_) * static_cast<std::size_t>(width_ + 1);
  Samples* const taken = taken_.data() + at(0, py);
  Samples inside = 0;
  for (int px = left; px <= right; ++px) {
    inside = static_cast<Samples>(inside ^ flips[px]);
    flips[px] = 0;
    if (inside == 0 || px == width_) continue;
    const auto mine = static_cast<Samples>(inside & ~taken[px]);
    if (mine == 0) continue;
    const std::size_t pixel = at(px, py);
    if (mine == all) owner_[pixel] = feature;
    sums_[pixel] += widened(colour_at(px, py)) * static_cast<unsigned>(sample_count(mine));
    taken[px] = static_cast<Samples>(taken[px] | mine);
  }
}

}  // namespace riskmap
