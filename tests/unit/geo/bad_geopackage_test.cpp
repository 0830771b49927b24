// GeoPackages that are hostile, damaged or left open by another program.
#include "tests/unit/geo/bad_input_case.h"

using namespace riskmap;
using namespace riskmap::test;

TEST_CASE("GeoPackages that are hostile") {
  const auto with_module = [](const std::string& sql) {
    return geopackage([=](GeoPackage& package) {
      package.points("places", 2)
          .run("PRAGMA writable_schema=1; INSERT INTO sqlite_master VALUES('table','leak','leak',0,'" + sql + "')")
          .layer("leak");
    });
  };
  const std::vector<Case> cases = {
      {"a virtual table over another file",
       with_module("CREATE VIRTUAL TABLE leak USING VirtualText(/etc/passwd, utf-8)"),
       {ErrorCode::unsafe_file}},
      {"a full-text index", with_module("CREATE VIRTUAL TABLE leak USING fts5(a)"), {ErrorCode::unsafe_file}},
      {"a module in quotes",
       with_module("CREATE VIRTUAL TABLE leak using \"VirtualShape\"(x)"),
       {ErrorCode::unsafe_file}},
      {"a view that fills the memory",
       geopackage([](GeoPackage& package) {
         package.points("places", 2)
             .run("CREATE VIEW big AS SELECT fid, geom, hex(zeroblob(400000000)) AS t FROM places")
             .layer("big");
       }),
       {},
       2},
      {"a view that calls for the network",
       geopackage([](GeoPackage& package) {
         package.points("places", 2)
             .run("CREATE VIEW net AS SELECT fid, geom, ogr_geocode('x') AS t FROM places")
             .layer("net");
       }),
       {ErrorCode::unsafe_file}},
      {"a view that loads code",
       geopackage([](GeoPackage& package) {
         package.points("places", 2)
             .run("CREATE VIEW code AS SELECT fid, geom, load_extension('x') AS t FROM places")
             .layer("code");
       }),
       {ErrorCode::unsafe_file}},
      {"a trigger that would delete everything",
       geopackage([](GeoPackage& package) {
         package.points("places", 5).run("CREATE TRIGGER trap AFTER UPDATE ON places BEGIN DELETE FROM places; END");
       }),
       {},
       5},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("GeoPackages that are damaged or say what is not so") {
  const std::vector<Case> cases = {
      {"cut in half",
       damaged_geopackage([](std::string& bytes) { bytes.resize(bytes.size() / 2); }),
       {ErrorCode::damaged}},
      {"cut to its header",
       damaged_geopackage([](std::string& bytes) { bytes.resize(100); }),
       {ErrorCode::damaged, ErrorCode::format}},
      {"a page destroyed",
       damaged_geopackage([](std::string& bytes) { std::fill_n(bytes.end() - 40'000, 4096, '\xEE'); }),
       {},
       any_size,
       {text_of(refusal::partial_read)}},
      {"no application id",
       geopackage([](GeoPackage& package) { package.points("places", 2).run("PRAGMA application_id=0"); }),
       {},
       2},
      {"a table name with quotes and commands",
       geopackage([](GeoPackage& package) { package.points("a; DROP TABLE b --", 2); }),
       {},
       2},
      {"a count that lies",
       geopackage([](GeoPackage& package) {
         package.points("places", 7)
             .run(
                 "CREATE TABLE gpkg_ogr_contents(table_name TEXT PRIMARY KEY, feature_count INTEGER); INSERT INTO "
                 "gpkg_ogr_contents VALUES('places', 1000000)");
       }),
       {},
       7},
      {"a geometry of noise",
       geopackage([](GeoPackage& package) {
         package.points("places", 3).run("UPDATE places SET geom=x'00112233' WHERE fid=2");
       }),
       {},
       3,
       {text_of(refusal::null_geometry)}},
      {"a layer whose table is missing",
       geopackage([](GeoPackage& package) { package.points("places", 2).layer("ghost"); }),
       {},
       2},
      {"no layer at all", geopackage([](GeoPackage&) {}), {ErrorCode::no_layer, ErrorCode::damaged, ErrorCode::format}},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("a GeoPackage left by a program that died is read from a copy, with its last commit") {
  const Folder source;
  const Folder folder;
  {
    GeoPackage package{source.path() / "a.gpkg"};
    package.points("places", 3)
        .run("PRAGMA journal_mode=WAL; INSERT INTO places(geom, title) SELECT geom, 'соңғы' FROM places WHERE fid=1");
    fs::copy_file(source.path() / "a.gpkg", folder.path() / "a.gpkg");
    fs::copy_file(source.path() / "a.gpkg-wal", folder.path() / "a.gpkg-wal");
  }
  const auto before = folder.contents();
  const auto table = read_vector_file(folder.path() / "a.gpkg");
  REQUIRE_MESSAGE(table.has_value(), table.error().detail);
  CHECK(table->size() == 4);
  CHECK(all_reasons(*table).find(refusal::recovered_copy) != std::string::npos);
  CHECK(folder.contents() == before);
}

TEST_CASE("a GeoPackage in write-ahead mode that was closed properly leaves no files beside it") {
  check({"wal",
         geopackage([](GeoPackage& package) { package.points("places", 3).run("PRAGMA journal_mode=WAL"); }),
         {},
         3});
}

TEST_CASE("a half-done transaction is rolled back in a copy") {
  const Folder source;
  const Folder folder;
  {
    GeoPackage package{source.path() / "a.gpkg"};
    package.points("places", 3000)
        .run("PRAGMA cache_size=2; PRAGMA cache_spill=ON; BEGIN; UPDATE places SET title='жартылай'");
    fs::copy_file(source.path() / "a.gpkg", folder.path() / "a.gpkg");
    fs::copy_file(source.path() / "a.gpkg-journal", folder.path() / "a.gpkg-journal");
  }
  const auto before = folder.contents();
  const auto table = read_vector_file(folder.path() / "a.gpkg");
  REQUIRE_MESSAGE(table.has_value(), table.error().detail);
  CHECK(table->size() == 3000);
  CHECK(std::ranges::none_of(table->find_column("title")->texts,
                             [](const std::string& text) { return text == "жартылай"; }));
  CHECK(folder.contents() == before);
}
