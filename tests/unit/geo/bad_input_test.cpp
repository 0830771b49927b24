// Names, contents, GeoJSON and attributes as people's files have them, each with the answer it must get.
#include <sys/stat.h>

#include "tests/unit/geo/bad_input_case.h"

using namespace riskmap;
using namespace riskmap::test;

TEST_CASE("names that are no person's regular file are refused before anything is opened") {
  const std::vector<Case> cases = {
      {"missing", named("/nowhere/areas.geojson"), {ErrorCode::not_found}},
      {"a folder", [](const Folder& folder) { return folder.path(); }, {ErrorCode::unsafe_file}},
      {"a pipe",
       [](const Folder& folder) {
         ::mkfifo((folder.path() / "p.geojson").c_str(), 0600);
         return folder.path() / "p.geojson";
       },
       {ErrorCode::unsafe_file}},
      {"a device", named("/dev/zero"), {ErrorCode::unsafe_file}},
      {"a link to a device",
       [](const Folder& folder) {
         fs::create_symlink("/dev/zero", folder.path() / "a.shp");
         return folder.path() / "a.shp";
       },
       {ErrorCode::unsafe_file}},
      {"a dangling link",
       [](const Folder& folder) {
         fs::create_symlink("/nowhere/x", folder.path() / "a.shp");
         return folder.path() / "a.shp";
       },
       {ErrorCode::not_found}},
      {"GDAL's network", named("/vsicurl/http://127.0.0.1/a.geojson"), {ErrorCode::unsafe_file}},
      {"GDAL's memory", named("/vsimem/a.geojson"), {ErrorCode::unsafe_file}},
      {"GDAL's standard input", named("/vsistdin/"), {ErrorCode::unsafe_file}},
      {"an address", named("http://127.0.0.1/a.geojson"), {ErrorCode::unsafe_file}},
      {"a database", named("PG:dbname=postgres"), {ErrorCode::not_found}},
      {"JSON as a name", named(R"({"type":"Point","coordinates":[1,2]})"), {ErrorCode::not_found}},
      {"an empty name", named(""), {ErrorCode::unsafe_file}},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("a link to a good file is followed") {
  check({"link",
         [](const Folder& folder) {
           folder.write("real.geojson", collection({feature(point("69,42"))}));
           fs::create_symlink(folder.path() / "real.geojson", folder.path() / "link.geojson");
           return folder.path() / "link.geojson";
         },
         {},
         1});
}

TEST_CASE("the content decides what a file is, not its extension") {
  const std::string vrt =
      R"(<OGRVRTDataSource><OGRVRTLayer name="passwd"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>)";
  const std::vector<Case> cases = {
      {"an empty file", file("a.geojson", ""), {ErrorCode::format}},
      {"only white space", file("a.csv", " \n\n"), {ErrorCode::format}},
      {"noise", file("a.gpkg", std::string(4096, '\xA7')), {ErrorCode::format}},
      {"a VRT in a GeoJSON's clothes", file("a.geojson", vrt), {ErrorCode::format}},
      {"a WFS address",
       file("a.xml", "<OGRWFSDataSource><URL>http://127.0.0.1/</URL></OGRWFSDataSource>"),
       {ErrorCode::format}},
      {"a web page", file("a.geojson", "<!DOCTYPE html><html><body>404</body></html>"), {ErrorCode::format}},
      {"a letter", file("a.txt", "Hello.\nNothing here is a table, and nothing is a place.\n"), {ErrorCode::format}},
      {"a PDF", file("a.shp", "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"), {ErrorCode::format}},
      {"a picture", file("a.shp", "\x89PNG\r\n\x1A\n"), {ErrorCode::format}},
      {"JSON about something else",
       file("a.json", R"({"compilerOptions": {"strict": true}})"),
       {ErrorCode::format, ErrorCode::damaged}},
      {"a database that is no GeoPackage",
       [](const Folder& folder) {
         sqlite3* connection = nullptr;
         sqlite3_open((folder.path() / "a.gpkg").c_str(), &connection);
         sqlite3_exec(connection, "CREATE TABLE t(a)", nullptr, nullptr, nullptr);
         sqlite3_close(connection);
         return folder.path() / "a.gpkg";
       },
       {ErrorCode::format}},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("a known file is read whatever it is called") {
  const std::vector<Case> cases = {
      {"GeoJSON named .txt", file("a.txt", collection({feature(point("69,42"))})), {}, 1},
      {"GeoJSON named .shp", file("a.shp", collection({feature(point("69,42"))})), {}, 1},
      {"a GeoPackage named .dat", geopackage([](GeoPackage& package) { package.points("places", 3); }, "a.dat"), {}, 3},
      {"a Shapefile named .SHP",
       [](const Folder& folder) {
         const fs::path written = write_shapefile(folder, shapefile({"a", "b"}));
         for (const char* extension : {"shp", "shx", "dbf", "prj"})
           fs::rename(folder.path() / ("areas." + std::string{extension}),
                      folder.path() / ("areas." + std::string{extension == std::string{"shp"}   ? "SHP"
                                                              : extension == std::string{"dbf"} ? "Dbf"
                                                                                                : extension}));
         return folder.path() / "areas.SHP";
       },
       {},
       2,
       {},
       "a"},
      {"the index of a Shapefile leads to its shapes",
       [](const Folder& folder) {
         write_shapefile(folder, shapefile({"a", "b"}));
         return folder.path() / "areas.shx";
       },
       {},
       2},
      {"so does its table",
       [](const Folder& folder) {
         write_shapefile(folder, shapefile({"a", "b"}));
         return folder.path() / "areas.dbf";
       },
       {},
       2},
      {"a table alone", file("t.dbf", shapefile({"a", "b"}).dbf), {}, 2, {}, "b"},
      {"an index alone", file("t.shx", shapefile({"a", "b"}).shx), {ErrorCode::damaged}},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("GeoJSON that is cut, nested or in another encoding") {
  const std::string good = collection({feature(point("69,42")), feature(point("69.5,42.5"))});
  const std::vector<Case> cases = {
      {"cut in the middle", geojson(good.substr(0, good.size() - 40)), {ErrorCode::damaged, ErrorCode::format}},
      {"cut inside a number", geojson(good.substr(0, good.find("69.5") + 3)), {ErrorCode::damaged, ErrorCode::format}},
      {"byte order mark", geojson("\xEF\xBB\xBF" + good), {}, 2},
      {"UTF-16 with mark", geojson(utf16(good, false, true)), {}, 2, {text_of(refusal::reencoded) + "UTF-16LE"}},
      {"UTF-16 big-endian without mark",
       geojson(utf16(good, true, false)),
       {},
       2,
       {text_of(refusal::reencoded) + "UTF-16BE"}},
      {"UTF-16 with half a character at the end", geojson(utf16(good, false, true) + "x"), {ErrorCode::encoding}},
      {"RK1048 names",
       geojson(collection({feature(point("69,42"), R"({"name":")" + tole_bi_rk1048 + "\"}"),
                           feature(point("69,42"), R"({"name":")" + uzynaryq_rk1048 + "\"}")})),
       {},
       2,
       {text_of(refusal::reencoded) + "RK1048"},
       "Ұзынарық ауылы"},
      {"one broken name among good ones",
       geojson(collection({feature(point("69,42"), R"({"name":"Төле би"})"),
                           feature(point("69,42"), R"({"name":"Леңгір"})"),
                           feature(point("69,42"), R"({"name":")" + russian_cp1251 + "\"}")})),
       {},
       3,
       {text_of(refusal::invalid_text) + "name"},
       "Толебийский район"},
      {"names encoded twice",
       geojson(collection({feature(point("69,42"), R"({"name":"РўУ©Р»Рµ Р±Рё"})")})),
       {},
       1,
       {text_of(refusal::double_encoded) + "name"},
       "РўУ©Р»Рµ Р±Рё"},
      {"decomposed letters",
       geojson(collection({feature(point("69,42"), "{\"name\":\"аи\u0306\"}")})),
       {},
       1,
       {},
       "ай"},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("JSON of other shapes: too deep, line by line, topology") {
  const std::vector<Case> cases = {
      {"200 000 arrays deep",
       geojson(R"({"type":"Point","coordinates":)" + std::string(200'000, '[')),
       {ErrorCode::damaged, ErrorCode::format}},
      {"2 000 collections deep",
       [](const Folder& folder) {
         std::string text = point("69,42");
         for (int i = 0; i < 2000; ++i) text = R"({"type":"GeometryCollection","geometries":[)" + text + "]}";
         return folder.write("deep.geojson", collection({feature(text)}));
       },
       {ErrorCode::damaged, ErrorCode::format}},
      {"a line for every feature",
       file("a.geojsonl", feature(point("69,42")) + "\n" + feature(point("69,43")) + "\n"),
       {},
       2},
      {"the same named .json", file("a.json", feature(point("69,42")) + "\n" + feature(point("69,43")) + "\n"), {}, 2},
      {"lines longer than the first look",
       file("a.json", feature(point("69,42"), "{\"t\":\"" + std::string(9000, 'x') + "\"}") + "\n" +
                          feature(point("69,43")) + "\n"),
       {},
       2},
      {"record separators",
       file("a.json", "\x1E" + feature(point("69,42")) + "\n\x1E" + feature(point("69,43")) + "\n"),
       {},
       2},
      {"topology whose arcs are missing",
       file(
           "a.json",
           R"({"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[7]]}]}},"arcs":[]})"),
       {},
       1,
       {"geometry"}},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("odd geometries are kept with a remark or listed without their shape") {
  const std::vector<Case> cases = {
      {"null", one_shape("null"), {}, 1, {text_of(refusal::null_geometry)}},
      {"null beside a good one",
       geojson(collection({feature("null"), feature(point("69,42"))})),
       {},
       2,
       {text_of(refusal::null_geometry)}},
      {"empty",
       geojson(collection({feature(R"({"type":"MultiPolygon","coordinates":[]})"), feature(polygon(square))})),
       {},
       2,
       {text_of(refusal::empty_geometry)}},
      {"NaN",
       geojson(collection({feature(point("NaN,42")), feature(point("69,42"))})),
       {},
       2,
       {text_of(refusal::empty_geometry)}},
      {"Infinity",
       geojson(collection({feature(point("69,Infinity")), feature(point("69,42"))})),
       {},
       2,
       {text_of(refusal::not_finite)}},
      {"1e400", one_shape(polygon("[[69,42],[1e400,42],[70,43],[69,42]]")), {}, 1, {text_of(refusal::not_finite)}},
      {"kinds of their own",
       geojson(
           collection({feature(polygon(square)), feature(polygon(square)), feature(polygon(square)),
                       feature(point("69,42")), feature(R"({"type":"LineString","coordinates":[[69,42],[70,43]]})")})),
       {},
       5,
       {text_of(refusal::other_points), text_of(refusal::other_lines)}},
      {"polygons among points",
       geojson(collection({feature(point("69,42")), feature(point("69,43")), feature(polygon(square))})),
       {},
       3,
       {text_of(refusal::other_polygons)}},
      {"a collection of kinds",
       one_shape(R"({"type":"GeometryCollection","geometries":[)" + polygon(square) + "," + point("69,42") + "]}"),
       {},
       1,
       {text_of(refusal::other_pieces)}},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("odd rings are drawn as they are, with a remark") {
  const std::vector<Case> cases = {
      {"a bow-tie",
       one_shape(polygon("[[69,42],[70,43],[70,42],[69,43],[69,42]]")),
       {},
       1,
       {text_of(refusal::ring_without_area)}},
      {"a lop-sided bow-tie",
       one_shape(polygon("[[69,42],[70,43],[70,42],[69,44],[69,42]]")),
       {},
       1,
       {text_of(refusal::crossing_ring)}},
      {"an open ring",
       one_shape(polygon("[[69,42],[70,42],[70,43],[69,43]]")),
       {},
       1,
       {text_of(refusal::unclosed_ring)}},
      {"two vertices", one_shape(polygon("[[69,42],[70,42],[69,42]]")), {}, 1, {text_of(refusal::degenerate)}},
      {"a ring on a line",
       one_shape(polygon("[[69,42],[70,42],[71,42],[69,42]]")),
       {},
       1,
       {text_of(refusal::ring_without_area)}},
      {"a hole outside",
       one_shape(polygon(square + ",[[75,45],[75.1,45],[75.1,45.1],[75,45]]")),
       {},
       1,
       {text_of(refusal::hole_outside)}},
      {"a hole of two vertices",
       one_shape(polygon(square + ",[[69.1,42.1],[69.2,42.1],[69.1,42.1]]")),
       {},
       1,
       {text_of(refusal::short_rings)}},
      {"heights", one_shape(point("69,42,1500")), {}, 1},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("coordinate systems are named by the file or left unknown") {
  const auto metres = geojson(collection({feature(point("500000,4660000"))}));
  const std::vector<Case> cases = {
      {"metres without a name", metres, {}, 1, {text_of(refusal::outside_world), text_of(refusal::no_crs)}},
      {"latitude first",
       geojson(collection({feature(point("42.18,69.88")), feature(point("42.2,70"))})),
       {},
       2,
       {text_of(refusal::swapped_axes)}},
      {"latitude 95", geojson(collection({feature(point("69,95"))})), {}, 1, {text_of(refusal::outside_world)}},
      {"no .prj", shapes_without(".prj"), {}, 3, {text_of(refusal::no_crs)}},
      {"a .prj of noise", shapes_with({"a"}, ".prj", "GEOGCS[broken"), {}, 1, {text_of(refusal::no_crs)}},
      {"a number nobody defined",
       geopackage([](GeoPackage& package) { package.points("places", 2, 99999); }),
       {},
       2,
       {text_of(refusal::no_crs)}},
  };
  for (const Case& item : cases) check(item);

  const Folder folder;
  const auto unknown = read_vector_file(metres(folder));
  REQUIRE(unknown.has_value());
  CHECK(unknown->crs_name.empty());
  CHECK_FALSE(unknown->is_geographic);
  const auto chosen = read_vector_file(metres(folder), {.assumed_crs = "EPSG:32642"});
  REQUIRE(chosen.has_value());
  CHECK(chosen->crs_name == "EPSG:32642");
  CHECK(read_vector_file(metres(folder), {.assumed_crs = "EPSG:123456789"}).error().code == ErrorCode::no_crs);
}

TEST_CASE("attributes keep what they say") {
  const Folder folder;
  const auto read = [&](const std::string& properties) {
    auto table = read_vector_file(folder.write("a.geojson", collection({feature(point("69,42"), properties)})));
    REQUIRE(table.has_value());
    REQUIRE(table->columns.size() == 1);
    return table->columns[0];
  };
  CHECK(read(R"({"n":"12.5"})").type == ColumnType::real);
  CHECK(read(R"({"n":"69,8"})").numbers == std::vector{69.8});
  CHECK(read(R"({"n":"1,234"})").type == ColumnType::text);
  CHECK(read(R"({"n":"615830100"})").type == ColumnType::integer);
  CHECK(read(R"({"n":"010203400123"})").texts == std::vector<std::string>{"010203400123"});
  CHECK(read(R"({"n":"6.158E+08"})").texts == std::vector<std::string>{"6.158E+08"});
  CHECK(read(R"({"n":9007199254740993})").texts == std::vector<std::string>{"9007199254740993"});
  CHECK(read(R"({"n":9007199254740991})").type == ColumnType::integer);
  CHECK(read(R"({"n":{"deep":[1,2]}})").type == ColumnType::text);
  CHECK(read(R"({"n":true})").numbers == std::vector{1.0});
  CHECK(read(R"({"n":"2020-03-13"})").texts == std::vector<std::string>{"2020-03-13"});

  const auto twins = read_vector_file(folder.write(
      "twins.geojson", collection({R"({"type":"Feature","id":1,"properties":{},"geometry":null})",
                                   R"({"type":"Feature","id":1,"properties":{},"geometry":)" + point("69,42") + "}"})));
  REQUIRE(twins.has_value());
  CHECK(twins->size() == 2);
}
