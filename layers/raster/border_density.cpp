// Every feature spreads the length of its border evenly over its box. A box is added in constant time: as the corners
// of a picture that is summed along rows and columns in the end.
#include "layers/raster/border_density.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/raster/sample_grid.h"

namespace riskmap {

namespace {

constexpr float cell_px = 16;
constexpr float margin_px = 2 * cell_px;               // what lies this far outside still counts
constexpr float nothing = 1e-4F;                       // of a cell
constexpr float full_share = 0.16F, no_share = 0.42F;  // of the ground under borders
constexpr float full_side = 8, no_side = 3;            // of a feature, in widths of its border
constexpr float length_per_area = 2;                   // of squares in a row: each edge is shared by two
constexpr std::size_t most_asked = 40'000;             // of many features every n-th tells enough, always the same ones

// What an interval takes of each cell, as differences from cell to cell: two or four are not zero.
struct Spread {
  std::array<int, 4> cell;
  std::array<double, 4> step;
  std::size_t count;
};

Spread spread(float from, float to, int cells) {
  const float first = std::clamp(std::floor(from), 0.0F, static_cast<float>(cells - 1));
  const float last = std::clamp(std::floor(to), first, static_cast<float>(cells - 1));
  const int a = static_cast<int>(first), b = static_cast<int>(last);
  const double start = std::max(from, 0.0F), end = std::min(to, static_cast<float>(cells));
  if (a == b) return {{a, a + 1, a, a}, {end - start, start - end, 0, 0}, 2};
  const double head = first + 1 - start, tail = end - last;
  return {{a, a + 1, b, b + 1}, {head, 1 - head, tail - 1, -tail}, 4};
}

// Sums along rows and columns of what boxes left at their corners.
class CornerSums {
 public:
  CornerSums(int columns, int rows)
      : columns_{columns + 1}, values_(static_cast<std::size_t>((columns + 1) * (rows + 1)), 0) {}
  void add(const Spread& across, const Spread& down, double value) {
    for (std::size_t y = 0; y < down.count; ++y)
      for (std::size_t x = 0; x < across.count; ++x)
        values_[at(across.cell[x], down.cell[y])] += value * across.step[x] * down.step[y];
  }
  void finish(int columns, int rows) {
    for (int y = 0; y < rows; ++y)
      for (int x = 1; x < columns; ++x) values_[at(x, y)] += values_[at(x - 1, y)];
    for (int y = 1; y < rows; ++y)
      for (int x = 0; x < columns; ++x) values_[at(x, y)] += values_[at(x, y - 1)];
  }
  [[nodiscard]] double value(int x, int y) const { return values_[at(x, y)]; }

 private:
  [[nodiscard]] std::size_t at(int x, int y) const { return static_cast<std::size_t>(y * columns_ + x); }
  int columns_;
  std::vector<double> values_;
};

float share_between(float value, float none, float all) {
  return std::clamp((value - none) / (all - none), 0.0F, 1.0F);
}

// The first line of a lattice that stays with the map, at least `margin_px` before the picture.
float lattice_start(double zero_px) {
  const double phase = zero_px - cell_px * std::floor(zero_px / cell_px);
  return static_cast<float>(phase) - cell_px - margin_px;
}

}  // namespace

BorderDensity::BorderDensity(const DrawnLayer& layer, const Camera& camera, const std::vector<unsigned char>& visible) {
  const ScreenPoint zero = camera.screen_from_map({0, 0});
  left_ = lattice_start(zero.x), top_ = lattice_start(zero.y);
  const auto cells = [](float start, int size) {
    return static_cast<int>(std::ceil((static_cast<float>(size) + margin_px - start) / cell_px));
  };
  columns_ = cells(left_, camera.size.width), rows_ = cells(top_, camera.size.height);
  CornerSums areas{columns_, rows_}, lengths{columns_, rows_};
  const SampleGrid grid{layer.rings, camera, 1};
  const std::size_t stride = 1 + layer.geometry.size() / most_asked;
  for (std::size_t feature = 0; feature < layer.geometry.size(); feature += stride) {
    const LocalBox& box = layer.local_boxes[feature];
    if ((!visible.empty() && visible[feature] == 0) || box.is_empty()) continue;
    const float x0 = (grid.column(box.min_x) - left_) / cell_px, x1 = (grid.column(box.max_x) - left_) / cell_px;
    const float y0 = (grid.line(box.max_y) - top_) / cell_px, y1 = (grid.line(box.min_y) - top_) / cell_px;
    if (x1 < 0 || y1 < 0 || x0 > static_cast<float>(columns_) || y0 > static_cast<float>(rows_)) continue;
    const float side = side_px(layer.geometry, feature, camera);
    if (!(side > 0)) continue;
    const Spread across = spread(x0, x1, columns_), down = spread(y0, y1, rows_);
    areas.add(across, down, 1);
    lengths.add(across, down, std::min(1.0F, length_per_area / side));
  }
  areas.finish(columns_, rows_), lengths.finish(columns_, rows_);
  cells_.reserve(static_cast<std::size_t>(columns_ * rows_));
  for (int y = 0; y < rows_; ++y)
    for (int x = 0; x < columns_; ++x)
      cells_.push_back({static_cast<float>(areas.value(x, y)), static_cast<float>(lengths.value(x, y))});
}

float BorderDensity::strength(int px, int py, double width_px) const {
  const float x = (static_cast<float>(px) + 0.5F - left_) / cell_px - 0.5F,
              y = (static_cast<float>(py) + 0.5F - top_) / cell_px - 0.5F;
  const int column = std::clamp(static_cast<int>(x), 0, columns_ - 2),
            row = std::clamp(static_cast<int>(y), 0, rows_ - 2);
  const float right = x - static_cast<float>(column), lower = y - static_cast<float>(row);
  const Cell* const above = cells_.data() + static_cast<std::size_t>(row * columns_ + column);
  const Cell* const below = above + columns_;
  const auto between = [&](float Cell::* part) {
    return (above[0].*part * (1 - right) + above[1].*part * right) * (1 - lower) +
           (below[0].*part * (1 - right) + below[1].*part * right) * lower;
  };
  const float area = between(&Cell::area);
  if (area < nothing) return 1;
  return share_between(between(&Cell::length) / area * static_cast<float>(width_px), no_share, full_share);
}

// Between cells that have no room for borders there is none either: strength() sees shares between theirs.
bool BorderDensity::is_any_drawn(float left, float top, float right, float bottom, double width_px) const {
  const auto cell = [](float px, float start, int cells) {
    return static_cast<int>(std::clamp((px - start) / cell_px - 0.5F, 0.0F, static_cast<float>(cells - 2)));
  };
  const int first_column = cell(left, left_, columns_), last_column = cell(right, left_, columns_) + 1;
  const int first_row = cell(top, top_, rows_), last_row = cell(bottom, top_, rows_) + 1;
  for (int row = first_row; row <= last_row; ++row)
    for (int column = first_column; column <= last_column; ++column) {
      const Cell& at = cells_[static_cast<std::size_t>(row * columns_ + column)];
      if (at.area < nothing || at.length * static_cast<float>(width_px) < no_share * at.area) return true;
    }
  return false;
}

unsigned char border_weight_of(float side_px, double width_px) {
  const auto width = static_cast<float>(width_px);
  return static_cast<unsigned char>(share_between(side_px, no_side * width, full_side * width) * 255 + 0.5F);
}

}  // namespace riskmap
