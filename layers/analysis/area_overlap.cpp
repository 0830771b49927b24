#include "layers/analysis/area_overlap.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace riskmap {

namespace {
// The sides of one area by height, so that only those beside a place are looked at.
class AreaBorder {
 public:
  explicit AreaBorder(std::span<const BorderSide> sides) : sides_{sides} {
    for (const auto& side : sides) box_.include(side.start.x, side.start.y), box_.include(side.end.x, side.end.y);
    slabs_.resize(1 + static_cast<std::size_t>(2 * std::sqrt(static_cast<double>(sides.size()))));
    for (std::uint32_t i = 0; i < sides.size(); ++i) {
      const auto [low, high] = std::minmax(sides[i].start.y, sides[i].end.y);
      for (auto slab = slab_of(low); slab <= slab_of(high); ++slab) slabs_[slab].push_back(i);
    }
  }
  [[nodiscard]] const Box& box() const { return box_; }

  [[nodiscard]] bool contains(PlanePoint point) const {
    if (!box_.contains(point.x, point.y)) return false;
    bool is_inside = false;
    for (const auto i : slabs_[slab_of(point.y)]) {
      const auto& [start, end, area] = sides_[i];
      if ((start.y > point.y) == (end.y > point.y)) continue;
      if (point.x < start.x + (point.y - start.y) / (end.y - start.y) * (end.x - start.x)) is_inside = !is_inside;
    }
    return is_inside;
  }

  // Middles of the parts of `line` that are longer than the tolerance and farther from this border than it.
  [[nodiscard]] std::vector<PlanePoint> away_from_border(const StraightLine& line, double tolerance) const {
    const auto [low, high] = std::minmax(line.start.y, line.end.y);
    std::vector<Stretch> near;
    for (auto slab = slab_of(low - tolerance); slab <= slab_of(high + tolerance); ++slab)
      for (const auto i : slabs_[slab])
        if (const auto stretch = stretch_within(line, {sides_[i].start, sides_[i].end}, tolerance); !stretch.is_empty())
          near.push_back(stretch);
    std::ranges::sort(near, {}, &Stretch::from);
    const double dx = line.end.x - line.start.x, dy = line.end.y - line.start.y, length = std::hypot(dx, dy);
    near.push_back({length, length});
    std::vector<PlanePoint> middles;
    double reached = 0;
    for (const auto& stretch : near) {
      const double middle = (reached + stretch.from) / 2;
      if (stretch.from - reached > tolerance)
        middles.push_back({line.start.x + dx * middle / length, line.start.y + dy * middle / length});
      reached = std::max(reached, stretch.to);
    }
    return middles;
  }

 private:
  [[nodiscard]] std::size_t slab_of(double y) const {
    if (box_.height() <= 0) return 0;
    const double share = std::clamp((y - box_.min_y) / box_.height(), 0.0, 1.0);
    return std::min(slabs_.size() - 1, static_cast<std::size_t>(share * static_cast<double>(slabs_.size())));
  }

  std::span<const BorderSide> sides_;
  Box box_;
  std::vector<std::vector<std::uint32_t>> slabs_;
};

struct BorderParts {
  bool has_inside = false, has_outside = false;
};

// Where the border of one area lies that keeps away from the other's border.
BorderParts parts_of(std::span<const BorderSide> sides, const AreaBorder& other, double tolerance) {
  BorderParts parts;
  for (const auto& side : sides) {
    Box box;
    for (const auto& end : {side.start, side.end}) {
      box.include(end.x - tolerance, end.y - tolerance);
      box.include(end.x + tolerance, end.y + tolerance);
    }
    if (!box.intersects(other.box())) {
      parts.has_outside = parts.has_outside || length_of(side) > tolerance;
      continue;
    }
    for (const auto& middle : other.away_from_border({side.start, side.end}, tolerance))
      (other.contains(middle) ? parts.has_inside : parts.has_outside) = true;
    if (parts.has_inside && parts.has_outside) break;
  }
  return parts;
}

// A point well inside: the middle of the widest part of the level line at half height.
PlanePoint inner_point(std::span<const BorderSide> sides) {
  double low = HUGE_VAL, high = -HUGE_VAL;
  for (const auto& side : sides)
    low = std::min({low, side.start.y, side.end.y}), high = std::max({high, side.start.y, side.end.y});
  const double y = low + 0.5000123 * (high - low);  // hardly a vertex lies there
  std::vector<double> crossings;
  for (const auto& [start, end, area] : sides)
    if ((start.y > y) != (end.y > y))
      crossings.push_back(start.x + (y - start.y) / (end.y - start.y) * (end.x - start.x));
  std::ranges::sort(crossings);
  double widest = -1, middle = sides.front().start.x;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
    if (const double width = crossings[i + 1] - crossings[i]; width > widest)
      widest = width, middle = (crossings[i] + crossings[i + 1]) / 2;
  return {middle, y};
}

// Boxes in a grid whose cells are wide enough that a box lies in a few of them on average.
class BoxGrid {
 public:
  explicit BoxGrid(const std::vector<Box>& boxes) : boxes_{boxes} {
    for (const auto& box : boxes) extent_.include(box);
    constexpr double cells_per_box = 8;
    cell_ = std::max(extent_.width(), extent_.height()) / (1 + std::sqrt(static_cast<double>(boxes.size())));
    if (!(cell_ > 0)) cell_ = 1;
    while (entries() > cells_per_box * static_cast<double>(boxes.size())) cell_ *= 2;
    columns_ = 1 + step(extent_.width());
    cells_.resize(columns_ * (1 + step(extent_.height())));
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
      if (boxes[i].is_empty()) continue;
      for (auto row = row_of(boxes[i].min_y); row <= row_of(boxes[i].max_y); ++row)
        for (auto column = column_of(boxes[i].min_x); column <= column_of(boxes[i].max_x); ++column)
          cells_[row * columns_ + column].push_back(i);
    }
  }
  [[nodiscard]] const std::vector<std::uint32_t>& at(double x, double y) const {
    return cells_[row_of(y) * columns_ + column_of(x)];
  }

