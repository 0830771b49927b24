#include "layers/analysis/code_column.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "layers/analysis/indicator.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
using Numbers = std::vector<double>;
const Numbers twins = {7, 7, 9};
}  // namespace

TEST_CASE("a column is one of codes by the first or the last word of its name") {
  for (const auto* name : {"KATO", "adm1_psgc", "ADM2_PCODE", "Year", "year_built", "shapeID", "OBJECTID", "osm_id",
                           "код", "Ауданның коды_КАТО_код", "жыл"}) {
    CAPTURE(name);
    CHECK(are_codes(name, twins));
  }
  for (const auto* name :
       {"population", "area_km2", "yearly", "identity", "rate", "risk_index", "valid", "encoded", ""}) {
    CAPTURE(name);
    CHECK_FALSE(are_codes(name, twins));
  }
  CHECK_FALSE(are_codes("code", Numbers{0.5, 0.7}));  // no code has decimals
}

TEST_CASE("a column is one of codes by its numbers: each feature its own, long ones or a count without a gap") {
  CHECK(are_codes("number", Numbers{615837000, 615853000, 615830100}));
  CHECK(are_codes("NHD_NUM", Numbers{43, 41, 42, NAN, 44}));
  CHECK_FALSE(are_codes("residents", Numbers{800, 900, 1000}));
  CHECK_FALSE(are_codes("width", Numbers{40000, 40000, 50000}));
  CHECK_FALSE(are_codes("rank", Numbers{1, 2}));
  CHECK_FALSE(are_codes("share", Numbers{1, 2, 3.5}));
  CHECK_FALSE(are_codes("nothing", Numbers{NAN, NAN}));
}

TEST_CASE("codes are written as they stand and open no map; a value that hardly differs opens none either") {
  set_language(Language::ru);
  FeatureTable features;
  features.part_offset.assign(31, 0);
  Numbers psgc(30, 1300000000), angle(30, 0), people(30);
  angle[4] = 0.7;
  for (std::size_t i = 0; i < people.size(); ++i) people[i] = 1000.0 + 37.0 * static_cast<double>(i % 7);
  features.columns = {{"adm1_psgc", ColumnType::integer, psgc, {}},
                      {"ANGLE", ColumnType::real, angle, {}},
                      {"people", ColumnType::integer, people, {}}};
  const auto indicators = indicators_of(features);
  REQUIRE(indicators.size() == 3);
  CHECK(indicators[0].id == "people");
  CHECK(format_value(indicators[0], 1222) == "1\u00A0222");
  CHECK(indicators[1].id == "adm1_psgc");
  CHECK(format_value(indicators[1], 1300000000) == "1300000000");
  CHECK(indicators[2].tells_nothing);
  CHECK_FALSE(indicators[2].is_code);
  set_language(Language::en);
}

}  // namespace riskmap
