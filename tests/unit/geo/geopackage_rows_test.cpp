// Which layers are read by their rows, which are left to GDAL, and what a reader of a big one notices of it.
#include "layers/geo/geopackage_rows.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "layers/geo/gdal_messages.h"
#include "layers/geo/vector_dataset.h"
#include "tests/unit/geo/file_builders.h"
#include "tests/unit/geo/layer_ways.h"

using namespace riskmap;
using namespace riskmap::test;
using namespace std::chrono_literals;

namespace {

// Five places after `change`, or nothing when they are left to GDAL.
std::optional<FeatureTable> rows_after(const std::string& change) {
  const Folder folder;
  const fs::path file = folder.path() / "a.gpkg";
  {
    GeoPackage{file}.points("places", 5).run(change);
  }
  const auto dataset = opened(file);
  OGRLayer& layer = *dataset->GetLayer(0);
  const GdalMessages silenced;
  auto table = by_rows(layer, file, GeometryKind::points, 2);
  if (table) check_same(*table, by_features(layer, GeometryKind::points));
  return table;
}

// The table anew with a column of that type, and a value in the third row.
std::string with_column(const std::string& type, const std::string& value) {
  return "ALTER TABLE places ADD COLUMN added " + type + "; UPDATE places SET added = " + value + " WHERE fid = 3";
}

bool are_rows_read(const std::string& change) {
  return rows_after(change).has_value();
}

constexpr int many = 60'000;  // more than are read in a blink

fs::path write_many(const Folder& folder) {
  const fs::path file = folder.path() / "many.gpkg";
  GeoPackage{file}
      .run("CREATE TABLE places(fid INTEGER PRIMARY KEY, geom BLOB, title TEXT, number INTEGER)")
      .layer("places")
      .run(fmt::format("INSERT INTO places WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {})"
                       " SELECT i, CASE WHEN i % 1000 = 0 THEN NULL WHEN i % 2 THEN x'{}' ELSE x'{}' END,"
                       " 'су жоқ ' || i, i % 7 FROM n",
                       many, hex(blob_point(69, 42)), hex(blob_point(70, 43))));
  return file;
}

}  // namespace

TEST_CASE("a plain table is read by its rows") {
  const auto table = rows_after("");
  REQUIRE(table.has_value());
  CHECK(table->size() == 5);
  CHECK(table->fid == std::vector<std::int64_t>{1, 2, 3, 4, 5});
  CHECK(
      are_rows_read("UPDATE places SET fid = fid * 100000 - 300001; UPDATE places SET geom = NULL WHERE title = 'x'"));
  CHECK(are_rows_read("UPDATE places SET title = 'a' || char(0) || 'b' WHERE fid = 2"));
  CHECK(are_rows_read("UPDATE places SET title = char(0x410, 0x306) WHERE fid = 2"));  // to be composed
  CHECK(are_rows_read("UPDATE places SET title = CAST(x'FFFE41' AS TEXT) WHERE fid = 2"));
}

