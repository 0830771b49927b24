// Our own reader of GeoJSON and GDAL must tell the same about every file. GDAL reads what begins with a byte order
// mark, which our reader leaves to it; the rest of the file is the same.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <functional>
#include <random>
#include <tuple>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/geojson_reader.h"
#include "tests/unit/geo/file_builders.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t bound) {
  return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random);
}

bool is_read_directly(const fs::path& file) {
  REQUIRE(set_up_gdal().has_value());
  const auto checked = check_file(file);
  if (!checked || checked->format != FileFormat::geojson) return false;
  const auto layer = read_geojson(*checked, {});
  return layer && layer->has_value();
}

bool same_numbers(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

void check_same_layer(const LayerInfo& ours, const LayerInfo& gdal) {
  CHECK(ours.name == gdal.name);
  CHECK(ours.kind == gdal.kind);
  CHECK(ours.feature_count == gdal.feature_count);
  CHECK(ours.crs_name == gdal.crs_name);
  CHECK(ours.crs_wkt == gdal.crs_wkt);
  CHECK(ours.fields == gdal.fields);
}

void check_same_columns(const std::vector<Column>& ours, const std::vector<Column>& gdal) {
  REQUIRE(ours.size() == gdal.size());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    INFO("column ", gdal[i].name);
    CHECK(ours[i].name == gdal[i].name);
    CHECK(ours[i].type == gdal[i].type);
    CHECK(ours[i].texts == gdal[i].texts);
    CHECK(same_numbers(ours[i].numbers, gdal[i].numbers));
  }
}

std::string words_of(const std::vector<Refusal>& refusals) {
  std::string words;
  for (const Refusal& refusal : refusals)
    words += fmt::format("{} {} {}\n", refusal.row, refusal.reason, refusal.is_dropped);
  return words;
}

void check_same_table(const FeatureTable& ours, const FeatureTable& gdal) {
  CHECK(ours.layer_name == gdal.layer_name);
  CHECK(ours.kind == gdal.kind);
  CHECK(ours.crs_name == gdal.crs_name);
  CHECK(ours.crs_wkt == gdal.crs_wkt);
  CHECK(ours.is_geographic == gdal.is_geographic);
  const auto corners = [](const Box& box) { return std::tuple{box.min_x, box.min_y, box.max_x, box.max_y}; };
  CHECK(corners(ours.extent) == corners(gdal.extent));
  CHECK(ours.x == gdal.x);
  CHECK(ours.y == gdal.y);
  CHECK(ours.vertex_offset == gdal.vertex_offset);
  CHECK(ours.ring_offset == gdal.ring_offset);
  CHECK(ours.part_offset == gdal.part_offset);
  CHECK(ours.fid == gdal.fid);
  check_same_columns(ours.columns, gdal.columns);
  CHECK(words_of(ours.refusals) == words_of(gdal.refusals));
}

// True when our own reader took the file.
bool check_same(std::string_view text) {
  const Folder ours_folder, gdal_folder;
  const auto ours_file = ours_folder.write("a.geojson", text);
  const auto gdal_file = gdal_folder.write("a.geojson", "\xEF\xBB\xBF" + std::string{text});
  if (!is_read_directly(ours_file)) return false;
  const auto ours = VectorDataset::open(ours_file), gdal = VectorDataset::open(gdal_file);
  REQUIRE(ours.has_value());
  REQUIRE(gdal.has_value());
  CHECK(ours->driver() == gdal->driver());
  REQUIRE(gdal->layers().size() == 1);
  check_same_layer(ours->layers().front(), gdal->layers().front());
  for (const bool wants_attributes : {true, false}) {
    const auto our_table = ours->read({.wants_attributes = wants_attributes});
    const auto gdal_table = gdal->read({.wants_attributes = wants_attributes});
    REQUIRE(our_table.has_value());
    REQUIRE(gdal_table.has_value());
    check_same_table(*our_table, *gdal_table);
  }
  return true;
}

std::string number(Random& random) {
  constexpr std::array<std::string_view, 14> odd = {"0",
                                                    "-0",
                                                    "-0.0",
                                                    "1e5",
                                                    "1E-7",
                                                    "-12.50",
                                                    "123456789012345",
                                                    "0.1234567890123456789",
                                                    "1e22",
                                                    "1.5e30",
                                                    "2.5e-300",
                                                    "9.9e31",
                                                    "7.0",
                                                    "4503599627370497.5"};
  if (below(random, 4) == 0) return std::string{odd[below(random, odd.size())]};
  return fmt::format("{}", std::uniform_real_distribution<double>{-180, 180}(random));
}

std::string position(Random& random) {
  const std::string degrees = fmt::format("{:.7f},{:.6f}", std::uniform_real_distribution<double>{66, 72}(random),
                                          std::uniform_real_distribution<double>{41, 46}(random));
  return "[" + (below(random, 60) == 0 ? number(random) + "," + number(random) : degrees) +
         (below(random, 400) == 0 ? ",812.5]" : "]");
}

