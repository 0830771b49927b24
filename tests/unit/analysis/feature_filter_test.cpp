#include "layers/analysis/feature_filter.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "layers/geo/geodesic.h"

namespace riskmap {

namespace {
FeatureTable three_features() {
  FeatureTable features;
  features.part_offset = {0, 1, 2, 3};
  features.columns = {{"people", ColumnType::integer, {10, NAN, 1e17}, {}},
                      {"share", ColumnType::real, {0.5, 2, NAN}, {}},
                      {"name", ColumnType::text, {}, {"Аққұм", "", "Зертас"}}};
  return features;
}

FilterNode comparing(const std::string& field) {
  FilterNode node;
  node.kind = FilterNode::Kind::compare;
  node.field = field;
  node.position = 4;
  return node;
}
}  // namespace

TEST_CASE("a feature answers for its own columns and an empty cell is nothing") {
  const auto features = three_features();
  FeatureFields fields{features};
  CHECK(fields.value_of("people") == Value{std::int64_t{10}});
  CHECK(fields.value_of("share") == Value{0.5});
  CHECK(fields.value_of("name") == Value{std::string{"Аққұм"}});
  fields.move_to(1);
  CHECK(is_none(fields.value_of("people")));
  CHECK(is_none(fields.value_of("name")));
  CHECK(fields.value_of("share") == Value{2.0});
  fields.move_to(2);
  CHECK(fields.value_of("people") == Value{1e17});
  CHECK(fields.has_field("name"));
  CHECK_FALSE(fields.has_field("population"));
  CHECK(is_none(fields.value_of("population")));
}

TEST_CASE("the filter language selects features by their own columns") {
  const auto features = three_features();
  const auto selected = [&features](const char* text) {
    const auto filter = parse_filter(text);
    REQUIRE(filter);
    return select_features(*filter, features, Date{});
  };
  CHECK(selected("people>=10") == RowMask{1, 0, 1});
  CHECK(selected("people=none") == RowMask{0, 1, 0});
  CHECK(selected("name~аккум or share=2") == RowMask{1, 1, 0});
  CHECK(selected("") == RowMask{1, 1, 1});
}

TEST_CASE("many features are selected as each of them would be by itself") {
  FeatureTable features;
  constexpr std::size_t count = 20'000;
  features.columns = {
      {"people", ColumnType::integer, {}, {}}, {"share", ColumnType::real, {}, {}}, {"name", ColumnType::text, {}, {}}};
  features.part_offset = {0};
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t mixed = i * 2654435761U >> 7;
    features.part_offset.push_back(static_cast<std::uint32_t>(i + 1));
    features.columns[0].numbers.push_back(mixed % 11 == 0 ? NAN : static_cast<double>(mixed % 23));
    features.columns[1].numbers.push_back(static_cast<double>(mixed % 19'001) / 19'001);  // more than are remembered
    features.columns[2].texts.push_back(mixed % 13 == 0 ? "" : "Ауыл " + std::to_string(mixed % 97));
  }
  for (const char* text : {"people>5", "share<0.25", "name~5", "people=none", "not people=3", "name=none or share>=0.9",
                           "people>2 and (share<0.5 or name~7) and not (people=4 or name~1)", ""}) {
    CAPTURE(text);
    const auto filter = parse_filter(text);
    REQUIRE(filter);
    RowMask expected;
    FeatureFields fields{features};
    for (std::size_t row = 0; row < count; ++row) {
      fields.move_to(row);
      expected.push_back(selects(*filter, fields, Date{}) ? 1 : 0);
    }
    CHECK(select_features(*filter, features, Date{}) == expected);
  }
}

TEST_CASE("an unknown column and words of a register are refused with their place") {
  const auto features = three_features();
  CHECK(check_filter(comparing("people"), features));
  FilterNode all;
  all.kind = FilterNode::Kind::all_of;
  all.parts = {comparing("name"), comparing("population")};
  const auto refused = check_filter(all, features);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::unknown_field);
  CHECK(refused.error().value == "population");
  CHECK(refused.error().where == "5");
  FilterNode flag;
  flag.kind = FilterNode::Kind::flag;
  flag.field = "overdue";
  CHECK_FALSE(check_filter(flag, features));
}

TEST_CASE("a feature lies where the middle of its box lies, whatever its coordinate system") {
  FeatureTable features;
  features.crs_name = features.crs_wkt = "EPSG:32642";
  features.kind = GeometryKind::points;
  const auto projection = Projection::between("EPSG:4326", "EPSG:32642");
  REQUIRE(projection);
  for (const auto place : {LonLat{69.9, 42.2}, {70.4, 42.2}}) {
    const auto point = projection->forward(place);
    features.x.push_back(point.x), features.y.push_back(point.y);
  }
  features.vertex_offset = {0, 1, 2}, features.ring_offset = {0, 1, 2}, features.part_offset = {0, 1, 2, 2};
  const auto selected = [&features](const char* text) {
    const auto filter = parse_filter(text);
    REQUIRE(filter);
    REQUIRE(check_filter(*filter, features));
    return select_features(*filter, features, Date{});
  };
  CHECK(selected("within=\"69.9 42.2 5km\"") == RowMask{1, 0, 0});
  CHECK(selected("within!=\"69.9 42.2 5km\"") == RowMask{0, 1, 0});
  CHECK(selected("within=\"69.8 42.1, 70.5 42.1, 70.5 42.3, 69.8 42.3\"") == RowMask{1, 1, 0});
  CHECK_FALSE(check_filter(*parse_filter("within=Зертас"), features));
  // Its own column of that name is asked instead.
  features.columns = {{"within", ColumnType::text, {}, {"a", "b", "c"}}};
  CHECK(selected("within=b") == RowMask{0, 1, 0});
}

TEST_CASE("a circle's radius agrees with the geodesic") {
  for (const auto& [a, b] : {std::pair{LonLat{69.9, 42.2}, LonLat{70.5, 42.2}},
                             {LonLat{69.9, 42.2}, LonLat{69.9, 42.7}},
                             {LonLat{69.9, 42.2}, LonLat{70.3, 41.9}}})
    CHECK(metres_between(a, b) == doctest::Approx(geodesic_metres(a, b)).epsilon(0.001));
}

TEST_CASE("a column of numbers is compared with numbers only, and the condition is named") {
  const auto features = three_features();
  const auto wrong = [&features](const char* text) {
    const auto checked = check_filter(*parse_filter(text), features);
    return checked ? std::string{} : checked.error().where + " " + checked.error().value;
  };
  CHECK(wrong("people>5;drop") == "1 people>5;drop");
  CHECK(wrong("name=x and share<1e999") == "12 share<1e999");
  for (const char* text : {"people=nan", "people!=-nan", "share<inf", "people=10|many", "share=\"one\""})
    CHECK_MESSAGE(!wrong(text).empty(), text);
  CHECK(check_filter(*parse_filter("people=nan"), features).error().code == ErrorCode::number_format);
  for (const char* text : {"people=none", "people=10|none", "share>=-2.5e-3", "share=\"2\"", "people~1", "name=nan"})
    CHECK_MESSAGE(wrong(text).empty(), text);
}

}  // namespace riskmap