TEST_CASE("ids at both ends of what there is are one range") {
  const auto table = rows_after(
      "UPDATE places SET fid = -9223372036854775807 - 1 WHERE fid = 1; UPDATE places SET fid = 9223372036854775807 "
      "WHERE fid = 5");
  REQUIRE(table.has_value());
  CHECK(table->fid.front() == std::numeric_limits<std::int64_t>::min());
  CHECK(table->fid.back() == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("values as their column has them are read, others are left to GDAL") {
  struct Case {
    const char *type, *good, *odd;
  };
  const std::array cases = {Case{"INTEGER", "9007199254740992", "9007199254740993"},
                            Case{"INTEGER", "-5", "'five'"},
                            Case{"MEDIUMINT", "2147483647", "2147483648"},
                            Case{"DOUBLE", "2.5", "'much'"},
                            Case{"TEXT", "'words'", "x'00'"},
                            Case{"DATE", "'2026-03-15'", "'2026-3-15'"},
                            Case{"DATE", "'2026-12-31'", "'2026-13-01'"},
                            Case{"DATE", "'0000-01-01'", "'2026-01-00'"},
                            Case{"DATETIME", "'2026-03-15T23:59:59.999Z'", "'2026-03-15 23:59:59'"},
                            Case{"DATETIME", "'2026-03-15T00:00:00.000Z'", "'2026-03-15T24:00:00.000Z'"}};
  for (const Case& c : cases) {
    INFO(c.type, " ", c.good);
    CHECK(are_rows_read(with_column(c.type, c.good)));
    CHECK_FALSE(are_rows_read(with_column(c.type, c.odd)));
  }
}

TEST_CASE("geometry that needs GDAL's forgiveness is left to it") {
  const auto with_geometry = [](const std::string& bytes) {
    return "UPDATE places SET geom = x'" + hex(bytes) + "' WHERE fid = 4";
  };
  const std::string good = blob_point(69, 42);
  CHECK(are_rows_read(with_geometry(good)));
  CHECK(are_rows_read(with_geometry(good + "more")));
  CHECK_FALSE(are_rows_read(with_geometry(good.substr(0, 20))));
  CHECK_FALSE(are_rows_read(with_geometry(good.substr(0, 5))));
  CHECK_FALSE(are_rows_read(with_geometry("XX" + good.substr(2))));
  CHECK_FALSE(are_rows_read("UPDATE places SET geom = 'POINT (1 2)' WHERE fid = 4"));
}

TEST_CASE("what is no table with row numbers is left to GDAL") {
  const std::string rest = "ALTER TABLE places RENAME TO stored; ";
  CHECK_FALSE(are_rows_read(rest + "CREATE VIEW places AS SELECT * FROM stored"));
  CHECK_FALSE(are_rows_read(
      rest +
      "CREATE TABLE places(fid INT PRIMARY KEY, geom BLOB, title TEXT); INSERT INTO places SELECT * FROM stored"));
  CHECK_FALSE(are_rows_read(rest + "CREATE TABLE places(fid INTEGER PRIMARY KEY, geom BLOB, title TEXT) WITHOUT ROWID;"
                                   "INSERT INTO places SELECT * FROM stored"));
  CHECK_FALSE(are_rows_read(rest + "CREATE TABLE places(fid INTEGER PRIMARY KEY DESC, geom BLOB, title TEXT);"
                                   "INSERT INTO places SELECT * FROM stored"));
  CHECK_FALSE(are_rows_read("CREATE INDEX strange ON places(geom, title)"));
  CHECK_FALSE(are_rows_read("DELETE FROM places"));
}

TEST_CASE("coordinates that GDAL rounds, and texts that it turns into UTF-8, are left to it") {
  const std::string metadata = "CREATE TABLE gpkg_metadata(id INTEGER PRIMARY KEY, metadata TEXT);";
  CHECK(are_rows_read(metadata + "INSERT INTO gpkg_metadata(metadata) VALUES('<title>places</title>')"));
  CHECK_FALSE(are_rows_read(
      metadata + "INSERT INTO gpkg_metadata(metadata) VALUES('<CoordinatePrecision xy_resolution=\"1\"/>')"));
  const Folder folder;
  const fs::path file = folder.path() / "a.gpkg";
  sqlite3* wide = nullptr;
  sqlite3_open(file.c_str(), &wide);
  sqlite3_exec(wide, "PRAGMA encoding='UTF-16'; CREATE TABLE first(a)", nullptr, nullptr, nullptr);
  sqlite3_close(wide);
  {
    GeoPackage{file}.points("places", 5);
  }
  const auto dataset = opened(file);
  CHECK_FALSE(by_rows(*dataset->GetLayer(0), file, GeometryKind::points, 2).has_value());
}

TEST_CASE("rows are left to GDAL while a writer has locked the file, and when they are not as many as were counted") {
  const Folder folder;
  const fs::path file = folder.path() / "a.gpkg";
  GeoPackage package{file};
  package.points("places", 5);
  const auto dataset = opened(file);
  OGRLayer& layer = *dataset->GetLayer(0);
  CHECK(by_rows(layer, file, GeometryKind::points, 2).has_value());
  const auto are_read = [&](std::size_t count) {
    LayerTarget target{{.kind = GeometryKind::points}, *layer.GetLayerDefn(), count, 0};
    return read_geopackage_rows(layer, {.file = file, .count = count, .ranges = 2}, target, {}).has_value();
  };
  CHECK(are_read(5));
  CHECK_FALSE(are_read(4));
  CHECK_FALSE(are_read(6));
  package.run("BEGIN EXCLUSIVE");
  CHECK_FALSE(are_read(5));
}

TEST_CASE("a big layer is read alike with and without its attributes, beside a program that writes it") {
  const Folder folder;
  const fs::path file = write_many(folder);
  GeoPackage writer{file};
  for (const char* mode : {"DELETE", "WAL"}) {
    INFO(mode);
    writer.run(
        fmt::format("PRAGMA journal_mode={}; BEGIN IMMEDIATE; UPDATE places SET title = 'x' WHERE fid = 7", mode));
    const auto table = read_vector_file(file);
    REQUIRE(table.has_value());
    REQUIRE(table->size() == many);
    CHECK(table->fid.back() == many);
    CHECK(table->columns[0].texts[6] == "су жоқ 7");
    CHECK(table->columns[0].texts.back() == fmt::format("су жоқ {}", many));
    CHECK(table->columns[1].numbers[59'998] == 59'999 % 7);
    CHECK(table->vertex_count() == many - many / 1000);
    REQUIRE(table->refusals.size() == many / 1000);
    CHECK(table->refusals.back().row == many);
    const auto shapes = read_vector_file(file, {.wants_attributes = false});
    REQUIRE(shapes.has_value());
    CHECK(shapes->columns.empty());
    CHECK(shapes->x == table->x);
    writer.run("ROLLBACK");
  }
}

TEST_CASE("of a big layer the progress is told, glimpses are shown, and reading stops when asked") {
  const Folder folder;
  const fs::path file = write_many(folder);
  double last = 0;
  std::vector<std::size_t> sizes;
  OpenOptions options;
  options.progress = [&](double share) {
    CHECK(share >= last);
    CHECK(share <= 1);
    last = share;
  };
  options.glimpse_after = 0ms;
  options.glimpse = [&](const Features& so_far) { sizes.push_back(so_far->size()); };
  REQUIRE(read_vector_file(file, options).has_value());
  CHECK(last == 1);
  REQUIRE(sizes.size() >= 2);
  CHECK(std::ranges::is_sorted(sizes));

  std::stop_source source;
  const auto stopped =
      read_vector_file(file, {.progress = [&](double) { source.request_stop(); }, .stop = source.get_token()});
  REQUIRE_FALSE(stopped.has_value());
  CHECK(stopped.error().code == ErrorCode::cancelled);
}

TEST_CASE("one thread is enough for little, ranges are for many rows or many bytes") {
  CHECK(ranges_that_pay(20'000, 1 << 20) == 0);
  CHECK(ranges_that_pay(60'000, 1 << 20) >= 2);
  CHECK(ranges_that_pay(20'000, 64 << 20) >= 2);
  CHECK(ranges_that_pay(1, 64 << 20) == 0);
}
