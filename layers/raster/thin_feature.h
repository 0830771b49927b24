// The pixels a feature thinner than a pixel runs through, so that it keeps a tint.
#pragma once
#include <algorithm>
#include <cmath>

#include "layers/raster/detail.h"
#include "layers/raster/sample_grid.h"

namespace riskmap {

// Calls visit(px, py) for every pixel of the rows [first_row, end_row) along the feature's edges, some more than once.
template <typename Visit>
class ThinWalker {
 public:
  ThinWalker(const SampleGrid& grid, int width, int first_row, int end_row, Visit visit)
      : grid_{grid}, width_{width}, first_row_{first_row}, end_row_{end_row}, visit_{visit} {}

  void walk(const LayerRings& rings, std::uint32_t feature) {
    for (auto ring = rings.feature_offset[feature]; ring < rings.feature_offset[feature + 1]; ++ring) {
      const auto first = rings.ring_offset[ring], last = rings.ring_offset[ring + 1];
      for (auto i = first, before = last - 1; i < last; before = i++)
        edge({grid_.column(rings.x[before]), grid_.line(rings.y[before])},
             {grid_.column(rings.x[i]), grid_.line(rings.y[i])});
    }
  }

 private:
  void edge(ScreenPoint a, ScreenPoint b) {
    if (std::max(a.y, b.y) < first_row_ || std::min(a.y, b.y) >= end_row_) return;
    if (std::abs(b.y - a.y) > std::abs(b.x - a.x))
      steps(a.y, b.y, a.x, b.x, first_row_, end_row_, [this](int py, double x) { see(x, py); });
    else
      steps(a.x, b.x, a.y, b.y, 0, width_, [this](int px, double y) { see(px, y); });
  }
  // From pixel to pixel along the coordinate that changes faster.
  template <typename At>
  static void steps(double from, double to, double side_from, double side_to, int begin, int end, At at) {
    const int first = static_cast<int>(std::clamp<double>(std::floor(std::min(from, to)), begin, end)),
              last = static_cast<int>(std::clamp<double>(std::floor(std::max(from, to)), begin - 1, end - 1));
    for (int step = first; step <= last; ++step) {
      const double share = to == from ? 0 : std::clamp((step + 0.5 - from) / (to - from), 0.0, 1.0);
      at(step, side_from + (side_to - side_from) * share);
    }
  }
  void see(double x, double y) {
    if (x >= 0 && x < width_ && y >= first_row_ && y < end_row_) visit_(static_cast<int>(x), static_cast<int>(y));
  }

  const SampleGrid& grid_;
  int width_, first_row_, end_row_;
  Visit visit_;
};

// A level of detail may have nothing left of what is as thin as this.
inline const LayerRings& rings_of_thin(const DrawnLayer& layer, std::uint32_t feature) {
  const auto& left = layer.rings.feature_offset;
  return left[feature] < left[feature + 1] ? layer.rings : layer.geometry;
}

}  // namespace riskmap
