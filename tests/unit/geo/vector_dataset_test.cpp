// Reading good files: layers, kinds, offsets, options.
#include "layers/geo/vector_dataset.h"

#include <doctest/doctest.h>

#include <atomic>
#include <cmath>
#include <thread>

#include "layers/geo/ring_check.h"
#include "tests/unit/geo/file_builders.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
FeatureTable must_read(const fs::path& file, const OpenOptions& options = {}) {
  auto table = read_vector_file(file, options);
  REQUIRE_MESSAGE(table.has_value(), table.error().detail);
  return std::move(*table);
}
}  // namespace

TEST_CASE("polygons keep their holes, parts and order, without the repeated last vertex") {
  const Folder folder;
  const std::string hole = "[[69.2,42.2],[69.2,42.4],[69.4,42.4],[69.2,42.2]]";
  const std::string island = "[[71,42],[72,42],[72,43],[71,42]]";
  const auto table = must_read(folder.write(
      "a.geojson",
      collection({feature(polygon(square + "," + hole)),
                  feature(R"({"type":"MultiPolygon","coordinates":[[)" + square + "],[" + island + "]]}")})));
  CHECK(table.kind == GeometryKind::polygons);
  CHECK(table.part_offset == std::vector<std::uint32_t>{0, 1, 3});
  CHECK(table.ring_offset == std::vector<std::uint32_t>{0, 2, 3, 4});
  CHECK(table.vertex_offset == std::vector<std::uint32_t>{0, 4, 7, 11, 14});
  CHECK(table.x[4] == 69.2);
  CHECK(table.extent == Box{69, 42, 72, 43});
  CHECK(table.extent_of(0) == Box{69, 42, 70, 43});
  CHECK(table.extent_of(1) == Box{69, 42, 72, 43});
}

TEST_CASE("lines and points have one ring a part") {
  const Folder folder;
  const auto lines = must_read(folder.write(
      "l.geojson",
      collection({feature(R"({"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8],[9,10]]]})")})));
  CHECK(lines.kind == GeometryKind::lines);
  CHECK(lines.vertex_offset == std::vector<std::uint32_t>{0, 2, 5});
  const auto points = must_read(folder.write(
      "p.geojson",
      collection({feature(R"({"type":"MultiPoint","coordinates":[[1,2],[3,4]]})"), feature(point("5,6"))})));
  CHECK(points.kind == GeometryKind::points);
  CHECK(points.part_offset == std::vector<std::uint32_t>{0, 2, 3});
  CHECK(points.y == std::vector<double>{2, 4, 6});
}

TEST_CASE("coordinates are there even when no attribute is wanted") {
  const Folder folder;
  {
    GeoPackage{folder.path() / "a.gpkg"}.points("places", 5);
  }
  const auto table = must_read(folder.path() / "a.gpkg", {.wants_attributes = false});
  CHECK(table.columns.empty());
  REQUIRE(table.vertex_count() == 5);
  CHECK(table.x[4] == doctest::Approx(69.004));
}

TEST_CASE("a layer is chosen by name, else the first with geometry") {
  const Folder folder;
  {
    GeoPackage package{folder.path() / "a.gpkg"};
    package.run(
        "CREATE TABLE notes(fid INTEGER PRIMARY KEY, t TEXT); INSERT INTO notes(t) VALUES('x');"
        "INSERT INTO gpkg_contents VALUES('notes','attributes','notes','',NULL,NULL,NULL,NULL,NULL,0)");
    package.points("places", 2).points("wells", 3);
  }
  const auto dataset = VectorDataset::open(folder.path() / "a.gpkg");
  REQUIRE(dataset.has_value());
  CHECK(dataset->driver() == "GPKG");
  CHECK(dataset->layers().size() == 3);
  CHECK(dataset->read()->layer_name == "places");
  CHECK(dataset->read({.layer = "wells"})->size() == 3);
  CHECK(dataset->read({.layer = "notes"})->kind == GeometryKind::none);
  CHECK(dataset->read({.layer = "notes"})->columns[0].texts == std::vector<std::string>{"x"});
  CHECK(dataset->read({.layer = "ghost"}).error().code == ErrorCode::no_layer);
}

TEST_CASE("layers are described with their counted rows, kind, system and fields") {
  const Folder folder;
  const auto dataset = VectorDataset::open(write_shapefile(folder, shapefile({"Төле би", "Леңгір"})));
  REQUIRE(dataset.has_value());
  const LayerInfo& layer = dataset->layers().at(0);
  CHECK(layer.name == "areas");
  CHECK(layer.kind == GeometryKind::polygons);
  CHECK(layer.feature_count == 2);
  CHECK(layer.crs_name == "EPSG:4326");
  CHECK(layer.fields == std::vector<std::pair<std::string, ColumnType>>{{"NAME", ColumnType::text}});
}

TEST_CASE("reading reports its progress and stops when asked") {
  const Folder folder;
  {
    GeoPackage{folder.path() / "a.gpkg"}.points("places", 5000);
  }
  double last = 0;
  must_read(folder.path() / "a.gpkg", {.progress = [&](double share) {
              CHECK(share >= last);
              last = share;
            }});
  CHECK(last == 1);
  std::stop_source source;
  const auto stopped = read_vector_file(
      folder.path() / "a.gpkg", {.progress = [&](double) { source.request_stop(); }, .stop = source.get_token()});
  REQUIRE_FALSE(stopped.has_value());
  CHECK(stopped.error().code == ErrorCode::cancelled);
}

TEST_CASE("many threads may read files at once, each its own dataset") {
  const Folder folder;
  {
    GeoPackage{folder.path() / "a.gpkg"}.points("places", 200);
  }
  std::atomic<int> good = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 5; ++k)
        if (const auto table = read_vector_file(folder.path() / "a.gpkg"); table && table->size() == 200) ++good;
    });
  threads.clear();
  CHECK(good == 20);
}

TEST_CASE("a GeoPackage that this process writes keeps its locks while it is read") {
  const Folder folder;
  GeoPackage package{folder.path() / "a.gpkg"};
  package.points("places", 3).run("BEGIN IMMEDIATE; UPDATE places SET title='x'");
  CHECK(must_read(folder.path() / "a.gpkg").size() == 3);
  sqlite3* other = nullptr;
  sqlite3_open((folder.path() / "a.gpkg").c_str(), &other);
  CHECK(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_BUSY);
  sqlite3_close(other);
}

TEST_CASE("crossings and areas of single rings") {
  const std::vector<double> x = {0, 2, 2, 0}, y = {0, 0, 1, 1}, bow_x = {0, 2, 0, 2}, bow_y = {0, 2, 2, 0};
  CHECK(doubled_area(x, y) == 4);
  CHECK_FALSE(crosses_itself(x, y));
  CHECK(crosses_itself(bow_x, bow_y));
}
