#include "layers/analysis/indicator_summary.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "layers/analysis/indicator.h"
#include "small_district.h"

namespace riskmap {

namespace {
using testing::day;
using testing::SmallDistrict;
const Date today = day(2025, 7, 15);

std::vector<PlaceSummary> summaries(const SmallDistrict& district, AreaLevel level) {
  return summarise(district.snapshot, level, district.all(), facts_of_all(district.snapshot, today));
}
PlaceSummary of_settlement(const SmallDistrict& district, const std::string& kato) {
  return summaries(district, AreaLevel::settlement)[district.row_of(kato)];
}
PlaceSummary of_area(const SmallDistrict& district, const std::string& code, AreaLevel level) {
  return summaries(district, level)[district.area_row(code, level)];
}
}  // namespace

TEST_CASE("a problem of three places counts once at each and once in each total") {
  SmallDistrict district;
  district.issue("s1").also_in("s2").also_in("s3");
  CHECK(of_settlement(district, "s1").open == 1);
  CHECK(of_settlement(district, "s2").open == 1);
  CHECK(of_settlement(district, "s3").open == 1);
  CHECK(of_settlement(district, "s4").open == 0);
  CHECK(of_area(district, "r1", AreaLevel::rural_district).open == 1);
  CHECK(of_area(district, "r2", AreaLevel::rural_district).open == 1);
  CHECK(of_area(district, "d", AreaLevel::district).open == 1);
  CHECK(summarise_all(district.snapshot, district.all(), facts_of_all(district.snapshot, today)).open == 1);
}

TEST_CASE("a problem of a rural district counts there and above, not in its settlements") {
  SmallDistrict district;
  district.issue("r2");
  district.issue("d");
  CHECK(of_settlement(district, "s3").open == 0);
  CHECK(of_area(district, "r2", AreaLevel::rural_district).open == 1);
  CHECK(of_area(district, "d", AreaLevel::district).open == 2);
}

TEST_CASE("only selected problems count") {
  SmallDistrict district;
  const Row first = district.issue("s1").row();
  district.issue("s1");
  auto selected = district.all();
  selected[first] = 0;
  const auto places =
      summarise(district.snapshot, AreaLevel::settlement, selected, facts_of_all(district.snapshot, today));
  CHECK(places[district.row_of("s1")].open == 1);
}

TEST_CASE("lateness, plans, responsibility and level are counted for open problems only") {
  SmallDistrict district;
  district.issue("s1").with("due_on", "2025-07-14");
  district.issue("s1").with("due_on", "2025-07-15").with("severity", std::int64_t{5});
  district.issue("s1").with("status", "closed").with("due_on", "2025-06-10").with("resolved_on", "2025-07-01");
  const auto summary = of_settlement(district, "s1");
  CHECK(summary.open == 2);
  CHECK(summary.overdue == 1);
  CHECK(summary.no_plan == 2);
  CHECK(summary.no_responsible == 2);
  CHECK(summary.worst == RiskLevel::critical);
  CHECK(summary.done == 1);
  CHECK(summary.done_this_year == 1);
  CHECK(summary.next_deadline == day(2025, 7, 15));
  CHECK(summary.days_to_deadline == 0);
}

TEST_CASE("the twelve months end with the month of today") {
  SmallDistrict district;
  district.issue("s1", day(2025, 7, 1));
  district.issue("s1", day(2024, 8, 31));
  district.issue("s1", day(2024, 7, 31));
  district.issue("s1", day(2024, 9, 1)).with("status", "resolved").with("resolved_on", "2025-06-30");
  const auto summary = of_settlement(district, "s1");
  CHECK(summary.registered_by_month[11] == 1);
  CHECK(summary.registered_by_month[0] == 1);
  CHECK(summary.registered_by_month[1] == 1);
  CHECK(std::accumulate(summary.registered_by_month.begin(), summary.registered_by_month.end(), 0) == 3);
  CHECK(summary.resolved_by_month[10] == 1);
  CHECK(summary.registered_last_30_days == 1);
}

TEST_CASE("groups hold the problems of their categories, in the order of their numbers") {
  SmallDistrict district;
  const auto groups = groups_of(district.snapshot);
  REQUIRE(groups.size() == 2);
  CHECK(district.snapshot.categories[groups[0]].code == "water");
  CHECK(district.snapshot.categories[groups[1]].code == "aid");
  district.issue("s1");
  district.issue("s1").with("category", "aid.family");
  district.issue("s1").with("category", "aid.family").with("status", "rejected");
  CHECK(of_settlement(district, "s1").open_by_group == std::vector{1, 1});
}

TEST_CASE("money without a source is summed over pending steps, pieces times amount where no budget is written") {
  SmallDistrict district;
  district.issue("s1")
      .with_step({{"funding", "NOT_FOUND"}, {"budget_kzt", std::int64_t{1'500'000}}})
      .with_step({{"funding", "NOT_FOUND"},
                  {"unit_amount_kzt", std::int64_t{50'000}},
                  {"beneficiaries", std::int64_t{11'364}}})
      .with_step({{"funding", "DISTRICT_BUDGET"}, {"budget_kzt", std::int64_t{7}}})
      .with_step({{"funding", "NOT_FOUND"}, {"status", "CANCELLED"}, {"budget_kzt", std::int64_t{9}}});
  CHECK(of_settlement(district, "s1").money_missing == 569'700'000);
}

TEST_CASE("the ways to solve split the open problems and this quarter's solved ones") {
  SmallDistrict district;
  district.issue("s1");
  district.issue("s1").with_step({{"funding", "NOT_FOUND"}});
  district.issue("s1").with_step({{"funding", "DISTRICT_BUDGET"}});
  district.issue("s1").with_step({{"funding", "DISTRICT_BUDGET"}, {"status", "IN_PROGRESS"}});
  district.issue("s1").with("status", "resolved").with("resolved_on", "2025-07-02");
  district.issue("s1").with("status", "resolved").with("resolved_on", "2025-06-30");
  CHECK(of_settlement(district, "s1").by_stage == std::array{1, 1, 1, 1, 1});
}

TEST_CASE("the population of a rural district is known where it is known of every settlement") {
  SmallDistrict district;
  district.figure("s3", "population", 900);
  district.figure("s4", "population", 80);
  for (const char* place : {"s3", "s4", "s5"}) district.issue(place);
  const auto partly = of_area(district, "r2", AreaLevel::rural_district);
  CHECK_FALSE(partly.population);
  CHECK(partly.known_residents == 980);
  CHECK(partly.settlements == 3);
  CHECK(partly.settlements_without_population == 1);
  CHECK_FALSE(of_area(district, "r1", AreaLevel::rural_district).population);
  const auto rate = [&] {
    const std::vector<PlaceSummary> places{of_area(district, "r2", AreaLevel::rural_district)};
    return values_of(*find_indicator(district.snapshot, "per_1000"), places).values.front();
  };
  CHECK(std::isnan(rate()));  // three problems over the residents of two settlements would be too many
  district.figure("s5", "population", 20);
  CHECK(of_area(district, "r2", AreaLevel::rural_district).population == 1000);
  CHECK(rate() == doctest::Approx(3));
}

TEST_CASE("the median of the days open lies between the middle two") {
  SmallDistrict district;
  for (const unsigned of_month : {14U, 12U, 5U, 1U}) district.issue("s1", day(2025, 7, of_month));
  CHECK(of_settlement(district, "s1").median_days_open == doctest::Approx(6.5));
  district.issue("s1", day(2099, 1, 1));  // not registered yet
  CHECK(of_settlement(district, "s1").median_days_open == doctest::Approx(6.5));
  district.issue("s3", day(2099, 1, 1));
  CHECK_FALSE(of_settlement(district, "s3").median_days_open);
  CHECK_FALSE(of_settlement(district, "s2").median_days_open);
}

TEST_CASE("the risk index needs passport figures and is drawn from the newest") {
  SmallDistrict district;
  district.issue("s1").with("severity", std::int64_t{4});
  CHECK(std::isnan(of_settlement(district, "s1").risk.index));
  district.figure("s1", "low_income_percent", 30, "2024-01-01");
  district.figure("s1", "low_income_percent", 15, "2025-01-01");
  const auto summary = of_settlement(district, "s1");
  // H = SG(7.9167, 0), V = 5, C from overdue 0 and no plan 1: mean 5; (H·5·5)^(1/3).
  CHECK(summary.risk.index == doctest::Approx(5.0).epsilon(0.05));
  CHECK(summary.risk.completeness < 0.5);
  CHECK(std::isnan(of_settlement(district, "s2").risk.index));
}

TEST_CASE("areas that name each other as parents do not trap the search for a level") {
  SmallDistrict district;
  district.area("x", "rural_district", "y", "X");
  district.area("y", "district", "x", "Y");
  CHECK(area_of_area(district.snapshot, district.area_row("x", AreaLevel::rural_district), AreaLevel::district) ==
        district.area_row("y", AreaLevel::district));
  CHECK(area_of_area(district.snapshot, district.area_row("x", AreaLevel::rural_district), AreaLevel::region) ==
        no_row);
  CHECK(area_of_area(district.snapshot, district.area_row("d", AreaLevel::district), AreaLevel::rural_district) ==
        no_row);
}

TEST_CASE("the issues of a place are those that count there") {
  SmallDistrict district;
  const Row first = district.issue("s1").also_in("s3").row();
  const Row second = district.issue("r2").row();
  CHECK(issues_of_place(district.snapshot, AreaLevel::settlement, district.row_of("s3"), district.all()) ==
        std::vector{first});
  CHECK(issues_of_place(district.snapshot, AreaLevel::rural_district,
                        district.area_row("r2", AreaLevel::rural_district),
                        district.all()) == std::vector{first, second});
}

TEST_CASE("quarters are half-open and end with today; each problem stands in one") {
  SmallDistrict district;
  for (const auto& on : {day(2025, 7, 15), day(2025, 4, 16), day(2025, 4, 15), day(2022, 7, 16), day(2022, 7, 15)})
    district.issue("s1", on);
  district.issue("s1", day(2025, 7, 16));
  district.issue("s1", day(2025, 7, 1)).with("status", "rejected");
  const auto quarters = of_settlement(district, "s1").registered_by_quarter;
  CHECK(quarters[11] == 2);
  CHECK(quarters[10] == 1);
  CHECK(quarters[0] == 1);
  CHECK(std::accumulate(quarters.begin(), quarters.end(), 0) == 4);
}

}  // namespace riskmap
