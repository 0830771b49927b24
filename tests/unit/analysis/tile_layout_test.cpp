// Equal hexagons for settlements.
#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <numbers>
#include <set>
#include <sstream>

#include "layers/analysis/tile_layout.h"

using namespace riskmap;

namespace {

// Villages of an invented district: `groups` rural districts in a row, each with `villages` in a ragged heap.
std::vector<TilePlace> invented_district(int groups, int villages) {
  std::vector<TilePlace> places;
  for (int group = 0; group < groups; ++group)
    for (int village = 0; village < villages; ++village) {
      const double angle = 2.4 * village, radius = 900 * std::sqrt(village + 0.5);
      places.push_back({{group * 6000 + radius * std::cos(angle), radius * std::sin(angle)}, group});
    }
  return places;
}

// The real settlements, in kilometres on a plane; empty where the shared folder is absent.
std::vector<TilePlace> tolebi_settlements() {
  std::ifstream file{std::string{RISKMAP_SHARED_DIR} + "/facts/tolebi_settlements.csv"};
  std::vector<TilePlace> places;
  std::map<std::string, int> groups;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> fields;
    std::stringstream stream{line};
    for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
    const double lat = std::stod(fields.at(7)), lon = std::stod(fields.at(8));
    const int group = groups.try_emplace(fields.at(6), static_cast<int>(groups.size())).first->second;
    places.push_back({{lon * std::cos(42.2 * std::numbers::pi / 180) * 111.32, lat * 111.32}, group});
  }
  return places;
}

std::size_t different_cells(const TileLayout& layout) {
  return std::set<TileCell>(layout.cells.begin(), layout.cells.end()).size();
}

double area_of(const FeatureTable& table) {
  double doubled = 0;
  for (std::size_t ring = 0; ring + 1 < table.vertex_offset.size(); ++ring) {
    const std::size_t begin = table.vertex_offset[ring], end = table.vertex_offset[ring + 1];
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t next = i + 1 == end ? begin : i + 1;
      doubled += table.x[i] * table.y[next] - table.x[next] * table.y[i];
    }
  }
  return doubled / 2;
}

}  // namespace

TEST_CASE("no places give no tiles, and too many give none either") {
  CHECK(tile_layout({}).cells.empty());
  CHECK(tile_layout(std::vector<TilePlace>(most_tiles + 1)).cells.empty());
}

TEST_CASE("one place gets one tile around it") {
  const TileLayout layout = tile_layout(std::vector<TilePlace>{{{500, 700}, 3}});
  REQUIRE(layout.cells.size() == 1);
  CHECK(layout.pitch > 0);
  CHECK(layout.centre(0).x == doctest::Approx(500));
  CHECK(layout.centre(0).y == doctest::Approx(700));
}

TEST_CASE("every place has a tile of its own, even where all lie in one point or on a line") {
  const std::vector<TilePlace> one_point(20, TilePlace{{100, 100}, 0});
  CHECK(different_cells(tile_layout(one_point)) == 20);
  std::vector<TilePlace> line;
  for (int i = 0; i < 20; ++i) line.push_back({{i * 1000.0, 0}, 0});
  CHECK(different_cells(tile_layout(line)) == 20);
}

TEST_CASE("rural districts hold together where the land allows it") {
  const TileLayout layout = tile_layout(invented_district(4, 9));
  CHECK(different_cells(layout) == 36);
  CHECK(split_groups(layout) == 0);
}

TEST_CASE("neighbours know each other and share an edge") {
  const TileLayout layout = tile_layout(invented_district(3, 7));
  for (std::size_t tile = 0; tile < layout.cells.size(); ++tile)
    for (std::size_t direction = 0; direction < 6; ++direction) {
      const std::uint32_t other = layout.neighbours[tile][direction];
      if (other == no_tile) continue;
      CHECK(layout.neighbours[other][(direction + 3) % 6] == tile);
      const auto mine = layout.corners(tile), theirs = layout.corners(other);
      CHECK(mine[direction] == theirs[(direction + 4) % 6]);
      CHECK(mine[(direction + 1) % 6] == theirs[(direction + 3) % 6]);
      const MapPoint a = layout.centre(tile), b = layout.centre(other);
      CHECK(std::hypot(a.x - b.x, a.y - b.y) == doctest::Approx(layout.pitch));
    }
}

