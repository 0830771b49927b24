#include "layers/analysis/border_pieces.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "layers/geo/ring_check.h"

namespace riskmap {

namespace {
constexpr double longest_piece = 4;       // in cells
constexpr std::size_t many_in_cell = 24;  // from here on the pieces of a cell are swept, not compared each with each

// Rows and columns of cells; a piece lies in every cell that its box touches.
class Grid {
 public:
  Grid(const Box& extent, double cell, double margin)
      : left_{extent.min_x - margin}, bottom_{extent.min_y - margin}, cell_{cell}, margin_{margin} {
    columns_ = column_of(extent.max_x + margin) + 1;
    rows_ = row_of(extent.max_y + margin) + 1;
  }
  struct Range {
    std::uint32_t first_column, first_row, last_column, last_row;
  };
  [[nodiscard]] Range range_of(const BorderPiece& piece) const {
    const auto [left, right] = std::minmax(piece.start.x, piece.end.x);
    const auto [bottom, top] = std::minmax(piece.start.y, piece.end.y);
    return {column_of(left - margin_), row_of(bottom - margin_), column_of(right + margin_), row_of(top + margin_)};
  }
  [[nodiscard]] std::size_t cells() const { return std::size_t{columns_} * rows_; }
  template <typename Use>
  void each_cell(const BorderPiece& piece, Use&& use) const {
    const auto range = range_of(piece);
    for (auto row = range.first_row; row <= range.last_row; ++row)
      for (auto column = range.first_column; column <= range.last_column; ++column)
        use(std::size_t{row} * columns_ + column);
  }
  // Of the cells that two pieces share the first one, so that they meet once only.
  [[nodiscard]] bool meet_first_in(std::size_t cell, const BorderPiece& a, const BorderPiece& b) const {
    const auto of_a = range_of(a), of_b = range_of(b);
    return cell == std::size_t{std::max(of_a.first_row, of_b.first_row)} * columns_ +
                       std::max(of_a.first_column, of_b.first_column);
  }

 private:
  [[nodiscard]] std::uint32_t column_of(double x) const { return step_of(x - left_); }
  [[nodiscard]] std::uint32_t row_of(double y) const { return step_of(y - bottom_); }
  [[nodiscard]] std::uint32_t step_of(double distance) const {
    return static_cast<std::uint32_t>(std::max(0.0, distance / cell_));
  }

  double left_, bottom_, cell_, margin_;
  std::uint32_t columns_ = 0, rows_ = 0;
};

Box extent_of(const Borders& borders) {
  Box extent;
  for (const auto& side : borders.sides)
    extent.include(side.start.x, side.start.y), extent.include(side.end.x, side.end.y);
  return extent;
}

// About as many cells as sides, and no cell much smaller than a side is long.
double cell_size(const Borders& borders, const Box& extent, double reach) {
  double length = 0;
  for (const auto& side : borders.sides) length += length_of(side);
  const auto count = static_cast<double>(borders.sides.size());
  constexpr double most_cells_across = 30'000;
  return std::max({1.5 * length / count, std::sqrt(extent.width() * extent.height() / (2 * count)), 4 * reach,
                   std::max(extent.width(), extent.height()) / most_cells_across, std::numeric_limits<double>::min()});
}

std::vector<BorderPiece> pieces_of(const Borders& borders, double longest) {
  std::vector<BorderPiece> pieces;
  pieces.reserve(borders.sides.size() + borders.sides.size() / 4);
  for (std::uint32_t i = 0; i < borders.sides.size(); ++i) {
    const auto& [start, end, area] = borders.sides[i];
    const double dx = end.x - start.x, dy = end.y - start.y;
    const double parts = std::max(1.0, std::ceil(std::max(std::abs(dx), std::abs(dy)) / longest));
    const auto at = [&](double part) {
      return part == parts ? end : PlanePoint{start.x + dx * part / parts, start.y + dy * part / parts};
    };
    for (double part = 0; part < parts; ++part)
      pieces.push_back({at(part), at(part + 1), i, area, part == 0 ? 0 : std::hypot(dx, dy) * part / parts});
  }
  return pieces;
}

double gap_between(double a, double b, double c, double d) {
  const auto [low, high] = std::minmax(a, b);
  const auto [other_low, other_high] = std::minmax(c, d);
  return std::max(low - other_high, other_low - high);
}

bool are_close(const BorderPiece& a, const BorderPiece& b, double reach) {
  return gap_between(a.start.x, a.end.x, b.start.x, b.end.x) <= reach &&
         gap_between(a.start.y, a.end.y, b.start.y, b.end.y) <= reach;
}

double left_of(const BorderPiece& piece) {
  return std::min(piece.start.x, piece.end.x);
}
double right_of(const BorderPiece& piece) {
  return std::max(piece.start.x, piece.end.x);
}

// Every two pieces of a cell that can be close by their x.
template <typename Use>
void each_two(std::span<BorderPiece> pieces, double reach, const std::function<bool()>& goes_on, Use&& use) {
  const bool is_swept = pieces.size() > many_in_cell;
  if (is_swept) std::ranges::sort(pieces, {}, left_of);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (is_swept && !goes_on()) return;
    for (std::size_t j = i + 1; j < pieces.size(); ++j) {
      if (is_swept && left_of(pieces[j]) > right_of(pieces[i]) + reach) break;
      use(pieces[i], pieces[j]);
    }
  }
}

// Interior on the left: outer rings run against the clock, holes with it.
void add_ring(const FeatureTable& areas, std::uint32_t ring, bool is_hole, GroundScale scale, std::uint32_t area,
              std::vector<BorderSide>& sides) {
  const auto begin = areas.vertex_offset[ring], end = areas.vertex_offset[ring + 1];
  if (end - begin < 2) return;
  const std::span x{areas.x.data() + begin, end - begin}, y{areas.y.data() + begin, end - begin};
  const bool is_turned = (doubled_area(x, y) > 0) == is_hole;
  const auto point = [&](std::size_t i) { return PlanePoint{x[i] * scale.x, y[i] * scale.y}; };
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto from = point(i), to = point(i + 1 == x.size() ? 0 : i + 1);
    if (from != to) sides.push_back(is_turned ? BorderSide{to, from, area} : BorderSide{from, to, area});
  }
}
}  // namespace

