// A made-up map of areas whose borders are shared vertex by vertex: a square grid with shaken corners.
#pragma once
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "layers/geo/feature_table.h"

namespace riskmap {

class AreaMap {
 public:
  explicit AreaMap(std::uint32_t side) : side_{side} {
    std::mt19937 random{1};
    std::uniform_real_distribution<> shake{-0.3, 0.3};
    for (std::uint32_t row = 0; row <= side_; ++row)
      for (std::uint32_t column = 0; column <= side_; ++column) {
        corners_.push_back({column + shake(random), row + shake(random)});
        middles_.push_back({column + 0.5 + shake(random) / 2, row + shake(random) / 2});
      }
    table_.kind = GeometryKind::polygons;
    for (std::uint32_t row = 0; row < side_; ++row)
      for (std::uint32_t column = 0; column < side_; ++column) add_area(row * (side_ + 1) + column);
  }
  [[nodiscard]] const FeatureTable& table() const { return table_; }

 private:
  using Corner = std::pair<double, double>;  // in kilometres
  void add_area(std::uint32_t corner) {
    const auto above = corner + side_ + 1;
    for (const auto& [x, y] : {corners_[corner], middles_[corner], corners_[corner + 1], corners_[above + 1],
                               middles_[above], corners_[above]}) {
      table_.x.push_back(1e6 + 1000 * x), table_.y.push_back(4e6 + 1000 * y);
      table_.extent.include(table_.x.back(), table_.y.back());
    }
    table_.vertex_offset.push_back(static_cast<std::uint32_t>(table_.x.size()));
    table_.ring_offset.push_back(static_cast<std::uint32_t>(table_.vertex_offset.size() - 1));
    table_.part_offset.push_back(static_cast<std::uint32_t>(table_.ring_offset.size() - 1));
  }

  std::uint32_t side_;
  std::vector<Corner> corners_, middles_;
  FeatureTable table_;
};

}  // namespace riskmap