std::string list(std::size_t count, const std::function<std::string()>& item) {
  std::string text = "[";
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : " ,\n") + item();
  return text + "]";
}

std::string ring(Random& random) {
  const std::size_t shape = below(random, 12);
  if (shape < 6) return square;
  if (shape == 6) return "[[69,42],[70,43],[70,42],[69,43],[69,42]]";  // a bow-tie
  if (shape == 7) return "[[69,42],[70,42],[69,42]]";
  const std::string first = position(random);
  std::string text = "[" + first;
  for (std::size_t i = below(random, 9); i > 0; --i) text += "," + position(random);
  return text + (below(random, 40) == 0 ? "]" : "," + first + "]");
}

std::string geometry(Random& random, std::size_t kind) {
  if (below(random, 9) == 0) return "null";
  const bool is_multiple = below(random, 3) == 0;
  const auto point = [&] { return position(random); };
  const auto line = [&] { return list(1 + below(random, 5), point); };
  const auto polygon = [&] { return list(1 + below(random, 3), [&] { return ring(random); }); };
  const std::array<std::function<std::string()>, 3> pieces = {point, line, polygon};
  constexpr std::array<std::string_view, 3> names = {"Point", "LineString", "Polygon"};
  const std::string coordinates = is_multiple ? list(1 + below(random, 3), pieces[kind]) : pieces[kind]();
  return fmt::format(R"({{ "type": "{}{}",{} "coordinates": {} }})", is_multiple ? "Multi" : "", names[kind],
                     below(random, 5) == 0 ? R"("bbox":[1,2,3,4],)" : "", coordinates);
}

// Of a column's kind, so that columns seldom mix.
std::string value(Random& random, std::size_t kind) {
  constexpr std::array<std::string_view, 10> texts = {R"("")",
                                                      R"("Төле би")",
                                                      R"("\"\\\/\b\f\n\r\t")",
                                                      R"("\u0422\u04E9\u043b\u0435 \ud83d\ude00")",
                                                      R"("2026-03-15")",
                                                      R"("и\u0306")",
                                                      R"(" a ")",
                                                      R"("12:30")",
                                                      R"("-")",
                                                      R"("1/2")"};
  constexpr std::array<std::string_view, 4> dates = {R"("2026-03-15")", R"("1999-12-31")", R"("2024-02-29")", "null"};
  constexpr std::array<std::string_view, 4> codes = {R"("12")", R"("3,5")", R"("0.25")", R"("")"};
  if (below(random, 5) == 0) return "null";
  switch (kind) {
    case 0:
      return std::to_string(static_cast<int>(below(random, 2000)) - 1000);
    case 1:
      return number(random);
    case 2:
      return below(random, 2) == 0 ? "true" : "false";
    case 3:
      return std::string{dates[below(random, dates.size())]};
    case 4:
      return std::string{codes[below(random, codes.size())]};
    case 5:
      return "null";
    default:
      return std::string{texts[below(random, texts.size())]};
  }
}

std::string properties(Random& random, const std::vector<std::size_t>& kinds, bool is_first) {
  std::string text = "{";
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (is_first || below(random, 6) != 0)
      text += fmt::format("{}\"{}{}\": {}", text.size() == 1 ? "" : ",", i == 0 ? " атауы " : "field", i,
                          value(random, kinds[i]));
  return text + "}";
}

std::string random_file(unsigned seed) {
  Random random{seed};
  std::vector<std::size_t> kinds(below(random, 6));
  for (std::size_t& kind : kinds) kind = below(random, 8);
  const std::size_t shape = below(random, 3);
  const bool has_ids = below(random, 3) == 0;
  std::vector<std::string> features;
  for (std::size_t i = 0; i <= below(random, 12); ++i) {
    const std::string id = has_ids ? fmt::format(R"("id":{},)", i * 3 + 7) : "";
    const std::string facts = R"("properties":)" + properties(random, kinds, i == 0);
    const std::string place = R"("geometry":)" + geometry(random, shape);
    features.push_back(R"({"type":"Feature",)" + id +
                       (below(random, 2) == 0 ? facts + ", " + place : place + "\t,\r\n" + facts) + "}");
  }
  constexpr std::array<std::string_view, 6> members = {
      "",
      "",
      R"("name":"қабат",)",
      R"("bbox":[66,41,72,46],)",
      R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},)",
      R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32642"}},)"};
  return collection(features, std::string{members[below(random, members.size())]});
}

}  // namespace

TEST_CASE("our reader and GDAL tell the same about random collections") {
  int taken = 0;
  constexpr unsigned files = 150;
  for (unsigned seed = 1; seed <= files; ++seed) {
    INFO("seed ", seed);
    taken += check_same(random_file(seed)) ? 1 : 0;
  }
  CHECK(taken > files / 3);
}

