#include "layers/analysis/indicator.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "layers/analysis/indicator_rates.h"
#include "layers/analysis/indicator_shares.h"
#include "layers/text/translate.h"
#include "small_district.h"

namespace riskmap {

namespace {
using testing::day;
using testing::SmallDistrict;
const Date today = day(2025, 7, 15);

double value_at(const SmallDistrict& district, const std::string& id, const std::string& kato) {
  const auto indicator = find_indicator(district.snapshot, id);
  REQUIRE(indicator);
  const auto facts = facts_of_all(district.snapshot, today);
  const auto places = summarise(district.snapshot, AreaLevel::settlement, district.all(), facts);
  return values_of(*indicator, places).values[district.row_of(kato)];
}
}  // namespace

TEST_CASE("every indicator has an id of its own, a label in each language and a value") {
  const SmallDistrict district;
  for (const Language wanted : {Language::en, Language::ru, Language::kk}) {
    set_language(wanted);
    std::set<std::string> ids, labels;
    for (const auto& indicator : indicators_of(district.snapshot)) {
      CHECK(ids.insert(indicator.id).second);
      CHECK(labels.insert(indicator.label).second);
      CHECK(static_cast<bool>(indicator.value) != static_cast<bool>(indicator.of_all));
      CHECK(find_indicator(district.snapshot, indicator.id)->label == indicator.label);
    }
    CHECK(ids.contains("group_water"));
    CHECK_FALSE(ids.contains("risk_index"));
  }
  set_language(Language::en);
  CHECK_FALSE(find_indicator(district.snapshot, "nonsense"));
  CHECK_FALSE(find_indicator(district.snapshot, "category_nonsense"));
}

TEST_CASE("a rate without a population is no data, never zero") {
  SmallDistrict district;
  district.issue("s1");
  district.issue("s2");
  district.figure("s1", "population", 500);
  district.figure("s3", "population", 0);
  CHECK(value_at(district, "per_1000", "s1") == doctest::Approx(2));
  CHECK(std::isnan(value_at(district, "per_1000", "s2")));
  CHECK(std::isnan(value_at(district, "per_1000", "s3")));
}

TEST_CASE("smoothed rates draw small places towards the mean of all, or towards the places around") {
  std::vector<PlaceSummary> places(10);
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i].settlements = 1;
    places[i].population = i == 0 ? 50 : 2000;
    places[i].open = i == 0 ? 2 : i < 8 ? 4 : 40;
    places[i].point = LonLat{69.0 + 0.1 * static_cast<double>(i), 42};  // the crowded ones lie at the far end
  }
  const SmallDistrict district;
  const auto values = [&](std::string_view id) { return values_of(*find_indicator(district.snapshot, id), places); };
  const auto plain = values("per_1000"), smoothed = values("per_1000_smoothed"), local = values("per_1000_local");
  CHECK(plain.values[0] == doctest::Approx(40));
  CHECK(smoothed.values[0] < 40);
  CHECK(local.values[0] < smoothed.values[0]);  // its six nearest have 2 for 1,000 residents
  CHECK(plain.intervals[0].low < 10);           // two problems may have been next to none, or seven
  CHECK(plain.intervals[0].high > 140);
  CHECK(local.intervals[0].high - local.intervals[0].low < 20);
  places[3].population.reset();
  CHECK(std::isnan(values("per_1000_local").values[3]));
  CHECK(std::isfinite(values("per_1000_local").values[0]));
}

TEST_CASE("an area lies in the middle of its settlements") {
  SmallDistrict district;
  const auto place = [&](const std::string& kato, const std::string& at) {
    district.put(Entity::settlement, kato,
                 {{"kato", kato}, {"kind", "VILLAGE"}, {"rural_district", "r2"}, {"status", "ACTIVE"}, {"geom", at}});
  };
  place("s3", "POINT(69.2 42.0)"), place("s4", "POINT(69.4 42.4)");
  const auto areas =
      summarise(district.snapshot, AreaLevel::rural_district, district.all(), facts_of_all(district.snapshot, today));
  const auto& middle = areas[district.area_row("r2", AreaLevel::rural_district)].point;
  REQUIRE(middle);
  CHECK(middle->lon == doctest::Approx(69.3));
  CHECK(middle->lat == doctest::Approx(42.2));
  CHECK_FALSE(areas[district.area_row("r1", AreaLevel::rural_district)].point);
}

TEST_CASE("a rate over a few dozen people says nothing of its class and is marked uncertain, one over many is not") {
  std::vector<PlaceSummary> places(6);
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i].settlements = 1;
    places[i].population = i == 0 ? 60 : 10'000;
    places[i].open = i == 0 ? 1 : static_cast<int>(40 * i);
  }
  const SmallDistrict district;
  auto values = values_of(*find_indicator(district.snapshot, "per_1000"), places);
  doubt_classes(values, classify(values.values, Scheme::equal, 5));
  CHECK(values.is_uncertain == std::vector<unsigned char>{1, 0, 0, 0, 0, 0});
  auto in_one = values_of(*find_indicator(district.snapshot, "per_1000"), places);
  doubt_classes(in_one, classify(in_one.values, Scheme::equal, 1));
  CHECK(in_one.is_uncertain == std::vector<unsigned char>(6, 0));
  auto counts = values_of(*find_indicator(district.snapshot, "open"), places);
  doubt_classes(counts, classify(counts.values, Scheme::equal, 5));
  CHECK(counts.is_uncertain == std::vector<unsigned char>(6, 0));  // a count is what it is
}

