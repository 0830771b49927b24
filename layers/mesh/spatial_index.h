// Boxes found by place: a packed R-tree in Hilbert order, built once, read by any number of threads.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "layers/core/units.h"

namespace riskmap {

class SpatialIndex {
 public:
  SpatialIndex() = default;
  // Item i is boxes[i]; empty boxes are never found.
  explicit SpatialIndex(std::span<const Box> boxes);

  // Items whose boxes touch `area`, in rising order.
  [[nodiscard]] std::vector<std::uint32_t> touching(const Box& area) const;
  [[nodiscard]] std::vector<std::uint32_t> at(double x, double y) const { return touching({x, y, x, y}); }
  [[nodiscard]] std::size_t size() const { return item_count_; }

 private:
  // Nodes of all levels behind each other, leaves first. `first_` of a leaf entry is the item, else its first child.
  std::vector<Box> boxes_;
  std::vector<std::uint32_t> first_;
  std::vector<std::size_t> level_end_;  // one past the last entry of each level
  std::size_t item_count_ = 0;
};

}  // namespace riskmap
