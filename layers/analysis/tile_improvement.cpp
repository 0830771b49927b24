// Makes a tile map that is nearest on average into one that also holds together.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "layers/analysis/tile_grid.h"

namespace riskmap {
namespace {

// What one unit of disorder may cost in squared pitches of displacement; found by looking at the sample district.
constexpr double extra_piece_cost = 6;   // a rural district in two pieces
constexpr double open_side_cost = 0.12;  // a side that borders on another district or on nothing
constexpr double hole_cost = 3;          // an empty cell with tiles on five or six sides
constexpr int most_sweeps = 60;

class TileMap {
 public:
  TileMap(const TileGrid& grid, std::span<const MapPoint> wanted, std::span<const int> groups,
          std::span<const TileCell> room, std::vector<TileCell>& cells)
      : grid_{grid}, wanted_{wanted}, groups_{groups}, cells_{cells} {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      place_at_[cells[i]] = i;
      members_[groups[i]].push_back(i);
    }
    for (const TileCell cell : room)
      if (!place_at_.contains(cell)) empty_.push_back(cell);
  }

  bool sweep() {
    bool has_improved = false;
    for (std::size_t a = 0; a < cells_.size(); ++a) {
      for (std::size_t b = a + 1; b < cells_.size(); ++b)
        if (groups_[a] != groups_[b] || same_group_gain(a, b)) has_improved |= try_swap(a, b);
      for (TileCell& cell : empty_) has_improved |= try_move(a, cell);
    }
    return has_improved;
  }

 private:
  [[nodiscard]] double displacement(std::size_t place, TileCell cell) const {
    const MapPoint at = grid_.centre(cell), home = wanted_[place];
    return ((at.x - home.x) * (at.x - home.x) + (at.y - home.y) * (at.y - home.y)) / (grid_.pitch * grid_.pitch);
  }
  [[nodiscard]] bool same_group_gain(std::size_t a, std::size_t b) const {
    return displacement(a, cells_[b]) + displacement(b, cells_[a]) <
           displacement(a, cells_[a]) + displacement(b, cells_[b]) - 1e-9;
  }
  // No exchange pays that moves the two further than this.
  static constexpr double most_gain = 2 * extra_piece_cost + 12 * open_side_cost + 4 * hole_cost;

  bool try_swap(std::size_t a, std::size_t b) {
    const double moved = displacement(a, cells_[b]) + displacement(b, cells_[a]) - displacement(a, cells_[a]) -
                         displacement(b, cells_[b]);
    if (moved > most_gain) return false;
    const double before = disorder(a, b);
    exchange(a, b);
    if (moved + disorder(a, b) - before < -1e-9) return true;
    exchange(a, b);
    return false;
  }
  bool try_move(std::size_t place, TileCell& empty) {
    const TileCell from = cells_[place];
    const double moved = displacement(place, empty) - displacement(place, from);
    if (moved > most_gain) return false;
    const double before = disorder(place, place) + holes_around(from, empty);
    put(place, empty);
    const double after = disorder(place, place) + holes_around(from, empty);
    if (moved + after - before < -1e-9) {
      empty = from;
      return true;
    }
    put(place, from);
    return false;
  }

  // Pieces and open sides of the two places' groups.
  [[nodiscard]] double disorder(std::size_t a, std::size_t b) const {
    const double first = group_disorder(groups_[a]);
    return groups_[a] == groups_[b] ? first : first + group_disorder(groups_[b]);
  }
  [[nodiscard]] double group_disorder(int group) const {
    const std::vector<std::size_t>& members = members_.at(group);
    std::set<std::size_t> unseen(members.begin(), members.end());
    int pieces = 0, open_sides = 0;
    while (!unseen.empty()) {
      ++pieces;
      std::vector<std::size_t> open{*unseen.begin()};
      unseen.erase(unseen.begin());
      while (!open.empty()) {
        const TileCell cell = cells_[open.back()];
        open.pop_back();
        for (std::size_t direction = 0; direction < 6; ++direction) {
          const auto found = place_at_.find(beside(cell, direction));
          if (found == place_at_.end() || groups_[found->second] != group)
            ++open_sides;
          else if (unseen.erase(found->second) > 0)
            open.push_back(found->second);
        }
      }
    }
    return extra_piece_cost * (pieces - 1) + open_side_cost * open_sides;
  }
  [[nodiscard]] double holes_around(TileCell one, TileCell other) const {
    std::set<TileCell> cells{one, other};
    for (std::size_t direction = 0; direction < 6; ++direction)
      cells.insert(beside(one, direction)), cells.insert(beside(other, direction));
    double cost = 0;
    for (const TileCell cell : cells) {
      if (place_at_.contains(cell)) continue;
      int sides = 0;
      for (std::size_t direction = 0; direction < 6; ++direction) sides += place_at_.contains(beside(cell, direction));
      if (sides >= 5) cost += hole_cost;
    }
    return cost;
  }
  void exchange(std::size_t a, std::size_t b) {
    std::swap(cells_[a], cells_[b]);
    place_at_[cells_[a]] = a;
    place_at_[cells_[b]] = b;
  }
  void put(std::size_t place, TileCell cell) {
    place_at_.erase(cells_[place]);
    cells_[place] = cell;
    place_at_[cell] = place;
  }

  TileGrid grid_;
  std::span<const MapPoint> wanted_;
  std::span<const int> groups_;
  std::vector<TileCell>& cells_;
  std::vector<TileCell> empty_;
  std::map<TileCell, std::size_t> place_at_;
  std::map<int, std::vector<std::size_t>> members_;
};

}  // namespace

void improve_tiles(const TileGrid& grid, std::span<const MapPoint> wanted, std::span<const int> groups,
                   std::span<const TileCell> room, std::vector<TileCell>& cells) {
  TileMap map{grid, wanted, groups, room, cells};
  for (int sweep = 0; sweep < most_sweeps && map.sweep(); ++sweep) {
  }
}

std::vector<std::size_t> tile_pieces(std::span<const TileCell> cells, std::span<const int> groups) {
  std::map<TileCell, std::size_t> place_at;
  for (std::size_t i = 0; i < cells.size(); ++i) place_at.emplace(cells[i], i);
  constexpr auto unknown = static_cast<std::size_t>(-1);
  std::vector<std::size_t> piece(cells.size(), unknown);
  std::size_t count = 0;
  for (std::size_t start = 0; start < cells.size(); ++start) {
    if (piece[start] != unknown) continue;
    std::vector<std::size_t> open{start};
    piece[start] = count;
    while (!open.empty()) {
      const std::size_t place = open.back();
      open.pop_back();
      for (std::size_t direction = 0; direction < 6; ++direction) {
        const auto found = place_at.find(beside(cells[place], direction));
        if (found == place_at.end() || groups[found->second] != groups[place]) continue;
        if (piece[found->second] != unknown) continue;
        piece[found->second] = count;
        open.push_back(found->second);
      }
    }
    ++count;
  }
  return piece;
}

}  // namespace riskmap
