// A k-d tree over points in space: who is near to a point.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace riskmap {

using SpacePoint = std::array<double, 3>;

double squared_distance(const SpacePoint& a, const SpacePoint& b);

class PointTree {
 public:
  // `rows` name the points that take part.
  PointTree(std::span<const SpacePoint> points, std::vector<std::uint32_t> rows);

  // Squared distance to the `count`-th nearest point other than `row` itself; infinite when there are fewer.
  [[nodiscard]] double squared_reach(std::uint32_t row, std::size_t count) const;
  // Appends the rows not farther than that, without `row`, until `most` are found.
  void collect(std::uint32_t row, double squared_reach, std::size_t most, std::vector<std::uint32_t>& found) const;

 private:
  struct Range {
    std::size_t begin, end;
  };
  void arrange(Range range);
  template <typename Visit>
  void descend(Range range, const SpacePoint& from, Visit& visit) const;

  std::span<const SpacePoint> points_;
  std::vector<std::uint32_t> rows_;        // the middle of a range splits it
  std::vector<unsigned char> split_axis_;  // by position in rows_
};

}  // namespace riskmap
