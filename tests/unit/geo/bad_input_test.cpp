// What people's files are like: 100 cases from the bad-input list, each with the answer it must get. No case may crash,
// hang, leave a file beside the person's own or change it.
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <optional>

#include "layers/core/text.h"
#include "layers/geo/refusal_reasons.h"
#include "layers/geo/vector_dataset.h"
#include "tests/unit/geo/file_builders.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {

constexpr std::size_t any_size = static_cast<std::size_t>(-1);

struct Case {
  std::string name;
  std::function<fs::path(const Folder&)> write;
  std::vector<ErrorCode> errors{};  // one of these; none = the file is read
  std::size_t features = any_size;
  std::vector<std::string> remarks{};  // beginnings of refusal reasons, all of them present
  std::string text{};                  // a cell that must be there
};

void check_texts(const FeatureTable& table, const std::string& expected) {
  bool is_found = expected.empty();
  for (const Column& column : table.columns) {
    CHECK(is_valid_utf8(column.name));
    for (const std::string& text : column.texts) {
      CHECK(is_valid_utf8(text));
      is_found = is_found || text == expected;
    }
  }
  CHECK_MESSAGE(is_found, "no cell reads ", expected);
}

void check_offsets(const FeatureTable& table) {
  CHECK(table.part_offset.back() == table.ring_offset.size() - 1);
  CHECK(table.ring_offset.back() == table.vertex_offset.size() - 1);
  CHECK(table.vertex_offset.back() == table.x.size());
  CHECK(table.x.size() == table.y.size());
  CHECK(table.fid.size() == table.size());
  for (const Column& column : table.columns)
    CHECK((column.is_numeric() ? column.numbers.size() : column.texts.size()) == table.size());
}

std::string all_reasons(const FeatureTable& table) {
  std::string all;
  for (const Refusal& refusal : table.refusals) all += refusal.reason + " | ";
  return all;
}

void check(const Case& item) {
  INFO(item.name);
  const Folder folder;
  const fs::path file = item.write(folder);
  const auto before = folder.contents();
  const auto table = read_vector_file(file);
  CHECK_MESSAGE(folder.contents() == before, "something was written beside the file");
  if (!item.errors.empty()) {
    REQUIRE_FALSE(table.has_value());
    CHECK_MESSAGE(std::ranges::find(item.errors, table.error().code) != item.errors.end(), name_of(table.error().code),
                  ": ", table.error().detail);
    return;
  }
  REQUIRE_MESSAGE(table.has_value(), name_of(table.error().code), ": ", table.error().detail);
  if (item.features != any_size) CHECK(table->size() == item.features);
  check_offsets(*table);
  check_texts(*table, item.text);
  const std::string reasons = all_reasons(*table);
  for (const std::string& remark : item.remarks)
    CHECK_MESSAGE(reasons.find(remark) != reasons.npos, "expected ", remark, " in ", reasons);
}

std::function<fs::path(const Folder&)> named(const std::string& path) {
  return [path](const Folder&) { return fs::path{path}; };
}
std::function<fs::path(const Folder&)> file(const std::string& name, const std::string& bytes) {
  return [name, bytes](const Folder& folder) { return folder.write(name, bytes); };
}
std::function<fs::path(const Folder&)> geojson(const std::string& text) {
  return file("areas.geojson", text);
}
std::function<fs::path(const Folder&)> one_shape(const std::string& geometry) {
  return geojson(collection({feature(geometry)}));
}
std::string text_of(std::string_view word) {
  return std::string{word};
}

std::function<fs::path(const Folder&)> shapes(const std::vector<std::string>& names,
                                              const std::function<void(Shapefile&)>& damage = {}) {
  return [=](const Folder& folder) {
    Shapefile parts = shapefile(names);
    if (damage) damage(parts);
    return write_shapefile(folder, parts);
  };
}
std::function<fs::path(const Folder&)> shapes_without(const std::string& extension) {
  return [=](const Folder& folder) {
    const fs::path written = write_shapefile(folder, shapefile({"a", "b", "c"}));
    fs::remove(fs::path{written}.replace_extension(extension));
    return written;
  };
}
std::function<fs::path(const Folder&)> shapes_with(const std::vector<std::string>& names, const std::string& extension,
                                                   const std::string& bytes) {
  return [=](const Folder& folder) {
    const fs::path written = write_shapefile(folder, shapefile(names));
    folder.write("areas" + extension, bytes);
    return written;
  };
}
std::function<fs::path(const Folder&)> geopackage(const std::function<void(GeoPackage&)>& fill,
                                                  const std::string& name = "areas.gpkg") {
  return [=](const Folder& folder) {
    GeoPackage package{folder.path() / name};
    fill(package);
    return folder.path() / name;
  };
}
std::function<fs::path(const Folder&)> damaged_geopackage(const std::function<void(std::string&)>& damage) {
  return [=](const Folder& folder) {
    {
      GeoPackage{folder.path() / "areas.gpkg"}.points("places", 2000);
    }
    std::string bytes = bytes_of(folder.path() / "areas.gpkg");
    damage(bytes);
    return folder.write("areas.gpkg", bytes);
  };
}

}  // namespace

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
      {"a kind of its own",
       geojson(collection({feature(polygon(square)), feature(polygon(square)), feature(point("69,42"))})),
       {},
       3,
       {text_of(refusal::other_kind)}},
      {"a collection of kinds",
       one_shape(R"({"type":"GeometryCollection","geometries":[)" + polygon(square) + "," + point("69,42") + "]}"),
       {},
       1,
       {text_of(refusal::other_pieces)}},
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