 private:
  [[nodiscard]] double entries() const {
    double sum = 0;
    for (const auto& box : boxes_) sum += (box.width() / cell_ + 1) * (box.height() / cell_ + 1);
    return sum;
  }
  [[nodiscard]] std::size_t step(double distance) const { return static_cast<std::size_t>(distance / cell_); }
  [[nodiscard]] std::size_t column_of(double x) const { return step(x - extent_.min_x); }
  [[nodiscard]] std::size_t row_of(double y) const { return step(y - extent_.min_y); }

  const std::vector<Box>& boxes_;
  Box extent_;
  double cell_ = 1;
  std::size_t columns_ = 1;
  std::vector<std::vector<std::uint32_t>> cells_;
};

bool lies_in(const Box& inner, const Box& outer) {
  return inner.min_x >= outer.min_x && inner.max_x <= outer.max_x && inner.min_y >= outer.min_y &&
         inner.max_y <= outer.max_y;
}
}  // namespace

std::optional<AreaOverlap> overlap_between(const Borders& borders, std::uint32_t a, std::uint32_t b, double tolerance) {
  const AreaBorder border_of_a{borders.of(a)}, border_of_b{borders.of(b)};
  const auto of_b = parts_of(borders.of(b), border_of_a, tolerance);
  const auto of_a = parts_of(borders.of(a), border_of_b, tolerance);
  if (of_b.has_inside && !of_b.has_outside && !of_a.has_inside) return AreaOverlap{a, b, OverlapKind::contained};
  if (of_a.has_inside && !of_a.has_outside && !of_b.has_inside) return AreaOverlap{b, a, OverlapKind::contained};
  if (of_a.has_inside || of_b.has_inside) return AreaOverlap{std::min(a, b), std::max(a, b), OverlapKind::overlap};
  if (!of_a.has_outside && !of_b.has_outside)
    return AreaOverlap{std::min(a, b), std::max(a, b), OverlapKind::duplicate};
  return std::nullopt;
}

std::vector<Link> find_contained(const Borders& borders) {
  const auto count = static_cast<std::uint32_t>(borders.first.size() - 1);
  std::vector<Box> boxes(count);
  for (const auto& side : borders.sides) boxes[side.area].include(side.start.x, side.start.y);
  const BoxGrid grid{boxes};
  std::vector<Link> candidates;
  for (std::uint32_t inner = 0; inner < count; ++inner) {
    if (boxes[inner].is_empty()) continue;
    for (const auto outer : grid.at(boxes[inner].min_x, boxes[inner].min_y))
      if (outer != inner && lies_in(boxes[inner], boxes[outer])) candidates.push_back({outer, inner});
  }
  std::ranges::sort(candidates);
  std::vector<Link> found;
  for (std::size_t i = 0; i < candidates.size();) {
    const auto outer = candidates[i].from;
    const AreaBorder border{borders.of(outer)};
    for (; i < candidates.size() && candidates[i].from == outer; ++i)
      if (border.contains(inner_point(borders.of(candidates[i].to)))) found.push_back(candidates[i]);
  }
  return found;
}

}  // namespace riskmap
