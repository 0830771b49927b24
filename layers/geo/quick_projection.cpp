#include "layers/geo/quick_projection.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace riskmap {

namespace {
constexpr int node_count = 6;
// Where the polynomials are tried: the rims, which neighbours share, and half-way.
constexpr std::array<double, 5> trials = {-1, -0.5, 0, 0.5, 1};

// Chebyshev's, between which a polynomial strays least.
std::array<double, node_count> chebyshev_nodes() {
  std::array<double, node_count> nodes;
  for (int i = 0; i < node_count; ++i)
    nodes[static_cast<std::size_t>(i)] = std::cos((2 * i + 1) * std::numbers::pi / (2 * node_count));
  return nodes;
}

using Square = std::array<std::array<double, node_count>, node_count>;

// Row k: the coefficients, by rising powers, of the polynomial that is 1 at node k and 0 at the others.
Square lagrange_basis(const std::array<double, node_count>& nodes) {
  Square basis{};
  for (std::size_t k = 0; k < nodes.size(); ++k) {
    auto& row = basis[k];
    row[0] = 1;
    for (std::size_t other = 0, power = 0; other < nodes.size(); ++other) {
      if (other == k) continue;
      const double scale = 1 / (nodes[k] - nodes[other]);
      ++power;
      for (std::size_t i = power; i > 0; --i) row[i] = (row[i - 1] - nodes[other] * row[i]) * scale;
      row[0] *= -nodes[other] * scale;
    }
  }
  return basis;
}

const std::array<double, node_count>& nodes() {
  static const auto made = chebyshev_nodes();
  return made;
}
const Square& basis() {
  static const auto made = lagrange_basis(nodes());
  return made;
}

// The coefficients of u^i v^j from the values at the nodes (of u by row).
Square coefficients(const Square& values) {
  Square by_v{}, both{};
  for (std::size_t a = 0; a < node_count; ++a)
    for (std::size_t b = 0; b < node_count; ++b)
      for (std::size_t j = 0; j < node_count; ++j) by_v[a][j] += values[a][b] * basis()[b][j];
  for (std::size_t a = 0; a < node_count; ++a)
    for (std::size_t i = 0; i < node_count; ++i)
      for (std::size_t j = 0; j < node_count; ++j) both[i][j] += by_v[a][j] * basis()[a][i];
  return both;
}
}  // namespace

QuickProjection::QuickProjection(const Projection& projection, const Options& options)
    : projection_{projection},
      options_{options},
      per_column_{options.patches / options.domain.width()},
      per_row_{options.patches / options.domain.height()},
      patches_(static_cast<std::size_t>(options.patches) * static_cast<std::size_t>(options.patches)) {}

MapPoint QuickProjection::Patch::at(double u, double v) const {
  const double *of_x = x.data(), *of_y = y.data();
  MapPoint sum{0, 0};
  for (int power = degree, row = 0; power >= 0; --power) {
    const int last = degree - power;
    MapPoint inner{of_x[row + last], of_y[row + last]};
    for (int j = last - 1; j >= 0; --j) inner = {inner.x * v + of_x[row + j], inner.y * v + of_y[row + j]};
    sum = {sum.x * u + inner.x, sum.y * u + inner.y};
    row += last + 1;
  }
  return {middle.x + sum.x, middle.y + sum.y};
}

std::vector<MapPoint> QuickProjection::projected(std::span<const double> places, int column, int row) const {
  std::vector<double> x, y;
  const double width = 1 / per_column_, height = 1 / per_row_;
  for (const double u : places)
    for (const double v : places) {
      x.push_back(options_.domain.min_x + (column + (u + 1) / 2) * width);
      y.push_back(options_.domain.min_y + (row + (v + 1) / 2) * height);
    }
  projection_.forward(x, y);
  std::vector<MapPoint> points;
  for (std::size_t i = 0; i < x.size(); ++i) points.push_back({x[i], y[i]});
  return points;
}