TEST_CASE("every number that follows the residents has its rate, found by its id, and the rate knows what it counts") {
  set_language(Language::en);
  SmallDistrict district;
  district.issue("s1");
  district.issue("s1");
  district.figure("s1", "population", 500);
  const auto places =
      summarise(district.snapshot, AreaLevel::settlement, district.all(), facts_of_all(district.snapshot, today));
  for (const auto& indicator : indicators_of(district.snapshot)) {
    CAPTURE(indicator.id);
    const auto rate = find_indicator(district.snapshot, rate_id(indicator.id));
    CHECK(rate.has_value() == follows_residents(indicator));
    if (!rate) continue;
    CHECK_FALSE(count_behind(district.snapshot, indicator));
    REQUIRE(count_behind(district.snapshot, *rate));
    CHECK(count_behind(district.snapshot, *rate)->id == indicator.id);
    const auto row = district.row_of("s1");
    const double counted = values_of(indicator, places).values[row], of_1000 = values_of(*rate, places).values[row];
    CHECK(std::isnan(counted) == std::isnan(of_1000));  // appeals where nobody went to ask
    if (!std::isnan(counted)) CHECK(of_1000 == doctest::Approx(2 * counted));
  }
  CHECK(find_indicator(district.snapshot, "overdue_per_1000")->label == "Overdue problems per 1,000 residents");
  CHECK_FALSE(find_indicator(district.snapshot, "population_per_1000"));
  CHECK_FALSE(find_indicator(district.snapshot, "nonsense_per_1000"));
  CHECK_FALSE(find_indicator(district.snapshot, "nonsense_per_1000_smoothed"));
  CHECK_FALSE(find_indicator(district.snapshot, "overdue_smoothed"));
  CHECK_FALSE(find_indicator(district.snapshot, "category_water.drinking_nonsense"));
}

TEST_CASE("the rate of one category is found as that of all is, and every rate is smoothed as that of all is") {
  set_language(Language::en);
  SmallDistrict district;
  for (int i = 0; i < 3; ++i) district.issue("s1");
  district.issue("s4");
  for (const auto* place : {"s1", "s4", "s5"}) district.figure(place, "population", 500);
  const auto places =
      summarise(district.snapshot, AreaLevel::settlement, district.all(), facts_of_all(district.snapshot, today));
  const auto values = [&](const std::string& id) {
    CAPTURE(id);
    const auto found = find_indicator(district.snapshot, id);
    REQUIRE(found);
    CHECK(found->id == id);
    return values_of(*found, places).values;
  };
  const auto& category = district.snapshot.categories[district.snapshot.issues[0].category].code;
  const auto row = district.row_of("s1");
  for (const std::string end : {"per_1000", "per_1000_smoothed", "per_1000_local"}) {
    CAPTURE(end);
    for (const auto& id : {"problems_" + end, "category_" + category + "_" + end})
      CHECK(values(id)[row] == doctest::Approx(values(end)[row]));  // all problems are open and of this category
    CHECK(count_behind(district.snapshot, *find_indicator(district.snapshot, "overdue_" + end))->id == "overdue");
  }
  CHECK(find_indicator(district.snapshot, "overdue_per_1000_local")->label ==
        "Overdue problems per 1,000 residents, smoothed by neighbours");
}

TEST_CASE(
    "a share of one problem says nothing of its class and is drawn to the share of all, one of a hundred is itself") {
  set_language(Language::en);
  std::vector<PlaceSummary> places(6);
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i].settlements = 1;
    places[i].done = i == 0 ? 1 : static_cast<int>(18 * i);
    places[i].open = i == 0 ? 0 : 100 - places[i].done;
  }
  const SmallDistrict district;
  const auto plain = *find_indicator(district.snapshot, "share_solved"),
             smoothed = *find_indicator(district.snapshot, smoothed_share_id("share_solved"));
  auto shares = values_of(plain, places);
  CHECK(shares.values[0] == 1);
  CHECK(shares.intervals[0].low == doctest::Approx(0.025));
  CHECK(shares.intervals[0].high == 1);
  doubt_classes(shares, classify(shares.values, Scheme::equal, 5));
  CHECK(shares.is_uncertain == std::vector<unsigned char>{1, 0, 0, 0, 0, 0});
  CHECK(share_counts_text(plain, places[0]) == "1 of 1");
  CHECK(share_counts_text(plain, places[5]) == "90 of 100");
  const auto drawn = values_of(smoothed, places).values;
  CHECK(drawn[0] < 0.9);
  CHECK(drawn[5] > drawn[0]);
  CHECK(drawn[5] == doctest::Approx(0.9).epsilon(0.02));
  CHECK(share_behind(district.snapshot, smoothed)->id == "share_solved");
  CHECK_FALSE(share_behind(district.snapshot, plain));
  CHECK_FALSE(share_behind(district.snapshot, *find_indicator(district.snapshot, "per_1000_smoothed")));
  CHECK(share_counts_text(*find_indicator(district.snapshot, "open"), places[5]).empty());
}

