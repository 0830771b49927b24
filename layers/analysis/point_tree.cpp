#include "layers/analysis/point_tree.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <utility>

namespace riskmap {

namespace {
constexpr std::size_t leaf_size = 8;

// The farthest of the nearest ones found so far bounds the search.
struct NearestSearch {
  const std::span<const SpacePoint>& points;
  std::uint32_t self;
  std::size_t count;
  std::priority_queue<double> squares{};

  [[nodiscard]] double reach() const {
    return squares.size() < count ? std::numeric_limits<double>::infinity() : squares.top();
  }
  void see(std::uint32_t row) {
    if (row == self) return;
    const double square = squared_distance(points[row], points[self]);
    if (square >= reach()) return;
    if (squares.size() == count) squares.pop();
    squares.push(square);
  }
};

struct ReachSearch {
  const std::span<const SpacePoint>& points;
  std::uint32_t self;
  double squared_reach;
  std::size_t most;
  std::vector<std::uint32_t>& found;

  [[nodiscard]] double reach() const { return found.size() >= most ? -1 : squared_reach; }
  void see(std::uint32_t row) const {
    if (row != self && squared_distance(points[row], points[self]) <= squared_reach) found.push_back(row);
  }
};
}  // namespace

double squared_distance(const SpacePoint& a, const SpacePoint& b) {
  const double x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];
  return x * x + y * y + z * z;
}

PointTree::PointTree(std::span<const SpacePoint> points, std::vector<std::uint32_t> rows)
    : points_{points}, rows_{std::move(rows)}, split_axis_(rows_.size()) {
  arrange({0, rows_.size()});
}

void PointTree::arrange(Range range) {
  if (range.end - range.begin <= leaf_size) return;
  SpacePoint low, high;
  low.fill(std::numeric_limits<double>::infinity()), high.fill(-std::numeric_limits<double>::infinity());
  for (auto i = range.begin; i < range.end; ++i)
    for (std::size_t axis = 0; axis < 3; ++axis) {
      low[axis] = std::min(low[axis], points_[rows_[i]][axis]);
      high[axis] = std::max(high[axis], points_[rows_[i]][axis]);
    }
  std::size_t widest = 0;
  for (std::size_t axis = 1; axis < 3; ++axis)
    if (high[axis] - low[axis] > high[widest] - low[widest]) widest = axis;
  const auto middle = range.begin + (range.end - range.begin) / 2;
  const auto at = [&](std::size_t i) { return rows_.begin() + static_cast<std::ptrdiff_t>(i); };
  std::nth_element(at(range.begin), at(middle), at(range.end),
                   [&](auto a, auto b) { return points_[a][widest] < points_[b][widest]; });
  split_axis_[middle] = static_cast<unsigned char>(widest);
  arrange({range.begin, middle});
  arrange({middle + 1, range.end});
}

template <typename Visit>
void PointTree::descend(Range range, const SpacePoint& from, Visit& visit) const {
  if (range.end - range.begin <= leaf_size) {
    for (auto i = range.begin; i < range.end; ++i) visit.see(rows_[i]);
    return;
  }
  const auto middle = range.begin + (range.end - range.begin) / 2;
  const double beyond = from[split_axis_[middle]] - points_[rows_[middle]][split_axis_[middle]];
  const Range lower{range.begin, middle}, upper{middle + 1, range.end};
  descend(beyond < 0 ? lower : upper, from, visit);
  visit.see(rows_[middle]);
  if (beyond * beyond <= visit.reach()) descend(beyond < 0 ? upper : lower, from, visit);
}

double PointTree::squared_reach(std::uint32_t row, std::size_t count) const {
  NearestSearch search{points_, row, count};
  descend({0, rows_.size()}, points_[row], search);
  return search.reach();
}

void PointTree::collect(std::uint32_t row, double squared_reach, std::size_t most,
                        std::vector<std::uint32_t>& found) const {
  ReachSearch search{points_, row, squared_reach, most, found};
  descend({0, rows_.size()}, points_[row], search);
}

}  // namespace riskmap
