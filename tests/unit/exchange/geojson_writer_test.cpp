// GeoJSON by RFC 7946, byte by byte.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "layers/exchange/geojson_writer.h"
#include "layers/exchange/json_text.h"

using namespace riskmap;
using Json = nlohmann::json;

namespace {

// Polygons put together ring by ring; a part is an outer ring and its holes.
class ShapeBuilder {
 public:
  ShapeBuilder& ring(std::initializer_list<LonLat> points) {
    for (const auto& point : points) {
      table_.x.push_back(point.lon);
      table_.y.push_back(point.lat);
      table_.extent.include(point.lon, point.lat);
    }
    table_.vertex_offset.push_back(static_cast<std::uint32_t>(table_.x.size()));
    return *this;
  }
  ShapeBuilder& end_part() {
    table_.ring_offset.push_back(static_cast<std::uint32_t>(table_.vertex_offset.size() - 1));
    return *this;
  }
  ShapeBuilder& end_feature() {
    table_.part_offset.push_back(static_cast<std::uint32_t>(table_.ring_offset.size() - 1));
    return *this;
  }
  FeatureTable finish() {
    table_.kind = GeometryKind::polygons;
    return table_;
  }

 private:
  FeatureTable table_;
};

std::string decimal(double number, int decimals = 7) {
  std::string out;
  append_decimal(out, number, decimals);
  return out;
}

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

// The geometry written for the first feature of `shapes`.
Json geometry_of(const FeatureTable& shapes) {
  std::ostringstream out;
  GeoJsonWriter writer{out, shapes.extent, {}};
  writer.add_polygon("a", shapes, 0, {});
  REQUIRE(writer.finish());
  return Json::parse(out.str())["features"][0]["geometry"];
}

double turning(const Json& ring) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i)
    sum += ring[i][0].get<double>() * ring[i + 1][1].get<double>() -
           ring[i + 1][0].get<double>() * ring[i][1].get<double>();
  return sum;
}

}  // namespace

TEST_CASE("coordinates are spelled as the C library rounds them, without idle zeros") {
  std::mt19937_64 random{20260115};
  for (int i = 0; i < 100'000; ++i) {
    const int decimals = i % 8;
    const double number = std::ldexp(static_cast<double>(static_cast<std::int64_t>(random())), -64 + i % 9);
    auto expected = fmt::format("{:.{}f}", number, decimals);
    if (decimals > 0) expected.erase(expected.find_last_not_of('0') + 1);
    if (expected.ends_with('.')) expected.pop_back();
    if (expected == "-0") expected = "0";
    CHECK(decimal(number, decimals) == expected);
  }
}

TEST_CASE("a coordinate has at most seven decimals and no idle zeros") {
  CHECK(decimal(69.8875499999) == "69.88755");
  CHECK(decimal(42.123456789) == "42.1234568");
  CHECK(decimal(70) == "70");
  CHECK(decimal(-0.5) == "-0.5");
  CHECK(decimal(0.0000001) == "0.0000001");
  CHECK(decimal(69.9999999999) == "70");
  CHECK(decimal(42.123456789, 0) == "42");
  CHECK(decimal(1e8, 2) == "100000000");
}

TEST_CASE("what rounds to nothing is written as plain zero") {
  CHECK(decimal(-0.0) == "0");
  CHECK(decimal(-0.00000001) == "0");
}

TEST_CASE("texts are escaped as JSON asks and stay UTF-8") {
  CHECK(json_string("Су \"жоқ\" \\ көше") == R"("Су \"жоқ\" \\ көше")");
  CHECK(json_string("a\nb\tc\rd") == R"("a\nb\tc\rd")");
  CHECK(json_string(std::string_view{"\x01\x1f", 2}) == R"("\u0001\u001f")");
}

TEST_CASE("a value that is missing or not finite is null") {
  for (const auto& value : {Value{}, Value{std::nan("")}, Value{std::numeric_limits<double>::infinity()}}) {
    std::string out;
    append_json_value(out, value);
    CHECK(out == "null");
  }
}

