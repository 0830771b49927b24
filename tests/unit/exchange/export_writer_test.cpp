// An export's bytes: the same every time, and readable by somebody else.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "layers/core/csv.h"
#include "layers/exchange/export_writer.h"
#include "layers/geo/vector_dataset.h"
#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;
using sample::shared;
using Json = nlohmann::json;

namespace {

ExportTable table_of(ExportWhat what, ExportProfile profile = ExportProfile::open_data,
                     ExportGeometry geometry = ExportGeometry::automatic) {
  const ExportRequest request{.what = what,
                              .profile = profile,
                              .geometry = geometry,
                              .where = {},
                              .language = Language::kk,
                              .today = sample::day_of(*shared().snapshot)};
  return sample::taken(export_table(*shared().snapshot, shared().shapes, request));
}

std::string bytes_of(const ExportTable& table, ExportFormat format) {
  std::ostringstream out;
  CHECK(sample::taken(write_export(table, format, out)) == table.rows.size());
  return std::move(out).str();
}

// Written to disk and read again as any file of a stranger's.
FeatureTable read_back(const ExportTable& table, ExportFormat format, const std::string& name) {
  const sample::TemporaryFolder folder;
  std::ofstream{folder.file(name), std::ios::binary} << bytes_of(table, format);
  return sample::taken(read_vector_file(folder.file(name)));
}

constexpr auto all_kinds = {ExportWhat::issues, ExportWhat::settlements, ExportWhat::rural_districts,
                            ExportWhat::districts};

}  // namespace

TEST_CASE("the same register exported twice gives the same bytes") {
  const sample::RegisterFile copy;
  const auto again = sample::loaded(*sample::opened(copy.file, OpenMode::read_only));
  for (const auto what : all_kinds)
    for (const auto profile : {ExportProfile::open_data, ExportProfile::internal})
      for (const auto format : {ExportFormat::geojson, ExportFormat::geojsonseq, ExportFormat::csv}) {
        const ExportRequest request{.what = what,
                                    .profile = profile,
                                    .geometry = ExportGeometry::automatic,
                                    .where = "open",
                                    .language = Language::kk,
                                    .today = sample::day_of(*again.snapshot)};
        const auto first = sample::taken(export_table(*shared().snapshot, shared().shapes, request));
        const auto second = sample::taken(export_table(*again.snapshot, again.shapes, request));
        CHECK(bytes_of(first, format) == bytes_of(second, format));
      }
}

TEST_CASE("ids are texts, the bbox holds everything, and no crs is named") {
  for (const auto what : all_kinds) {
    const auto json = Json::parse(bytes_of(table_of(what), ExportFormat::geojson));
    CHECK_FALSE(json.contains("crs"));
    REQUIRE(json["bbox"].size() == 4);
    CHECK(json["bbox"][0] < json["bbox"][2]);
    CHECK(json["bbox"][1] < json["bbox"][3]);
    for (const auto& feature : json["features"]) {
      CHECK(feature["id"].is_string());
      CHECK_FALSE(feature.contains("crs"));
    }
  }
}

TEST_CASE("an export without geometry has neither places nor bbox") {
  const auto json = Json::parse(
      bytes_of(table_of(ExportWhat::issues, ExportProfile::internal, ExportGeometry::none), ExportFormat::geojson));
  CHECK_FALSE(json.contains("bbox"));
  for (const auto& feature : json["features"]) CHECK(feature["geometry"].is_null());
}

TEST_CASE("GeoJSON written and read again holds the same rows and values") {
  for (const auto what : all_kinds) {
    const auto table = table_of(what);
    const auto json = Json::parse(bytes_of(table, ExportFormat::geojson));
    REQUIRE(json["features"].size() == table.rows.size());
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const auto& feature = json["features"][i];
      CHECK(feature["id"] == table.rows[i].id);
      for (const auto& [name, value] : table.rows[i].properties) {
        const auto& written = feature["properties"][name];
        if (const auto* text = std::get_if<std::string>(&value))
          CHECK(written == *text);
        else if (const auto* integer = std::get_if<std::int64_t>(&value))
          CHECK(written == *integer);
        else if (const auto* real = std::get_if<double>(&value))
          CHECK(written == *real);
        else
          CHECK(written.is_null());
      }
    }
  }
}

TEST_CASE("a sequence holds the features of the collection, one a line") {
  const auto table = table_of(ExportWhat::settlements);
  const auto collection = Json::parse(bytes_of(table, ExportFormat::geojson));
  std::istringstream lines{bytes_of(table, ExportFormat::geojsonseq)};
  Json features = Json::array();
  for (std::string line; std::getline(lines, line);) features.push_back(Json::parse(line));
  CHECK(features == collection["features"]);
}