void QuickProjection::fit(Patch& patch, int column, int row) const {
  patch.use = Patch::Use::exact;
  const auto values = projected(nodes(), column, row);
  patch.middle = values[values.size() / 2];
  Square x{}, y{};
  for (std::size_t a = 0, i = 0; a < node_count; ++a)
    for (std::size_t b = 0; b < node_count; ++b, ++i)
      x[a][b] = values[i].x - patch.middle.x, y[a][b] = values[i].y - patch.middle.y;
  x = coefficients(x), y = coefficients(y);
  for (int power = degree, term = 0; power >= 0; --power)
    for (int j = 0; j <= degree - power; ++j, ++term) {
      const auto of_u = static_cast<std::size_t>(power), of_v = static_cast<std::size_t>(j);
      patch.x[static_cast<std::size_t>(term)] = x[of_u][of_v], patch.y[static_cast<std::size_t>(term)] = y[of_u][of_v];
    }
  if (is_near_enough(patch, column, row)) patch.use = Patch::Use::polynomial;
}

bool QuickProjection::is_near_enough(const Patch& patch, int column, int row) const {
  const auto values = projected(trials, column, row);
  for (std::size_t a = 0, i = 0; a < trials.size(); ++a)
    for (std::size_t b = 0; b < trials.size(); ++b, ++i) {
      const MapPoint tried = patch.at(trials[a], trials[b]);
      // Numbers that are none fail here too.
      if (!(std::abs(tried.x - values[i].x) <= options_.tolerance)) return false;
      if (!(std::abs(tried.y - values[i].y) <= options_.tolerance)) return false;
    }
  return true;
}

void QuickProjection::forward(std::span<double> x, std::span<double> y) {
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!options_.domain.contains(x[i], y[i])) {
      projection_.forward(x.subspan(i, 1), y.subspan(i, 1));
      continue;
    }
    const double across = (x[i] - options_.domain.min_x) * per_column_, up = (y[i] - options_.domain.min_y) * per_row_;
    const int column = std::min(static_cast<int>(across), options_.patches - 1),
              row = std::min(static_cast<int>(up), options_.patches - 1);
    Patch& patch = patches_[static_cast<std::size_t>(row * options_.patches + column)];
    if (patch.use == Patch::Use::unknown) fit(patch, column, row);
    if (patch.use == Patch::Use::exact) {
      projection_.forward(x.subspan(i, 1), y.subspan(i, 1));
      continue;
    }
    const MapPoint at = patch.at(2 * (across - column) - 1, 2 * (up - row) - 1);
    x[i] = at.x, y[i] = at.y;
  }
}

namespace {
constexpr std::size_t fewest_for_patches = 50'000, vertices_of_patch = 4'000;  // fewer do not pay for the patches
constexpr double most_patches = 64;                                            // along a side

// Around what the projection makes of a lattice of places; empty where it knows none.
Box projected_box(const Projection& projection, const Box& box) {
  constexpr int steps = 32;
  std::vector<double> x, y;
  for (int row = 0; row <= steps; ++row)
    for (int column = 0; column <= steps; ++column)
      x.push_back(box.min_x + box.width() * column / steps), y.push_back(box.min_y + box.height() * row / steps);
  projection.forward(x, y);
  Box around;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::isfinite(x[i]) && std::isfinite(y[i])) around.include(x[i], y[i]);
  return around;
}

// A wild number would leave the patches too large.
bool is_sound(const FeatureTable& features) {
  constexpr Box earth_twice{-360, -90, 360, 90};
  const Box& extent = features.extent;
  return !features.is_geographic ||
         (earth_twice.contains(extent.min_x, extent.min_y) && earth_twice.contains(extent.max_x, extent.max_y));
}
}  // namespace

void project_vertices(const Projection& projection, const FeatureTable& features, std::span<double> x,
                      std::span<double> y) {
  const Box& domain = features.extent;
  const bool is_big = x.size() >= fewest_for_patches && domain.width() > 0 && domain.height() > 0;
  const Box target = is_big && is_sound(features) ? projected_box(projection, domain) : Box{};
  if (target.is_empty()) return projection.forward(x, y);
  const double step = std::max(target.width(), target.height()) * 0x1p-31;
  const double side = std::sqrt(static_cast<double>(x.size() / vertices_of_patch));
  QuickProjection{projection, {domain, step, static_cast<int>(std::clamp(side, 1.0, most_patches))}}.forward(x, y);
}

}  // namespace riskmap