Borders borders_of(const FeatureTable& areas, GroundScale scale) {
  Borders borders;
  borders.sides.reserve(areas.vertex_count());
  borders.first.reserve(areas.size() + 1);
  for (std::uint32_t area = 0; area < areas.size(); ++area) {
    borders.first.push_back(borders.sides.size());
    for (auto part = areas.part_offset[area]; part < areas.part_offset[area + 1]; ++part)
      for (auto ring = areas.ring_offset[part]; ring < areas.ring_offset[part + 1]; ++ring)
        add_ring(areas, ring, ring > areas.ring_offset[part], scale, area, borders.sides);
  }
  borders.first.push_back(borders.sides.size());
  const auto extent = extent_of(borders);
  const double farthest =
      std::max({std::abs(extent.min_x), std::abs(extent.max_x), std::abs(extent.min_y), std::abs(extent.max_y)});
  constexpr double steps = 16;  // of the last binary digit
  borders.rounding = extent.is_empty() ? 0 : steps * farthest * std::numeric_limits<double>::epsilon();
  return borders;
}

void visit_close_pieces(const Borders& borders, double reach, const std::function<bool()>& goes_on,
                        const std::function<void(const BorderPiece&, const BorderPiece&)>& visit) {
  if (borders.sides.empty()) return;
  const auto extent = extent_of(borders);
  const double cell = cell_size(borders, extent, reach);
  const Grid grid{extent, cell, reach / 2 + borders.rounding};
  const auto pieces = pieces_of(borders, longest_piece * cell);
  std::vector<std::size_t> first(grid.cells() + 1, 0);
  for (const auto& piece : pieces) grid.each_cell(piece, [&](std::size_t at) { ++first[at + 1]; });
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<std::uint32_t> in_cell(first.back());
  auto next = first;
  for (std::uint32_t i = 0; i < pieces.size(); ++i)
    grid.each_cell(pieces[i], [&](std::size_t at) { in_cell[next[at]++] = i; });
  std::vector<BorderPiece> here;
  constexpr std::size_t cells_between_looks = 4096;
  for (std::size_t at = 0; at < grid.cells(); ++at) {
    if (at % cells_between_looks == 0 && !goes_on()) return;
    here.clear();
    for (auto i = first[at]; i < first[at + 1]; ++i) here.push_back(pieces[in_cell[i]]);
    each_two(here, reach, goes_on, [&](const BorderPiece& a, const BorderPiece& b) {
      if (a.area != b.area && are_close(a, b, reach) && grid.meet_first_in(at, a, b)) visit(a, b);
    });
  }
}

}  // namespace riskmap
