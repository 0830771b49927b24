// Orientation tests in plain double: a remark may miss a crossing by rounding, it never refuses a ring.
#include "layers/geo/ring_check.h"

#include <algorithm>

namespace riskmap {

namespace {

struct Side {
  double ax, ay, bx, by;
};

int side_of(const Side& line, double x, double y) {
  const double cross = (line.bx - line.ax) * (y - line.ay) - (line.by - line.ay) * (x - line.ax);
  return cross > 0 ? 1 : cross < 0 ? -1 : 0;
}

bool cross_inside(const Side& one, const Side& other) {
  if (std::max(one.ax, one.bx) <= std::min(other.ax, other.bx) ||
      std::max(other.ax, other.bx) <= std::min(one.ax, one.bx))
    return false;
  return side_of(one, other.ax, other.ay) * side_of(one, other.bx, other.by) < 0 &&
         side_of(other, one.ax, one.ay) * side_of(other, one.bx, one.by) < 0;
}

}  // namespace

double doubled_area(std::span<const double> x, std::span<const double> y) {
  double sum = 0;
  for (std::size_t i = 2; i < x.size(); ++i)
    sum += (x[i - 1] - x[0]) * (y[i] - y[0]) - (x[i] - x[0]) * (y[i - 1] - y[0]);
  return sum;
}

bool crosses_itself(std::span<const double> x, std::span<const double> y) {
  const std::size_t count = x.size();
  if (count < 4 || count > most_checked_vertices) return false;
  const auto side = [&](std::size_t i) { return Side{x[i], y[i], x[(i + 1) % count], y[(i + 1) % count]}; };
  for (std::size_t i = 0; i + 2 < count; ++i)
    for (std::size_t k = i + 2; k < count; ++k)
      if (cross_inside(side(i), side(k))) return true;
  return false;
}

}  // namespace riskmap