TEST_CASE("a share of nothing is no data, a count of nothing is zero") {
  const SmallDistrict district;
  CHECK(std::isnan(value_at(district, "share_with_plan", "s1")));
  CHECK(std::isnan(value_at(district, "share_solved", "s1")));
  CHECK(std::isnan(value_at(district, "days_open", "s1")));
  CHECK(value_at(district, "open", "s1") == 0);
  CHECK(value_at(district, "max_level", "s1") == 0);
}

TEST_CASE("problems are counted by group and by single category") {
  SmallDistrict district;
  district.issue("s1");
  district.issue("s1").with("category", "aid.family");
  district.issue("s1").with("category", "water");
  CHECK(value_at(district, "group_water", "s1") == 2);
  CHECK(value_at(district, "group_aid", "s1") == 1);
  CHECK(value_at(district, "category_water.drinking", "s1") == 1);
  CHECK(value_at(district, "category_water", "s1") == 2);
  const auto unknown = unknown_indicator(district.snapshot, "category_wat", "--indicator").error();
  CHECK(unknown.detail.starts_with("no such category, but these: "));
  CHECK(unknown.detail.find("water.drinking") != std::string::npos);
}

TEST_CASE("rows of another level and removed places are no data") {
  SmallDistrict district;
  district.issue("s1");
  const auto areas =
      summarise(district.snapshot, AreaLevel::rural_district, district.all(), facts_of_all(district.snapshot, today));
  const auto values = values_of(*find_indicator(district.snapshot, "open"), areas);
  CHECK(std::isnan(values.values[district.area_row("d", AreaLevel::district)]));
  CHECK(values.values[district.area_row("r1", AreaLevel::rural_district)] == 1);
}

TEST_CASE("numeric columns of a plain file are indicators, codes with leading zeros are not") {
  FeatureTable features;
  features.part_offset = {0, 1, 2, 3};
  features.columns = {
      {"people", ColumnType::integer, {10, 20, NAN}, {}},  {"price", ColumnType::text, {}, {" 1.5", "", "-0.25"}},
      {"code", ColumnType::text, {}, {"007", "12", "13"}}, {"name", ColumnType::text, {}, {"a", "b", "c"}},
      {"empty", ColumnType::text, {}, {"", "", ""}},       {"day", ColumnType::date, {}, {"2025-01-01", "", ""}}};
  const auto indicators = indicators_of(features);
  REQUIRE(indicators.size() == 2);
  CHECK(indicators[0].id == "people");
  CHECK(indicators[0].decimals == 0);
  CHECK(indicators[1].id == "price");
  const auto values = column_values(features, "price").values;
  REQUIRE(values.size() == 3);
  CHECK(values[0] == 1.5);
  CHECK(std::isnan(values[1]));
  CHECK(values[2] == -0.25);
  CHECK(std::isnan(column_values(features, "code").values[0]));
}

TEST_CASE("numbers that only name a feature or never differ come last and say so") {
  FeatureTable features;
  features.part_offset = {0, 1, 2, 3};
  features.columns = {{"kato", ColumnType::integer, {1, 1, 2}, {}},
                      {"ADM2_PCODE", ColumnType::integer, {4, 4, 5}, {}},
                      {"number", ColumnType::text, {}, {"615837000", "615853000", "615830100"}},
                      {"year", ColumnType::integer, {2024, 2024, NAN}, {}},
                      {"width", ColumnType::integer, {40000, 40000, 50000}, {}},
                      {"residents", ColumnType::integer, {800, 900, 1000}, {}}};
  std::vector<std::string> measured, idle;
  for (const auto& indicator : indicators_of(features))
    (indicator.tells_nothing ? idle : measured).push_back(indicator.id);
  CHECK(measured == std::vector<std::string>{"width", "residents"});
  CHECK(idle == std::vector<std::string>{"kato", "ADM2_PCODE", "number", "year"});
  CHECK(indicators_of(features).front().id == "width");
}

TEST_CASE("values are written as a person reads them") {
  set_language(Language::en);
  const SmallDistrict district;
  const auto written = [&](const std::string& id, double value) {
    return format_value(*find_indicator(district.snapshot, id), value);
  };
  CHECK(written("open", 12) == "12");
  CHECK(written("open", NAN) == "–");
  CHECK(written("max_level", 3) == "High");
  CHECK(written("max_level", 0) == "No open problems");
  CHECK(written("share_with_plan", 0.5).starts_with("50"));
  CHECK(written("days_open", 1) == "1 day");
  CHECK(written("days_open", 40) == "40 days");
}

}  // namespace riskmap