TEST_CASE("Shapefiles with lost, cut or damaged parts") {
  const std::vector<std::string> sixteen(16, "x");
  const std::vector<Case> cases = {
      {"no index", shapes_without(".shx"), {}, 3, {text_of(refusal::restored_index)}},
      {"no table", shapes_without(".dbf"), {}, 3, {text_of(refusal::missing_attributes)}},
      {"cut index",
       shapes(sixteen, [](Shapefile& parts) { parts.shx.resize(100 + 8 * 4); }),
       {},
       16,
       {text_of(refusal::restored_index)}},
      {"table cut to nothing", shapes(sixteen, [](Shapefile& parts) { parts.dbf.resize(70); }), {ErrorCode::damaged}},
      {"table cut half way",
       shapes(sixteen, [](Shapefile& parts) { parts.dbf.resize(parts.dbf.size() / 2); }),
       {},
       any_size,
       {text_of(refusal::partial_read)}},
      {"table of three rows for sixteen shapes",
       shapes(sixteen, [](Shapefile& parts) { parts.dbf = shapefile({"a", "b", "c"}).dbf; }),
       {},
       any_size,
       {text_of(refusal::partial_read)}},
      {"shapes cut half way",
       shapes(sixteen, [](Shapefile& parts) { parts.shp.resize(parts.shp.size() / 2); }),
       {},
       16,
       {text_of(refusal::partial_read), text_of(refusal::null_geometry)}},
      {"a record of an unknown type",
       shapes(sixteen, [](Shapefile& parts) { parts.shp[108] = 77; }),
       {},
       16,
       {text_of(refusal::null_geometry)}},
      {"a record of a billion points",
       shapes(sixteen, [](Shapefile& parts) { parts.shp[108 + 40 + 3] = 0x3B; }),
       {},
       16,
       {text_of(refusal::null_geometry)}},
      {"a header alone", shapes({}), {}, 0},
      {"only half a header",
       file("a.shp", shapefile({"a"}).shp.substr(0, 60)),
       {ErrorCode::damaged, ErrorCode::format}},
      {"a coordinate that means nothing",
       shapes({"a"},
              [](Shapefile& parts) {
                std::string nothing;
                put_double(nothing, -1e39);
                parts.shp.replace(108 + 4 + 32 + 8 + 4 + 16, 8, nothing);
              }),
       {},
       1,
       {text_of(refusal::not_finite)}},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("Shapefile names are read in the encoding they are in, whatever the .cpg says") {
  std::string cut = "Қазақстан Республикасы Түркістан облысы";
  cut.resize(40);  // the width of the field, inside a letter
  const std::vector<Case> cases = {
      {"UTF-8 said to be 1251",
       shapes_with({"Төле би", "Леңгір"}, ".cpg", "1251"),
       {},
       2,
       {text_of(refusal::wrong_declared_encoding)},
       "Леңгір"},
      {"UTF-8 and nothing said", shapes({"Төле би", "Леңгір"}), {}, 2, {}, "Төле би"},
      {"RK1048 and nothing said",
       shapes({tole_bi_rk1048, uzynaryq_rk1048}),
       {},
       2,
       {text_of(refusal::reencoded) + "RK1048"},
       "Төле би ауданы"},
      {"RK1048 said to be UTF-8",
       shapes_with({tole_bi_rk1048, uzynaryq_rk1048}, ".cpg", "UTF-8"),
       {},
       2,
       {text_of(refusal::wrong_declared_encoding)},
       "Төле би ауданы"},
      {"RK1048 said to be 1251",
       shapes_with({tole_bi_rk1048, uzynaryq_rk1048}, ".cpg", "1251"),
       {},
       2,
       {text_of(refusal::reencoded) + "RK1048"},
       "Ұзынарық ауылы"},
      {"Russian in 1251", shapes_with({russian_cp1251}, ".cpg", "1251"), {}, 1, {}, "Толебийский район"},
      {"Russian in 866",
       shapes({russian_cp866, russian_cp866}),
       {},
       2,
       {text_of(refusal::reencoded) + "CP866"},
       "Толебийский район"},
      {"German and French in Latin 1", shapes({western_latin1}), {}, 1, {}, "Zürich, Genève, Köniz"},
      {"a .cpg that is a path", shapes_with({"Төле би"}, ".cpg", "../../../../etc/passwd"), {}, 1, {}, "Төле би"},
      {"a name cut inside a letter", shapes({cut, "Төле би"}), {}, 2, {text_of(refusal::cut_text) + "NAME"}, "Төле би"},
  };
  for (const Case& item : cases) check(item);

  const Folder folder;
  const auto chosen = read_vector_file(shapes({russian_cp866})(folder), {.encoding = "CP866"});
  REQUIRE(chosen.has_value());
  CHECK(chosen->columns[0].texts[0] == "Толебийский район");
}

TEST_CASE("hostile and damaged GeoPackages") {
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
      {"a trigger that would delete everything",
       geopackage([](GeoPackage& package) {
         package.points("places", 5).run("CREATE TRIGGER trap AFTER UPDATE ON places BEGIN DELETE FROM places; END");
       }),
       {},
       5},
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

TEST_CASE("tables of text") {
  const std::vector<Case> cases = {
      {"coordinates with decimal commas",
       file("a.csv", "name;lon;lat\nТөле би;69,88;42,18\n"),
       {},
       1,
       {text_of(refusal::no_crs)},
       "Төле би"},
      {"UTF-16 as spreadsheets save it",
       file("a.csv", utf16("name\tlon\tlat\nLenger\t69.88\t42.18\n", false, true)),
       {},
       1,
       {text_of(refusal::reencoded) + "UTF-16LE"},
       "Lenger"},
      {"RK1048",
       file("a.csv", "name,lon,lat\n" + tole_bi_rk1048 + ",69.88,42.18\n" + uzynaryq_rk1048 + ",69.9,42.2\n"),
       {},
       2,
       {text_of(refusal::reencoded) + "RK1048"},
       "Төле би ауданы"},
      {"a formula is text", file("a.csv", "name,lon,lat\n=HYPERLINK(1),69.88,42.18\n"), {}, 1, {}, "=HYPERLINK(1)"},
      {"no coordinates", file("a.csv", "code,name\n010,Lenger\n011,Tole Bi\n"), {}, 2, {}, "010"},
      {"named .txt", file("a.txt", "name,lon,lat\nLenger,69.88,42.18\n"), {}, 1, {}, "Lenger"},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("XML formats: encodings, entities, schemas") {
  const auto kml = [](const std::string& prologue, const std::string& name) {
    return prologue + R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>)" + name +
           "</name><Point><coordinates>69.88,42.18</coordinates></Point></Placemark></Document></kml>";
  };
  const std::string gml =
      R"(<?xml version="1.0"?><ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://ogr.maptools.org/ http://127.0.0.1:9/a.xsd">
    <gml:featureMember><ogr:place fid="1"><ogr:geom><gml:Point srsName="EPSG:4326"><gml:coordinates>69.88,42.18</gml:coordinates></gml:Point></ogr:geom>
    <ogr:name>Lenger</ogr:name></ogr:place></gml:featureMember></ogr:FeatureCollection>)";
  std::string laughs = R"(<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha">)";
  for (char c = 'b'; c < 'l'; ++c)
    laughs += std::string{"<!ENTITY "} + c + " \"" + [&] {
      std::string ten;
      for (int i = 0; i < 10; ++i) ten += std::string{"&"} + static_cast<char>(c - 1) + ";";
      return ten;
    }() + "\">";
  const std::vector<Case> cases = {
      {"KML", file("a.kml", kml(R"(<?xml version="1.0" encoding="UTF-8"?>)", "Төле би")), {}, 1, {}, "Төле би"},
      {"KML in windows-1251",
       file("a.kml", kml(R"(<?xml version="1.0" encoding="windows-1251"?>)", russian_cp1251)),
       {},
       1,
       {text_of(refusal::reencoded) + "windows-1251"},
       "Толебийский район"},
      {"KML named .xml", file("a.xml", kml("", "Lenger")), {}, 1, {}, "Lenger"},
      {"a billion laughs",
       file("a.kml", kml(laughs + "]>", "&k;")),
       {ErrorCode::damaged, ErrorCode::format, ErrorCode::no_layer}},
      {"GML with a schema on the network", file("a.gml", gml), {}, 1, {}, "Lenger"},
      {"GML cut", file("a.gml", gml.substr(0, gml.size() - 30)), {ErrorCode::damaged}},
  };
  for (const Case& item : cases) check(item);

  const Folder folder;
  const auto secret = folder.write("secret.txt", "very secret");
  const auto spy = read_vector_file(folder.write(
      "a.kml", kml("<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY s SYSTEM \"" + secret.string() + "\">]>", "&s;")));
  if (spy)
    for (const Column& column : spy->columns)
      for (const std::string& text : column.texts) CHECK(text.find("very secret") == std::string::npos);
}

TEST_CASE("archives") {
  const Shapefile parts = shapefile({"Төле би", "Леңгір"});
  const auto zipped = [&](const std::string& folder, const std::string& stem) {
    return std::vector<ZipMember>{{folder + stem + ".shp", parts.shp},
                                  {folder + stem + ".shx", parts.shx},
                                  {folder + stem + ".dbf", parts.dbf},
                                  {folder + stem + ".prj", std::string{wgs84_prj}}};
  };
  std::vector<ZipMember> lost = zipped("", "areas"), two = zipped("", "areas"), bomb = zipped("", "areas");
  lost.erase(lost.begin() + 1);
  for (ZipMember member : zipped("other/", "places")) two.push_back(std::move(member));
  bomb.push_back({"areas.cpg", "UTF-8", 3'000'000'000U});
  const std::string whole = zip(zipped("folder/", "areas"));
  const std::vector<Case> cases = {
      {"a Shapefile", file("a.zip", whole), {}, 2, {}, "Леңгір"},
      {"named .shz", file("a.shz", whole), {}, 2, {}, "Төле би"},
      {"without its index", file("a.zip", zip(lost)), {}, 2, {text_of(refusal::restored_index)}},
      {"two Shapefiles", file("a.zip", zip(two)), {}, 2},
      {"a path that climbs out", file("a.zip", zip(zipped("../../../../tmp/", "areas"))), {ErrorCode::damaged}},
      {"a bomb", file("a.zip", zip(bomb)), {ErrorCode::too_large}},
      {"cut", file("a.zip", whole.substr(0, whole.size() / 2)), {ErrorCode::damaged}},
      {"nothing of use", file("a.zip", zip({{"readme.txt", "hello"}})), {ErrorCode::format}},
      {"a spreadsheet of noise",
       file("a.xlsx", zip({{"xl/workbook.xml", "<noise"}})),
       {ErrorCode::damaged, ErrorCode::format, ErrorCode::no_layer}},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("other formats that are damaged") {
  const std::vector<Case> cases = {
      {"FlatGeobuf cut after its mark",
       file("a.fgb", std::string{"fgb\x03"} + "fgb" + std::string(1, '\0') + "\x10"),
       {ErrorCode::damaged, ErrorCode::format, ErrorCode::no_layer}},
      {"DXF without its end",
       file("a.dxf", "0\nSECTION\n2\nENTITIES\n0\nLINE\n8\n0\n10\n"),
       {ErrorCode::damaged, ErrorCode::format, ErrorCode::no_layer}},
      {"MIF without its table",
       file("a.mif", "Version 300\nCharset \"Neutral\"\nColumns 1\n  NAME Char(10)\nData\nPoint 69 42\n"),
       {},
       1,
       {text_of(refusal::no_crs)}},
      {"TAB without its map",
       file("a.tab",
            "!table\n!version 300\n!charset Neutral\n\nDefinition Table\n  Type NATIVE Charset \"Neutral\"\n  Fields "
            "1\n    A Char (10) ;\n"),
       {ErrorCode::damaged, ErrorCode::format, ErrorCode::no_layer}},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("no file makes the program call anybody") {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  REQUIRE(listener >= 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  REQUIRE(::bind(listener, reinterpret_cast<sockaddr*>(&address), length) == 0);
  REQUIRE(::listen(listener, 8) == 0);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length);
  const std::string url = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/x";

  const Folder folder;
  const std::string link = R"("crs":{"type":"link","properties":{"href":")" + url + R"(","type":"proj4"}},)";
  (void)read_vector_file(folder.write("link.geojson", collection({feature(point("69,42"))}, link)));
  (void)read_vector_file(
      folder.write("link.kml", R"(<kml xmlns="http://www.opengis.net/kml/2.2"><NetworkLink><Link><href>)" + url +
                                   "</href></Link></NetworkLink></kml>"));
  (void)read_vector_file(folder.write(
      "link.gml",
      "<wfs:FeatureCollection xmlns:wfs='http://www.opengis.net/wfs' xmlns:gml='http://www.opengis.net/gml' "
      "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='" +
          url + " " + url + "'/>"));
  (void)read_vector_file(folder.write("t.csv", "name,wkt\n/vsicurl/" + url + ",POINT(69 42)\n"));
  const int caller = ::accept(listener, nullptr, nullptr);
  CHECK_MESSAGE(caller < 0, "somebody called");
  if (caller >= 0) ::close(caller);
  ::close(listener);
}