TEST_CASE("numbers survive a round trip to the last bit") {
  for (const double number : {0.1, 1.0 / 3, 1e-7, 123456789.125}) {
    std::string out;
    append_json_value(out, Value{number});
    CHECK(Json::parse(out).get<double>() == number);
  }
  std::string out;
  append_json_value(out, Value{std::int64_t{9'007'199'254'740'993}});
  CHECK(out == "9007199254740993");
}

TEST_CASE("a collection has its bbox, its own members, string ids and no crs") {
  std::ostringstream out;
  GeoJsonWriter writer{out, Box{69, 42, 70.5, 42.25}, {{"as_of", Value{"2026-03"}}}};
  writer.add_point("17", LonLat{69, 42.25}, {{"open", Value{std::int64_t{3}}}, {"name", Value{"Леңгір"}}});
  writer.add_point("18", LonLat{70.5, 42}, {{"open", Value{}}});
  REQUIRE(writer.finish() == 2);
  CHECK(out.str() ==
        "{\"type\":\"FeatureCollection\",\"bbox\":[69,42,70.5,42.25],\"as_of\":\"2026-03\",\"features\":[\n"
        "{\"type\":\"Feature\",\"id\":\"17\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[69,42.25]},"
        "\"properties\":{\"open\":3,\"name\":\"Леңгір\"}},\n"
        "{\"type\":\"Feature\",\"id\":\"18\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[70.5,42]},"
        "\"properties\":{\"open\":null}}\n]}\n");
}

TEST_CASE("a collection of nothing is still a collection, without a bbox") {
  std::ostringstream out;
  GeoJsonWriter writer{out, Box{}, {}};
  REQUIRE(writer.finish() == 0);
  CHECK(Json::parse(out.str()) == Json{{"type", "FeatureCollection"}, {"features", Json::array()}});
}

TEST_CASE("a feature without a place has a null geometry") {
  std::ostringstream out;
  GeoJsonWriter writer{out, Box{}, {}};
  writer.add_point("1", std::nullopt, {});
  writer.add_point("2", LonLat{std::nan(""), 42}, {});
  const auto shapes = ShapeBuilder{}.end_feature().finish();
  writer.add_polygon("3", shapes, 0, {});
  REQUIRE(writer.finish());
  for (const auto& feature : Json::parse(out.str())["features"]) {
    REQUIRE(feature.contains("geometry"));
    CHECK(feature["geometry"].is_null());
  }
}

TEST_CASE("outer rings turn left and holes turn right, however they were drawn") {
  const auto left = std::initializer_list<LonLat>{{0, 0}, {4, 0}, {4, 4}, {0, 4}};
  const auto right = std::initializer_list<LonLat>{{0, 4}, {4, 4}, {4, 0}, {0, 0}};
  const auto left_hole = std::initializer_list<LonLat>{{1, 1}, {2, 1}, {2, 2}, {1, 2}};
  const auto right_hole = std::initializer_list<LonLat>{{1, 2}, {2, 2}, {2, 1}, {1, 1}};
  for (const auto& outer : {left, right})
    for (const auto& hole : {left_hole, right_hole}) {
      const auto polygon = geometry_of(ShapeBuilder{}.ring(outer).ring(hole).end_part().end_feature().finish());
      CHECK(polygon["type"] == "Polygon");
      REQUIRE(polygon["coordinates"].size() == 2);
      CHECK(turning(polygon["coordinates"][0]) > 0);
      CHECK(turning(polygon["coordinates"][1]) < 0);
      for (const auto& ring : polygon["coordinates"]) {
        CHECK(ring.size() == 5);
        CHECK(ring.front() == ring.back());
      }
    }
}

TEST_CASE("several parts make one multipolygon") {
  const auto geometry = geometry_of(ShapeBuilder{}
                                        .ring({{0, 0}, {1, 0}, {0, 1}})
                                        .end_part()
                                        .ring({{5, 5}, {6, 5}, {5, 6}})
                                        .end_part()
                                        .end_feature()
                                        .finish());
  CHECK(geometry["type"] == "MultiPolygon");
  CHECK(geometry["coordinates"].size() == 2);
}

TEST_CASE("vertices that meet after rounding are written once") {
  const auto ring = geometry_of(ShapeBuilder{}
                                    .ring({{0, 0}, {1, 0}, {1.00000001, 0.00000001}, {1, 1}})
                                    .end_part()
                                    .end_feature()
                                    .finish())["coordinates"][0];
  CHECK(ring == Json::parse("[[0,0],[1,0],[1,1],[0,0]]"));
}

TEST_CASE("what rounding leaves no area of is left out") {
  const std::initializer_list<LonLat> speck = {{5, 5}, {5.00000001, 5}, {5, 5.00000001}};
  const auto with_hole =
      geometry_of(ShapeBuilder{}.ring({{0, 0}, {9, 0}, {0, 9}}).ring(speck).end_part().end_feature().finish());
  CHECK(with_hole["coordinates"].size() == 1);
  const auto with_part = geometry_of(
      ShapeBuilder{}.ring(speck).end_part().ring({{0, 0}, {1, 0}, {0, 1}}).end_part().end_feature().finish());
  CHECK(with_part["type"] == "Polygon");
  CHECK(geometry_of(ShapeBuilder{}.ring(speck).end_part().end_feature().finish()).is_null());
}

TEST_CASE("a sequence is one feature a line and nothing around them") {
  std::ostringstream out;
  GeoJsonWriter writer{out, Box{0, 0, 1, 1}, {{"as_of", Value{"2026-03"}}}, {.decimals = 7, .is_sequence = true}};
  writer.add_point("1", LonLat{0, 0}, {});
  writer.add_point("2", LonLat{1, 1}, {});
  REQUIRE(writer.finish() == 2);
  std::istringstream lines{out.str()};
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) CHECK(Json::parse(line)["type"] == "Feature");
  CHECK(count == 2);
}

TEST_CASE("a stream that takes no more is said") {
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  GeoJsonWriter writer{out, Box{}, {}};
  const auto written = writer.finish();
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::io);
}
