// Made-up districts with borders as winding as real ones, shared to the bit by both neighbours.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "layers/core/units.h"

namespace riskmap::bench {

// A path of 2^depth steps from a to b by midpoint displacement, the same in whichever cell it is drawn.
inline void add_fractal(std::vector<MapPoint>& path, MapPoint a, MapPoint b, int depth, std::uint32_t seed) {
  if (depth == 0) return path.push_back(a);
  seed = seed * 747796405U + 2891336453U;
  const double push = (static_cast<double>(seed >> 8 & 0xFFFF) / 65535.0 - 0.5) * 0.4;
  const MapPoint middle{(a.x + b.x) / 2 - push * (b.y - a.y), (a.y + b.y) / 2 + push * (b.x - a.x)};
  add_fractal(path, a, middle, depth - 1, seed ^ 0x9E3779B9U);
  add_fractal(path, middle, b, depth - 1, seed ^ 0x85EBCA6BU);
}

inline constexpr double fractal_side = 1000;

// Visits the ring, not closed, of each of columns × rows cells of 4·2^depth vertices, about fractal_side wide.
template <typename Visit>
void for_each_fractal_cell(int columns, int rows, int depth, Visit&& visit) {
  const auto corner = [](int i, int j) {
    const auto wobble = [](int a, int b) { return std::sin(a * 12.9898 + b * 78.233) * 0.2; };
    return MapPoint{(i + wobble(i, j)) * fractal_side, (j + wobble(j + 7, i)) * fractal_side};
  };
  const auto edge = [&](int i, int j, int k, int l) {
    std::vector<MapPoint> path;
    add_fractal(path, corner(i, j), corner(k, l), depth, static_cast<std::uint32_t>(i * 7919 + j * 104729 + (k - i)));
    path.push_back(corner(k, l));
    return path;
  };
  for (int j = 0; j < rows; ++j)
    for (int i = 0; i < columns; ++i) {
      auto south = edge(i, j, i + 1, j), east = edge(i + 1, j, i + 1, j + 1);
      auto north = edge(i, j + 1, i + 1, j + 1), west = edge(i, j, i, j + 1);
      std::ranges::reverse(north);
      std::ranges::reverse(west);
      std::vector<MapPoint> ring;
      for (const auto* path : {&south, &east, &north, &west}) ring.insert(ring.end(), path->begin(), path->end() - 1);
      visit(ring);
    }
}

}  // namespace riskmap::bench
