// Promises over random input; the seed is fixed and printed on failure by doctest's INFO.
#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <cmath>
#include <random>

#include "layers/core/text.h"
#include "layers/geo/encoding.h"
#include "layers/geo/projection.h"
#include "layers/geo/text_codec.h"
#include "layers/geo/vector_dataset.h"
#include "tests/unit/geo/file_builders.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t bound) {
  return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random);
}

// Flips, cuts, repeats or zeroes a few stretches.
std::string damaged(std::string bytes, Random& random) {
  for (std::size_t n = 1 + below(random, 6); n > 0 && !bytes.empty(); --n) {
    const std::size_t at = below(random, bytes.size()), length = 1 + below(random, 16);
    switch (below(random, 5)) {
      case 0:
        bytes[at] = static_cast<char>(below(random, 256));
        break;
      case 1:
        bytes.resize(at);
        break;
      case 2:
        bytes.insert(at, bytes.substr(at, length));
        break;
      case 3:
        bytes.erase(at, length);
        break;
      default:
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), std::min(length, bytes.size() - at), '\xFF');
    }
  }
  return bytes;
}

void check_promises(const Result<FeatureTable>& table) {
  if (!table) return;
  CHECK(table->part_offset.back() == table->ring_offset.size() - 1);
  CHECK(table->ring_offset.back() == table->vertex_offset.size() - 1);
  CHECK(table->vertex_offset.back() == table->x.size());
  for (const double value : table->x) CHECK(std::isfinite(value));
  for (const double value : table->y) CHECK(std::isfinite(value));
  for (const Column& column : table->columns) {
    CHECK((column.is_numeric() ? column.numbers.size() : column.texts.size()) == table->size());
    for (const std::string& text : column.texts) CHECK(is_valid_utf8(text));
  }
}

}  // namespace

TEST_CASE("whatever is damaged in a file, the answer is features or an error, and nothing is written beside it") {
  const Folder source;
  {
    GeoPackage{source.path() / "a.gpkg"}.points("places", 20);
  }
  const Shapefile shapes = shapefile({"Төле би", "Леңгір", "x"});
  const std::string json =
      collection({feature(polygon(square)), feature(point("69,42"), R"({"a":1,"b":"Төле би","c":null})")});
  const std::vector<std::pair<std::string, std::string>> files = {
      {"a.gpkg", bytes_of(source.path() / "a.gpkg")},
      {"areas.shp", shapes.shp},
      {"a.geojson", json},
      {"a.csv", "name;lon;lat\nТөле би;69,88;42,18\n"},
      {"a.zip", zip({{"a.shp", shapes.shp}, {"a.dbf", shapes.dbf}})}};
  for (unsigned seed = 1; seed <= 250; ++seed) {
    Random random{seed};
    INFO("seed ", seed);
    const Folder folder;
    const auto& [name, bytes] = files[seed % files.size()];
    if (name == "areas.shp") {
      folder.write("areas.dbf", damaged(shapes.dbf, random));
      folder.write("areas.shx", damaged(shapes.shx, random));
    }
    const fs::path file = folder.write(name, damaged(bytes, random));
    const auto before = folder.contents();
    check_promises(read_vector_file(file));
    CHECK(folder.contents() == before);
  }
}

TEST_CASE("a view that never ends is given up in seconds") {
  const Folder folder;
  {
    GeoPackage package{folder.path() / "a.gpkg"};
    package.points("places", 2);
    package
        .run(
            "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i AS fid, "
            "NULL AS geom FROM n")
        .layer("endless");
  }
  const auto start = std::chrono::steady_clock::now();
  const auto table = read_vector_file(folder.path() / "a.gpkg");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{20});
  REQUIRE_FALSE(table.has_value());
  CHECK(table.error().code == ErrorCode::unsafe_file);
}

TEST_CASE("a layer of any geometry takes the kind that most features have") {
  const Folder folder;
  {
    GeoPackage package{folder.path() / "a.gpkg"};
    package.points("places", 2).run("UPDATE gpkg_geometry_columns SET geometry_type_name='GEOMETRY'");
  }
  const auto table = read_vector_file(folder.path() / "a.gpkg");
  REQUIRE(table.has_value());
  CHECK(table->kind == GeometryKind::points);
}

TEST_CASE("to the view and back moves a place by less than a millimetre") {
  Random random{42};
  std::uniform_real_distribution<double> lon{66, 72}, lat{40.5, 46.5};
  for (const char* crs : {"EPSG:32642", "EPSG:3857", "EPSG:28412"}) {
    const auto projection = Projection::between("EPSG:4326", crs);
    REQUIRE(projection.has_value());
    for (int i = 0; i < 500; ++i) {
      const LonLat place{lon(random), lat(random)};
      const LonLat back = projection->inverse(projection->forward(place));
      CHECK(std::abs(back.lon - place.lon) < 1e-8);  // 0.8 mm
      CHECK(std::abs(back.lat - place.lat) < 1e-8);
    }
  }
}

TEST_CASE("Kazakh tables come back from every old encoding they fit in") {
  const std::array<std::string, 12> words = {"Төле",    "би",     "ауданы", "Ұзынарық", "Көксәйек", "Қасқасу",
                                             "ауылдық", "округі", "Леңгір", "қаласы",   "Бірінші",  "Мамыр"};
  for (const char* encoding : {"RK1048", "PT154"})
    for (unsigned seed = 1; seed <= 100; ++seed) {
      Random random{seed};
      INFO(encoding, " seed ", seed);
      std::vector<std::string> wanted, bytes;
      for (int row = 0; row < 6; ++row) {
        std::string text = words[below(random, words.size())] + " " + words[below(random, words.size())] + " " +
                           words[below(random, words.size())];
        const auto raw = encoded(text, encoding);
        REQUIRE(raw.has_value());
        bytes.push_back(*raw);
        wanted.push_back(std::move(text));
      }
      std::vector<Column> columns = {{.name = "NAME", .texts = bytes}};
      std::vector<Refusal> refusals;
      make_texts_valid(columns, {.is_raw = true}, refusals);
      CHECK(columns[0].texts == wanted);
    }
}

TEST_CASE("a repair is offered for damaged text and never for good text") {
  const std::array<std::string, 6> words = {"Төле би ауданы", "Ұзынарық ауылы",          "Толебийский район",
                                            "су жоқ",         "Көксәйек ауылдық округі", "Ленгер қаласы"};
  for (const std::string& word : words) {
    CHECK_FALSE(repaired_double_encoding(word).has_value());
    std::string damaged_text;
    for (const char byte : word)
      damaged_text += decoded({&byte, 1}, static_cast<unsigned char>(byte) < 0x80 ? "UTF-8" : "CP1251").value_or("");
    if (damaged_text.find("\uFFFD") == std::string::npos) CHECK(repaired_double_encoding(damaged_text) == word);
  }
}
