// Boxes and circles already taken, in pixels of the scale, found through square cells. What is taken has a number.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <unordered_map>
#include <vector>

#include "layers/core/units.h"

namespace riskmap {

class TakenRoom {
 public:
  std::size_t take(const Box& box) { return add({box, 0}); }
  void release(std::size_t number) { shapes_[number].box = Box{}; }
  std::size_t take_circle(ScreenPoint centre, double radius) {
    return add({{centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius}, radius});
  }
  [[nodiscard]] bool is_free(const Box& box) const {
    return has_none(box, [&](const Shape& shape) { return overlaps(shape, box); });
  }
  [[nodiscard]] std::size_t count(const Box& box) const { return touched(box).size(); }
  // The numbers of what a box would touch.
  [[nodiscard]] std::set<std::size_t> touched(const Box& box) const {
    std::set<std::size_t> found;
    for_each_cell(box, [&](std::int64_t cell) {
      if (const auto in_cell = cells_.find(cell); in_cell != cells_.end())
        for (const std::size_t shape : in_cell->second)
          if (overlaps(shapes_[shape], box)) found.insert(shape);
    });
    return found;
  }
  // Circles about `own` do not count.
  [[nodiscard]] bool is_free_of_others(const Box& box, ScreenPoint own) const {
    constexpr double same_px = 0.01;
    return has_none(box, [&](const Shape& shape) {
      const bool is_own = std::hypot(shape.box.centre_x() - own.x, shape.box.centre_y() - own.y) < same_px;
      return !is_own && overlaps(shape, box);
    });
  }

 private:
  struct Shape {
    Box box;
    double radius = 0;  // 0 = the box itself, else the circle inside it
  };
  static constexpr double cell_px = 64;

  template <typename Test>
  [[nodiscard]] bool has_none(const Box& box, Test test) const {
    bool is_found = false;
    for_each_cell(box, [&](std::int64_t cell) {
      if (const auto found = cells_.find(cell); found != cells_.end())
        for (const std::size_t shape : found->second) is_found = is_found || test(shapes_[shape]);
    });
    return !is_found;
  }
  static bool overlaps(const Shape& shape, const Box& box) {
    if (!shape.box.intersects(box)) return false;
    if (shape.radius == 0) return true;
    const double dx = shape.box.centre_x() - std::clamp(shape.box.centre_x(), box.min_x, box.max_x);
    const double dy = shape.box.centre_y() - std::clamp(shape.box.centre_y(), box.min_y, box.max_y);
    return dx * dx + dy * dy < shape.radius * shape.radius;
  }
  template <typename Visit>
  static void for_each_cell(const Box& box, Visit visit) {
    const auto cell = [](double value) { return static_cast<std::int64_t>(std::floor(value / cell_px)); };
    for (std::int64_t y = cell(box.min_y); y <= cell(box.max_y); ++y)
      for (std::int64_t x = cell(box.min_x); x <= cell(box.max_x); ++x) visit(y * 0x100000000 + x);
  }
  std::size_t add(const Shape& shape) {
    shapes_.push_back(shape);
    for_each_cell(shape.box, [&](std::int64_t cell) { cells_[cell].push_back(shapes_.size() - 1); });
    return shapes_.size() - 1;
  }

  std::vector<Shape> shapes_;
  std::unordered_map<std::int64_t, std::vector<std::size_t>> cells_;
};

}  // namespace riskmap
