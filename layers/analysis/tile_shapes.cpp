// The tiles and the outlines of their groups as polygons.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "layers/analysis/tile_grid.h"
#include "layers/analysis/tile_layout.h"

namespace riskmap {
namespace {

// A corner on the grid every hexagon shares: half pitches to the east, half sides to the south. Whole numbers, so
// corners of neighbours are equal, not nearly equal.
struct GridCorner {
  int x = 0, y = 0;
  friend auto operator<=>(const GridCorner&, const GridCorner&) = default;
};

// Counter-clockwise on the map from the lower right; the edge from corner k to k + 1 looks to neighbour k.
constexpr std::array<GridCorner, 6> corner_offsets{{{1, 1}, {1, -1}, {0, -2}, {-1, -1}, {-1, 1}, {0, 2}}};

GridCorner corner_of(TileCell cell, std::size_t corner) {
  const GridCorner offset = corner_offsets[corner % 6];
  return {2 * cell.q + cell.r + offset.x, 3 * cell.r + offset.y};
}

MapPoint point_of(const TileLayout& layout, GridCorner corner) {
  return {layout.origin.x + layout.pitch / 2 * corner.x,
          layout.origin.y - layout.pitch / (2 * std::sqrt(3.0)) * corner.y};
}

FeatureTable empty_table(const std::string& layer, const std::string& crs_name) {
  FeatureTable table;
  table.layer_name = layer;
  table.kind = GeometryKind::polygons;
  table.crs_name = crs_name;
  return table;
}

void add_vertex(FeatureTable& table, MapPoint point) {
  table.x.push_back(point.x);
  table.y.push_back(point.y);
  table.extent.include(point.x, point.y);
}
void end_ring(FeatureTable& table) {
  table.vertex_offset.push_back(static_cast<std::uint32_t>(table.x.size()));
}
void end_part(FeatureTable& table) {
  table.ring_offset.push_back(static_cast<std::uint32_t>(table.vertex_offset.size() - 1));
}
void end_feature(FeatureTable& table) {
  table.part_offset.push_back(static_cast<std::uint32_t>(table.ring_offset.size() - 1));
  table.fid.push_back(static_cast<std::int64_t>(table.fid.size()) + 1);
}

double doubled_area(const std::vector<GridCorner>& ring) {
  long sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const GridCorner a = ring[i], b = ring[(i + 1) % ring.size()];
    sum += static_cast<long>(b.x) * a.y - static_cast<long>(a.x) * b.y;  // y runs south here
  }
  return static_cast<double>(sum);
}

// The border of one piece: its edges joined to rings, the outer ring first. At a corner three tiles meet at most, so
// every corner has one edge that leaves it.
std::vector<std::vector<GridCorner>> rings_of(const TileLayout& layout, const std::vector<std::size_t>& tiles) {
  std::map<GridCorner, GridCorner> edges;
  for (const std::size_t tile : tiles)
    for (std::size_t k = 0; k < 6; ++k) {
      const std::uint32_t other = layout.neighbours[tile][k];
      if (other != no_tile && layout.groups[other] == layout.groups[tile]) continue;
      edges.emplace(corner_of(layout.cells[tile], k), corner_of(layout.cells[tile], k + 1));
    }
  std::vector<std::vector<GridCorner>> rings;
  while (!edges.empty()) {
    std::vector<GridCorner>& ring = rings.emplace_back();
    for (auto edge = edges.begin(); edge != edges.end(); edge = edges.find(ring.back())) {
      if (ring.empty()) ring.push_back(edge->first);
      ring.push_back(edge->second);
      edges.erase(edge);
    }
    ring.pop_back();
  }
  std::ranges::stable_sort(rings, std::ranges::greater{}, doubled_area);
  return rings;
}

}  // namespace

std::array<MapPoint, 6> TileLayout::corners(std::size_t place) const {
  std::array<MapPoint, 6> points;
  for (std::size_t k = 0; k < 6; ++k) points[k] = point_of(*this, corner_of(cells[place], k));
  return points;
}

FeatureTable tile_features(const TileLayout& layout, const std::string& crs_name) {
  FeatureTable table = empty_table("tiles", crs_name);
  for (std::size_t place = 0; place < layout.cells.size(); ++place) {
    for (const MapPoint corner : layout.corners(place)) add_vertex(table, corner);
    end_ring(table);
    end_part(table);
    end_feature(table);
  }
  return table;
}

FeatureTable tile_group_features(const TileLayout& layout, const std::string& crs_name) {
  FeatureTable table = empty_table("tile_groups", crs_name);
  const std::vector<std::size_t> pieces = tile_pieces(layout.cells, layout.groups);
  std::map<int, std::map<std::size_t, std::vector<std::size_t>>> groups;
  for (std::size_t place = 0; place < pieces.size(); ++place)
    groups[layout.groups[place]][pieces[place]].push_back(place);
  for (const auto& [group, group_pieces] : groups) {
    for (const auto& [piece, tiles] : group_pieces) {
      for (const auto& ring : rings_of(layout, tiles)) {
        for (const GridCorner corner : ring) add_vertex(table, point_of(layout, corner));
        end_ring(table);
      }
      end_part(table);
    }
    end_feature(table);
  }
  return table;
}

}  // namespace riskmap
