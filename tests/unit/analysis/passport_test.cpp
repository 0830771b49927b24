#include "layers/analysis/passport.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "layers/analysis/indicator.h"
#include "layers/text/translate.h"
#include "small_district.h"

namespace riskmap {

namespace {
using testing::day;
using testing::SmallDistrict;
const Date today = day(2025, 7, 15);

void describe(SmallDistrict& district, const std::string& code, const std::string& unit, Fields more = {}) {
  Fields fields = {{"code", code}, {"kk", code + " kk"}, {"ru", code + " ru"}, {"en", code + " en"}, {"unit", unit}};
  fields.merge(more);
  district.put(Entity::indicator, code, fields);
}

double value_at(const SmallDistrict& district, const std::string& id, AreaLevel level, Row row, Date on = today) {
  const auto indicator = find_indicator(district.snapshot, id);
  REQUIRE(indicator);
  const auto places = summarise(district.snapshot, level, district.all(), facts_of_all(district.snapshot, on));
  return values_of(*indicator, places).values[row];
}
double at_settlement(const SmallDistrict& district, const std::string& id, const std::string& kato, Date on = today) {
  return value_at(district, id, AreaLevel::settlement, district.row_of(kato), on);
}
double at_area(const SmallDistrict& district, const std::string& id, const std::string& code, AreaLevel level) {
  return value_at(district, id, level, district.area_row(code, level));
}
}  // namespace

TEST_CASE("every field of the passport is an indicator by its name, with and without a record of its own") {
  SmallDistrict district;
  describe(district, "gas_percent", "%");
  describe(district, "population", "адам");
  district.figure("s1", "wells", 3);
  set_language(Language::en);
  CHECK(find_indicator(district.snapshot, "passport_gas_percent")->label == "gas_percent en");
  CHECK(find_indicator(district.snapshot, "passport_wells")->label == "wells");
  CHECK_FALSE(find_indicator(district.snapshot, "passport_population"));
  CHECK(at_settlement(district, "passport_wells", "s1") == 3);
  CHECK(std::isnan(at_settlement(district, "passport_wells", "s2")));
  CHECK(std::isnan(at_settlement(district, "passport_gas_percent", "s1")));
}

TEST_CASE("the last figure that is not after the day is taken, whatever order they came in") {
  SmallDistrict district;
  district.figure("s1", "gas", 40, "2025-03-01");
  district.figure("s1", "gas", 10, "2024-03-01");
  district.figure("s1", "gas", 70, "2025-08-01");
  CHECK(at_settlement(district, "passport_gas", "s1") == 40);
  CHECK(at_settlement(district, "passport_gas", "s1", day(2025, 2, 28)) == 10);
  CHECK(at_settlement(district, "passport_gas", "s1", day(2025, 8, 1)) == 70);
  CHECK(std::isnan(at_settlement(district, "passport_gas", "s1", day(2024, 2, 28))));
  const auto passports = passports_on(district.snapshot, today);
  CHECK(passports.at(district.row_of("s1"), *passports.find("gas")).on == day(2025, 3, 1));
}

TEST_CASE("residents are those of the day, and of the first count before there was any") {
  SmallDistrict district;
  district.figure("s1", "population", 100, "2024-01-01");
  district.figure("s1", "population", 130, "2025-01-01");
  CHECK(at_settlement(district, "population", "s1") == 130);
  CHECK(at_settlement(district, "population", "s1", day(2024, 6, 1)) == 100);
  CHECK(at_settlement(district, "population", "s1", day(2020, 6, 1)) == 100);
}

TEST_CASE("counts of an area are summed, all else is the mean weighted by residents") {
  SmallDistrict district;
  describe(district, "families", "отбасы");
  describe(district, "gas_percent", "%");
  describe(district, "index", "отбасы", {{"min_bound", 0.0}, {"max_bound", 50.0}});
  for (const auto& [kato, residents, value] :
       {std::tuple{"s3", 900, 10}, std::tuple{"s4", 100, 50}, std::tuple{"s1", 1000, 2}}) {
    district.figure(kato, "population", residents);
    for (const char* field : {"families", "gas_percent", "index"}) district.figure(kato, field, value);
  }
  CHECK(at_area(district, "passport_families", "r2", AreaLevel::rural_district) == 60);
  CHECK(at_area(district, "passport_gas_percent", "r2", AreaLevel::rural_district) == doctest::Approx(14));
  CHECK(at_area(district, "passport_index", "r2", AreaLevel::rural_district) == doctest::Approx(14));
  CHECK(at_area(district, "passport_families", "d", AreaLevel::district) == 62);
  CHECK(at_area(district, "passport_gas_percent", "d", AreaLevel::district) == doctest::Approx(8));
}

TEST_CASE("where nothing was recorded there is no data, and no mean where nobody is known to live") {
  SmallDistrict district;
  describe(district, "gas_percent", "%");
  district.figure("s3", "gas_percent", 10);
  district.figure("s4", "gas_percent", 30);
  CHECK(std::isnan(at_area(district, "passport_gas_percent", "r1", AreaLevel::rural_district)));
  CHECK(std::isnan(at_area(district, "passport_gas_percent", "r2", AreaLevel::rural_district)));
  district.figure("s3", "population", 500);
  CHECK(at_area(district, "passport_gas_percent", "r2", AreaLevel::rural_district) == 10);
}

TEST_CASE("an area of which less than half is known is marked uncertain") {
  SmallDistrict district;
  describe(district, "wells", "дана");
  district.figure("s3", "wells", 4);
  const auto level = AreaLevel::rural_district;
  const auto marked = [&] {
    const auto places = summarise(district.snapshot, level, district.all(), facts_of_all(district.snapshot, today));
    return values_of(*find_indicator(district.snapshot, "passport_wells"), places)
        .is_uncertain[district.area_row("r2", level)];
  };
  CHECK(marked() == 1);
  district.figure("s4", "wells", 5);
  CHECK(marked() == 0);
  CHECK(at_area(district, "passport_wells", "r2", level) == 9);
}

TEST_CASE("a figure that no residents weigh is not among those that an area's mean is known from") {
  SmallDistrict district;
  describe(district, "gas_percent", "%");
  for (const char* kato : {"s3", "s4", "s5"}) district.figure(kato, "gas_percent", 10);
  district.figure("s3", "population", 500);
  const auto places =
      summarise(district.snapshot, AreaLevel::rural_district, district.all(), facts_of_all(district.snapshot, today));
  const auto gas = values_of(*find_indicator(district.snapshot, "passport_gas_percent"), places);
  CHECK(gas.values[district.area_row("r2", AreaLevel::rural_district)] == 10);
  CHECK(gas.is_uncertain[district.area_row("r2", AreaLevel::rural_district)] == 1);
}

TEST_CASE("a unit is understood as offices write it") {
  SmallDistrict district;
  const std::pair<const char*, PassportUnit> spellings[] = {
      {"Адам", PassportUnit::people},   {"чел.", PassportUnit::people}, {" шт. ", PassportUnit::pieces},
      {"теңге", PassportUnit::money},   {"%", PassportUnit::per_cent},  {"үлес", PassportUnit::share},
      {"км", PassportUnit::kilometres}, {"га", PassportUnit::hectares}, {"отбасы", PassportUnit::families},
      {"үй", PassportUnit::households}, {"°C", PassportUnit::other}};
  for (const auto& [unit, meaning] : spellings) describe(district, std::string{"field "} + unit, unit);
  const auto fields = passport_fields(district.snapshot);
  for (const auto& [unit, meaning] : spellings) {
    const auto found = std::ranges::find(fields, std::string{"field "} + unit, &PassportField::code);
    REQUIRE(found != fields.end());
    CHECK_MESSAGE(found->meaning == meaning, unit);
  }
}

}  // namespace riskmap
