#include "layers/mesh/spatial_index.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace riskmap {
namespace {

constexpr std::size_t node_size = 16;

// Position on the Hilbert curve of order 16 over a 65536 × 65536 grid: near in the plane is mostly near on the curve.
std::uint32_t hilbert_position(std::uint32_t x, std::uint32_t y) {
  std::uint32_t position = 0;
  for (std::uint32_t side = 1U << 15; side > 0; side >>= 1) {
    const std::uint32_t right = (x & side) != 0, upper = (y & side) != 0;
    position += side * side * ((3 * right) ^ upper);
    if (upper == 0) {
      if (right == 1) x = 0xFFFF - x, y = 0xFFFF - y;
      std::swap(x, y);
    }
  }
  return position;
}

std::uint32_t grid_step(double value, double low, double length) {
  return length > 0 ? static_cast<std::uint32_t>(std::clamp((value - low) / length * 65535, 0.0, 65535.0)) : 0;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> in_hilbert_order(std::span<const Box> boxes) {
  Box extent;
  for (const Box& box : boxes) extent.include(box);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order;
  order.reserve(boxes.size());
  for (std::uint32_t item = 0; item < boxes.size(); ++item) {
    const Box& box = boxes[item];
    if (box.is_empty()) continue;
    order.emplace_back(hilbert_position(grid_step(box.centre_x(), extent.min_x, extent.width()),
                                        grid_step(box.centre_y(), extent.min_y, extent.height())),
                       item);
  }
  std::ranges::sort(order);
  return order;
}

}  // namespace

SpatialIndex::SpatialIndex(std::span<const Box> boxes) : item_count_{boxes.size()} {
  for (const auto& [position, item] : in_hilbert_order(boxes)) {
    boxes_.push_back(boxes[item]);
    first_.push_back(item);
  }
  level_end_.push_back(boxes_.size());
  for (std::size_t begin = 0; boxes_.size() - begin > 1;) {
    const std::size_t end = boxes_.size();
    for (std::size_t child = begin; child < end; child += node_size) {
      Box box;
      for (std::size_t i = child; i < std::min(child + node_size, end); ++i) box.include(boxes_[i]);
      boxes_.push_back(box);
      first_.push_back(static_cast<std::uint32_t>(child));
    }
    level_end_.push_back(boxes_.size());
    begin = end;
  }
}

namespace {

// Many of all items are quicker marked and read off than sorted.
void put_in_order(std::vector<std::uint32_t>& items, std::size_t item_count) {
  constexpr std::size_t bits = 64;
  if (items.size() < item_count / bits) {
    std::ranges::sort(items);
    return;
  }
  std::vector<std::uint64_t> marks(item_count / bits + 1, 0);
  for (const std::uint32_t item : items) marks[item / bits] |= std::uint64_t{1} << item % bits;
  std::size_t next = 0;
  for (std::size_t word = 0; word < marks.size(); ++word)
    for (std::uint64_t rest = marks[word]; rest != 0; rest &= rest - 1)
      items[next++] = static_cast<std::uint32_t>(word * bits + static_cast<std::size_t>(std::countr_zero(rest)));
}

}  // namespace

std::vector<std::uint32_t> SpatialIndex::touching(const Box& area) const {
  std::vector<std::uint32_t> found;
  if (boxes_.empty() || !boxes_.back().intersects(area)) return found;
  std::vector<std::pair<std::size_t, std::size_t>> open{{boxes_.size() - 1, level_end_.size() - 1}};
  while (!open.empty()) {
    const auto [entry, level] = open.back();
    open.pop_back();
    if (level == 0) {
      found.push_back(first_[entry]);
      continue;
    }
    const std::size_t begin = first_[entry], end = std::min(begin + node_size, level_end_[level - 1]);
    for (std::size_t child = begin; child < end; ++child) {
      if (!boxes_[child].intersects(area)) continue;
      if (level == 1)
        found.push_back(first_[child]);
      else
        open.emplace_back(child, level - 1);
    }
  }
  put_in_order(found, item_count_);
  return found;
}

}  // namespace riskmap