TEST_CASE("the outlines of the groups cover exactly their tiles") {
  const TileLayout layout = tile_layout(invented_district(4, 8));
  const FeatureTable tiles = tile_features(layout, "EPSG:32642"), groups = tile_group_features(layout, "EPSG:32642");
  CHECK(tiles.size() == 32);
  CHECK(groups.size() == 4);
  const double hexagon = std::sqrt(3.0) / 2 * layout.pitch * layout.pitch;
  CHECK(area_of(tiles) == doctest::Approx(32 * hexagon));
  CHECK(area_of(groups) == doctest::Approx(32 * hexagon));
  CHECK(groups.extent == tiles.extent);
  CHECK(groups.crs_name == "EPSG:32642");
}

TEST_CASE("a group around another has a hole in its outline") {
  TileLayout layout{.pitch = 1,
                    .cells = {{0, 0}, {1, 0}, {1, -1}, {0, -1}, {-1, 0}, {-1, 1}, {0, 1}},
                    .groups = {1, 2, 2, 2, 2, 2, 2}};
  layout.neighbours.assign(7, {no_tile, no_tile, no_tile, no_tile, no_tile, no_tile});
  constexpr int directions[6][2] = {{1, 0}, {1, -1}, {0, -1}, {-1, 0}, {-1, 1}, {0, 1}};
  for (std::size_t a = 0; a < 7; ++a)
    for (std::uint32_t b = 0; b < 7; ++b)
      for (std::size_t d = 0; d < 6; ++d)
        if (layout.cells[b] == TileCell{layout.cells[a].q + directions[d][0], layout.cells[a].r + directions[d][1]})
          layout.neighbours[a][d] = b;
  const FeatureTable groups = tile_group_features(layout, "");
  REQUIRE(groups.size() == 2);
  CHECK(groups.part_offset.back() == 2);
  CHECK(groups.ring_offset[2] - groups.ring_offset[1] == 2);
  CHECK(groups.vertex_offset[2] - groups.vertex_offset[1] == 18);
  CHECK(area_of(groups) == doctest::Approx(7 * std::sqrt(3.0) / 2));
}

TEST_CASE("tiles keep the lie of the land: west stays west") {
  const auto places = invented_district(5, 6);
  const TileLayout layout = tile_layout(places);
  double before = -1e9;
  for (std::size_t group = 0; group < 5; ++group) {
    double x = 0;
    for (std::size_t i = 0; i < 6; ++i) x += layout.centre(group * 6 + i).x / 6;
    CHECK(x > before);
    before = x;
  }
}

TEST_CASE("the same places give the same tiles") {
  auto places = invented_district(4, 9);
  const TileLayout first = tile_layout(places), again = tile_layout(places);
  CHECK(first.cells == again.cells);
  CHECK(first.origin == again.origin);
}

TEST_CASE("the 55 settlements of the sample hold together but for one far exclave") {
  const auto places = tolebi_settlements();
  if (places.empty()) {
    std::cout << "skipped: no facts/tolebi_settlements.csv in the shared folder\n";
    return;
  }
  REQUIRE(places.size() == 55);
  const TileLayout layout = tile_layout(places);
  CHECK(different_cells(layout) == 55);
  // Алтынбастау belongs to Көксәйек and lies 30 km west of it, beyond three other rural districts.
  CHECK(split_groups(layout) == 1);
  double squares = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const MapPoint tile = layout.centre(i);
    squares += std::pow(tile.x - places[i].point.x, 2) + std::pow(tile.y - places[i].point.y, 2);
  }
  CHECK(std::sqrt(squares / 55) < 2.2 * layout.pitch);
}