TEST_CASE("our reader takes what is usual and GDAL agrees") {
  const std::string far = R"({"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]],[[8,8],[9,8],[9,9],[8,8]]]})";
  const std::array<std::string, 13> files = {
      collection({feature(polygon(square))}),
      collection({feature(polygon(square + "," + square)), feature(far)}),
      collection({feature("null"), feature(point("69,42"))}),
      collection({feature(point("69,42"), R"({"a":1,"b":null,"c":"x"})"), feature(point("1,2"), R"({"a":2.5})")}),
      collection({feature(point("69,42"), R"({"қ":true})"), feature(point("1,2"), R"({"қ":null})")}),
      collection({feature(point("69,42"), R"({"id":5})"), feature(point("1,2"), R"({"id":8})")}),
      collection({feature(point("69,42"), R"({"d":"2026-12-31"})"), feature(point("1,2"), R"({"d":"2024-02-29"})")}),
      collection({feature(point("69,42"), R"({"d":"2026-12-31"})"), feature(point("1,2"), R"({"d":"ертең"})")}),
      collection({feature(point("1e31,42")), feature(point("1,2"))}),
      collection({feature(point("42.1,69.6"))}),
      collection({feature(point("500000,4650000"))}),
      collection({feature(point("500000,4650000"))}, R"("crs":{"type":"name","properties":{"name":"EPSG:32642"}},)"),
      collection({feature(polygon("[[1,1],[2,1],[1,1]],[[1,1],[2,1],[2,2],[1,1]]"))})};
  for (const std::string& text : files) {
    INFO(text);
    CHECK(check_same(text));
  }
}

TEST_CASE("what is unusual is left to GDAL") {
  const std::string good = feature(point("69,42"));
  const std::array<std::string, 31> files = {
      collection({}),
      collection({good}) + "x",
      collection({good}, R"("unknown":{},)"),
      collection({good}, R"("crs":null,)"),
      collection({good}, R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::99999"}},)"),
      collection({good, feature(polygon(square))}),
      collection({good, feature(point("1,2"), R"({"name":5})")}),
      collection({good, feature(point("1,2"), R"({"other":"b"})")}),
      collection({feature(point("1,2"), R"({"a":1,"a":2})")}),
      collection({feature(point("1,2"), R"({"a":[1,2]})")}),
      collection({feature(point("1,2"), R"({"a":{"b":1}})")}),
      collection({feature(point("1,2"), R"({"a":12345678901234567})")}),
      collection({feature(point("1,2"), R"({"a":"\ud83d"})")}),
      collection({feature(point("1,2"), R"({"a":"\u0000"})")}),
      collection({feature(point("1,2"), "{\"a\":\"\xC0\xAF\"}")}),
      collection({feature(point("1,2"), R"({"a":"2026-03-15T10:00:00Z"})")}),
      collection({feature(point("1,2"), R"({"a":01})")}),
      collection({feature(point("1,2"), R"({"a":NaN})")}),
      collection({feature(point("1,2"), "null")}),
      collection({feature(point("1,2"), R"({"id":5})"), feature(point("1,2"), R"({"id":3})")}),
      collection({feature(point("1,2"), R"({"id":5})"), feature(point("1,2"), R"({"id":null})")}),
      collection({feature(point("1,2"), R"({"id":"a"})")}),
      collection({feature(point("1"))}),
      collection({feature(point(""))}),
      collection({feature(polygon("[[1,1],[2,1],[2,2]]"))}),
      collection({feature(point("1,2,3"))}),
      collection({feature(R"({"type":"Polygon","coordinates":[]})")}),
      collection({feature(R"({"coordinates":[1,2],"type":"Point"})")}),
      collection({R"({"type":"Feature","id":"a","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}})"}),
      collection({R"({"type":"Feature","id":3,"properties":{},"geometry":null})",
                  R"({"type":"Feature","id":3,"properties":{},"geometry":{"type":"Point","coordinates":[1,2]}})"}),
      R"({"features":[)" + good + R"(],"type":"FeatureCollection"})"};
  const Folder folder;
  for (const std::string& text : files) {
    INFO(text);
    CHECK_FALSE(is_read_directly(folder.write("a.geojson", text)));
  }
  CHECK_FALSE(is_read_directly(folder.write("a.geojson", "\xEF\xBB\xBF" + collection({good}))));
  CHECK(is_read_directly(folder.write("a.geojson", collection({good}))));
}

TEST_CASE("every GeoJSON file of the shared folder reads the same both ways") {
  const fs::path shared = fs::path{RISKMAP_SHARED_DIR} / "data";
  std::error_code absent;
  for (const auto& entry : fs::recursive_directory_iterator{shared, absent}) {
    if (entry.path().extension() != ".geojson" && entry.path().extension() != ".json") continue;
    if (entry.file_size() > 20U << 20) continue;
    INFO(entry.path().string());
    fmt::print("{}: read {}\n", entry.path().filename().string(),
               check_same(bytes_of(entry.path())) ? "by our own reader" : "by GDAL");
  }
}
