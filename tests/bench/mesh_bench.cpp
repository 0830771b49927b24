// Times what lies in view and what lies under the pointer against SQLite's R*Tree, in memory and in one process. One
// line per measurement: name, ours in ms, SQLite's in ms, SQLite's over ours, and our processor time.
#include <fmt/core.h>
#include <sqlite3.h>

#include <cstdlib>
#include <vector>

#include "layers/mesh/spatial_index.h"
#include "tests/bench/figures.h"

namespace riskmap {
namespace {

using namespace bench;

constexpr int columns = 414;  // 171 396 boxes, as many as england_oa has
constexpr double side = 1000;

std::vector<Box> boxes_in_rows() {
  std::vector<Box> boxes;
  for (int row = 0; row < columns; ++row)
    for (int column = 0; column < columns; ++column) {
      const double x = column * side + row % 7 * 60, y = row * side + column % 5 * 80;
      boxes.push_back({x, y, x + side * 1.1, y + side * 1.1});
    }
  return boxes;
}

class SqliteTree {
 public:
  explicit SqliteTree(const std::vector<Box>& boxes) {
    check(sqlite3_open(":memory:", &database_));
    check(sqlite3_exec(database_, "create virtual table tree using rtree(id, x0, x1, y0, y1); begin", nullptr, nullptr,
                       nullptr));
    sqlite3_stmt* const insert = prepared("insert into tree values(?,?,?,?,?)");
    sqlite3_int64 id = 0;
    for (const Box& box : boxes) {
      sqlite3_bind_int64(insert, 1, id++);
      int at = 1;
      for (const double value : {box.min_x, box.max_x, box.min_y, box.max_y}) sqlite3_bind_double(insert, ++at, value);
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    check(sqlite3_exec(database_, "commit", nullptr, nullptr, nullptr));
    query_ = prepared("select id from tree where x0 <= ? and x1 >= ? and y0 <= ? and y1 >= ?");
  }
  SqliteTree(const SqliteTree&) = delete;
  SqliteTree& operator=(const SqliteTree&) = delete;
  ~SqliteTree() {
    sqlite3_finalize(query_);
    sqlite3_close(database_);
  }

  [[nodiscard]] std::size_t touching(const Box& area) const {
    int at = 0;
    for (const double value : {area.max_x, area.min_x, area.max_y, area.min_y})
      sqlite3_bind_double(query_, ++at, value);
    std::size_t found = 0;
    while (sqlite3_step(query_) == SQLITE_ROW) ++found;
    sqlite3_reset(query_);
    return found;
  }

 private:
  static void check(int status) {
    if (status != SQLITE_OK) std::exit(1);
  }
  sqlite3_stmt* prepared(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr));
    return statement;
  }
  sqlite3* database_ = nullptr;
  sqlite3_stmt* query_ = nullptr;
};

void measure(const char* name, const SpatialIndex& ours, const SqliteTree& peer, const Box& area) {
  constexpr int times = 9;
  std::size_t found = 0, found_by_peer = 0;
  const Cost cost = median_cost(times, [&] { found = ours.touching(area).size(); });
  const Cost peer_cost = median_cost(times, [&] { found_by_peer = peer.touching(area); });
  fmt::print("{:<50} {:>10.4f} {:>10.4f} {:>8.1f} {:>10.4f}\n", name, cost.wall_ms, peer_cost.wall_ms,
             peer_cost.wall_ms / cost.wall_ms, cost.cpu_ms);
  fmt::print("  {} found, by SQLite {} (its boxes are rounded outwards to 32 bits)\n", found, found_by_peer);
}

void run() {
  print_load();
  print_head();
  const auto boxes = boxes_in_rows();
  SpatialIndex index;
  print_row("171 396 boxes: index", median_cost(5, [&] { index = SpatialIndex{boxes}; }), 0);
  const SqliteTree peer{boxes};
  const double middle = columns * side / 2, quarter = columns * side * 0.234;
  measure("in view: about 37 600 of them", index, peer,
          {middle - quarter, middle - quarter, middle + quarter, middle + quarter});
  measure("in view zoomed in", index, peer, {middle, middle, middle + 20 * side, middle + 12 * side});
  measure("under the pointer", index, peer, {middle, middle, middle, middle});
  print_load();
}

}  // namespace
}  // namespace riskmap

int main() {
  riskmap::run();
  return 0;
}