TEST_CASE("CSV has a column a property, says that it is UTF-8, and reads back cell by cell") {
  const auto table = table_of(ExportWhat::issues, ExportProfile::internal);
  const auto text = bytes_of(table, ExportFormat::csv);
  REQUIRE(text.starts_with("\xEF\xBB\xBF"));
  const auto read = sample::taken(parse_csv(std::string_view{text}.substr(3)));
  REQUIRE(read.records.size() == table.rows.size());
  CHECK(read.header.size() == 3 + table.rows.front().properties.size());
  const auto title = read.find_column("title");
  REQUIRE(title);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    CHECK(CsvTable::cell(read.records[i], 0) == table.rows[i].id);
    for (const auto& [name, value] : table.rows[i].properties)
      if (name == "title") CHECK(CsvTable::cell(read.records[i], *title) == text_of(value));
  }
}

TEST_CASE("CSV writes coordinates as GeoJSON does") {
  auto table = table_of(ExportWhat::settlements);
  table.rows.resize(1);
  table.rows[0].point = LonLat{69.88755000000001, 42.18};
  const auto text = bytes_of(table, ExportFormat::csv);
  CHECK(text.find(",69.88755,42.18,") != std::string::npos);
}

TEST_CASE("a selection without rows is a file without rows, in every format") {
  auto table = table_of(ExportWhat::settlements);
  table.rows.clear();
  for (const auto format : {ExportFormat::geojson, ExportFormat::geojsonseq, ExportFormat::csv, ExportFormat::gpkg,
                            ExportFormat::kml, ExportFormat::xlsx}) {
    std::ostringstream out;
    CHECK(sample::taken(write_export(table, format, out)) == 0);
  }
  CHECK(bytes_of(table, ExportFormat::csv).starts_with("\xEF\xBB\xBFid,lon,lat"));
}

TEST_CASE("GeoPackage and KML hold every row where it is") {
  for (const auto& [format, name] : {std::pair{ExportFormat::gpkg, "a.gpkg"}, {ExportFormat::kml, "a.kml"}}) {
    CAPTURE(name);
    const auto points = table_of(ExportWhat::settlements);
    const auto read = read_back(points, format, name);
    CHECK(read.size() == 55);
    CHECK(read.kind == GeometryKind::points);
    Box expected;
    for (const auto& row : points.rows) expected.include(row.point->lon, row.point->lat);
    CHECK(std::abs(read.extent.min_x - expected.min_x) < 1e-6);
    CHECK(std::abs(read.extent.max_y - expected.max_y) < 1e-6);
    const auto areas = read_back(table_of(ExportWhat::rural_districts), format, name);
    CHECK(areas.size() == 13);
    CHECK(areas.kind == GeometryKind::polygons);
  }
}

TEST_CASE("a spreadsheet holds every row and keeps codes as texts") {
  const auto read = read_back(table_of(ExportWhat::settlements), ExportFormat::xlsx, "a.xlsx");
  CHECK(read.size() == 55);
  REQUIRE(read.find_column("kato") != nullptr);
  REQUIRE(read.find_column("name_kk") != nullptr);
}

TEST_CASE("two exports at once do not mix") {
  const auto some = table_of(ExportWhat::settlements), others = table_of(ExportWhat::rural_districts);
  std::map<std::size_t, std::size_t> sizes;
  for (int round = 0; round < 5; ++round) {
    std::string first, second;
    {
      std::jthread one{[&] { first = bytes_of(some, ExportFormat::kml); }};
      std::jthread two{[&] { second = bytes_of(others, ExportFormat::kml); }};
    }
    ++sizes[first.size()];
    ++sizes[second.size()];
  }
  CHECK(sizes.size() == 2);
}

TEST_CASE("formats are found by name and by the file's ending") {
  CHECK(export_format_named("geojson") == ExportFormat::geojson);
  CHECK_FALSE(export_format_named("GeoJSON"));
  CHECK(export_format_of("a.geojson") == ExportFormat::geojson);
  CHECK(export_format_of("a.json") == ExportFormat::geojson);
  CHECK(export_format_of("A.GEOJSON") == ExportFormat::geojson);
  CHECK(export_format_of("a.geojsonl") == ExportFormat::geojsonseq);
  CHECK(export_format_of("a.csv") == ExportFormat::csv);
  CHECK(export_format_of("a.gpkg") == ExportFormat::gpkg);
  CHECK_FALSE(export_format_of("a.shp"));
  CHECK_FALSE(export_format_of("geojson"));
}
