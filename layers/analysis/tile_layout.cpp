#include "layers/analysis/tile_layout.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numbers>
#include <set>
#include <tuple>

#include "layers/analysis/linear_assignment.h"
#include "layers/analysis/tile_grid.h"

namespace riskmap {
namespace {

constexpr double lone_pitch = 1000;  // metres: for places that all lie in one point

double squared(MapPoint a, MapPoint b) {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

double cross(MapPoint o, MapPoint a, MapPoint b) {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

// Area of the convex hull (Andrew's monotone chain).
double hull_area(std::vector<MapPoint> points) {
  std::ranges::sort(points, {}, [](MapPoint p) { return std::tuple{p.x, p.y}; });
  double doubled = 0;
  for (int half = 0; half < 2; ++half) {
    std::vector<MapPoint> chain;
    for (const MapPoint point : points) {
      while (chain.size() > 1 && cross(chain[chain.size() - 2], chain.back(), point) <= 0) chain.pop_back();
      chain.push_back(point);
    }
    for (std::size_t i = 1; i < chain.size(); ++i) doubled += chain[i - 1].x * chain[i].y - chain[i].x * chain[i - 1].y;
    std::ranges::reverse(points);
  }
  return std::abs(doubled) / 2;
}

// So large that all tiles together cover about what the places span.
double sensible_pitch(std::span<const MapPoint> points) {
  Box extent;
  for (const MapPoint point : points) extent.include(point.x, point.y);
  const auto count = static_cast<double>(points.size());
  const double by_area = std::sqrt(hull_area({points.begin(), points.end()}) / count / (std::sqrt(3.0) / 2));
  const double by_length = std::max(extent.width(), extent.height()) / (2 * count);  // places on a line
  const double pitch = std::max(by_area, by_length);
  return pitch > 0 ? pitch : lone_pitch;
}

// Dense villages push each other apart to one pitch, sparse ones hardly move: what is near stays near, and the linear
// assignment below need not tear crowds apart. A light pull keeps every group together.
std::vector<MapPoint> spread_out(std::span<const MapPoint> points, std::span<const int> groups, double pitch) {
  constexpr int rounds = 160;
  constexpr double home_pull = 0.015, group_pull = 0.02, push = 0.4;
  std::vector<MapPoint> spread(points.begin(), points.end());
  for (int round = 0; round < rounds; ++round) {
    std::map<int, std::tuple<double, double, double>> sums;
    for (std::size_t i = 0; i < spread.size(); ++i) {
      auto& [x, y, count] = sums[groups[i]];
      x += spread[i].x, y += spread[i].y, count += 1;
    }
    std::vector<MapPoint> next = spread;
    for (std::size_t i = 0; i < spread.size(); ++i) {
      const auto& [x, y, count] = sums[groups[i]];
      next[i].x += home_pull * (points[i].x - spread[i].x) + group_pull * (x / count - spread[i].x);
      next[i].y += home_pull * (points[i].y - spread[i].y) + group_pull * (y / count - spread[i].y);
      for (std::size_t j = 0; j < spread.size(); ++j) {
        const double distance = std::sqrt(squared(spread[i], spread[j]));
        if (i == j || distance >= pitch) continue;
        // Two places in one point part along a direction of their own, so that more than two fan out.
        const double angle = 2.4 * static_cast<double>(std::min(i, j)) + (i < j ? 0 : std::numbers::pi);
        const double dx = distance > 0 ? (spread[i].x - spread[j].x) / distance : std::cos(angle);
        const double dy = distance > 0 ? (spread[i].y - spread[j].y) / distance : std::sin(angle);
        next[i].x += push * (pitch - distance) / 2 * dx;
        next[i].y += push * (pitch - distance) / 2 * dy;
      }
    }
    spread = std::move(next);
  }
  return spread;
}

// The cells nearest to any place, a third more than there are places.
std::vector<TileCell> room_for(std::span<const MapPoint> points, const TileGrid& grid) {
  std::map<TileCell, double> nearest;
  constexpr int reach = 3;
  for (const MapPoint point : points) {
    const double row = (grid.origin.y - point.y) / (grid.pitch * std::sqrt(3.0) / 2);
    const int r0 = static_cast<int>(std::lround(row));
    for (int r = r0 - reach; r <= r0 + reach; ++r) {
      const int q0 = static_cast<int>(std::lround((point.x - grid.origin.x) / grid.pitch - r / 2.0));
      for (int q = q0 - reach; q <= q0 + reach; ++q) {
        const double distance = squared(grid.centre({q, r}), point);
        const auto [known, is_new] = nearest.try_emplace({q, r}, distance);
        if (!is_new) known->second = std::min(known->second, distance);
      }
    }
  }
  std::vector<std::pair<double, TileCell>> ranked;
  for (const auto& [cell, distance] : nearest) ranked.emplace_back(distance, cell);
  std::ranges::sort(ranked);
  ranked.resize(std::min(ranked.size(), points.size() + points.size() / 3 + 6));
  std::vector<TileCell> room;
  for (const auto& [distance, cell] : ranked) room.push_back(cell);
  return room;
}

struct Attempt {
  TileGrid grid;
  std::vector<TileCell> room, cells;
  double cost = std::numeric_limits<double>::infinity();
};

Attempt assigned(std::span<const MapPoint> points, const TileGrid& grid) {
  Attempt attempt{grid, room_for(points, grid), {}, 0};
  std::vector<double> costs;
  for (const MapPoint point : points)
    for (const TileCell cell : attempt.room)
      costs.push_back(squared(grid.centre(cell), point) / (grid.pitch * grid.pitch));
  const std::vector<std::size_t> columns = cheapest_assignment(costs, points.size(), attempt.room.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    attempt.cells.push_back(attempt.room[columns[i]]);
    attempt.cost += costs[i * attempt.room.size() + columns[i]];
  }
  return attempt;
}

// The grid itself is free to shift: of nine positions the one that fits best.
Attempt best_attempt(std::span<const MapPoint> points, double pitch) {
  Attempt best;
  for (int step = 0; step < 9; ++step) {
    const double q = step % 3 / 3.0, r = step / 3 / 3.0;
    const TileGrid grid{pitch, {points[0].x + pitch * (q + r / 2), points[0].y - pitch * std::sqrt(3.0) / 2 * r}};
    Attempt attempt = assigned(points, grid);
    if (attempt.cost < best.cost) best = std::move(attempt);
  }
  return best;
}

std::vector<std::array<std::uint32_t, 6>> neighbours_of(std::span<const TileCell> cells) {
  std::map<TileCell, std::uint32_t> place_at;
  for (std::uint32_t i = 0; i < cells.size(); ++i) place_at.emplace(cells[i], i);
  std::vector<std::array<std::uint32_t, 6>> neighbours(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i)
    for (std::size_t direction = 0; direction < 6; ++direction) {
      const auto found = place_at.find(beside(cells[i], direction));
      neighbours[i][direction] = found == place_at.end() ? no_tile : found->second;
    }
  return neighbours;
}

}  // namespace

TileLayout tile_layout(std::span<const TilePlace> places) {
  TileLayout layout;
  if (places.empty() || places.size() > most_tiles) return layout;
  std::vector<MapPoint> points;
  for (const TilePlace& place : places) {
    points.push_back(place.point);
    layout.groups.push_back(place.group);
  }
  layout.pitch = sensible_pitch(points);
  const std::vector<MapPoint> wanted = spread_out(points, layout.groups, layout.pitch);
  Attempt best = best_attempt(wanted, layout.pitch);
  improve_tiles(best.grid, wanted, layout.groups, best.room, best.cells);
  layout.origin = best.grid.origin;
  layout.cells = std::move(best.cells);
  layout.neighbours = neighbours_of(layout.cells);
  return layout;
}

MapPoint TileLayout::centre(std::size_t place) const {
  return TileGrid{pitch, origin}.centre(cells[place]);
}

std::size_t split_groups(const TileLayout& layout) {
  const std::vector<std::size_t> pieces = tile_pieces(layout.cells, layout.groups);
  const std::set<int> groups(layout.groups.begin(), layout.groups.end());
  return std::set<std::size_t>(pieces.begin(), pieces.end()).size() - groups.size();
}

}  // namespace riskmap
