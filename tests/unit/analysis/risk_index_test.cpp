// The vectors of `domain.md` §5.4, to six digits.
#include "layers/analysis/risk_index.h"

#include <doctest/doctest.h>

#include <vector>

namespace riskmap {

namespace {
double mean_of(std::initializer_list<Leaf> values) {
  const auto mean = scaled_geometric_mean(std::vector<Leaf>{values});
  REQUIRE(mean);
  return *mean;
}

doctest::Approx near(double value) {
  return doctest::Approx(value).epsilon(5e-7);
}

RiskLeaves village_x() {
  RiskLeaves leaves;
  leaves.worst_infrastructure = issue_risk(4, 5);
  leaves.worst_social = issue_risk(2, 5);
  leaves.low_income_percent = 12;
  leaves.unemployed_percent = 5;
  leaves.families_d_e_percent = 6;
  leaves.large_families_percent = 27;
  leaves.disabled_percent = 4;
  leaves.lonely_elderly_percent = 1;
  leaves.overdue_share = 2.0 / 5;
  leaves.no_plan_share = 1.0 / 5;
  leaves.missing_objects_share = 0.3;
  leaves.centre_km = 35;
  return leaves;
}
}  // namespace

TEST_CASE("the scaled geometric mean gives the published values and skips what is missing") {
  CHECK(mean_of({10, 0}) == near(7.597469));
  CHECK(mean_of({5, 5}) == near(5));
  CHECK(mean_of({8, 2}) == near(5.787045));
  CHECK(mean_of({6, std::nullopt}) == near(6));
  CHECK(mean_of({0, 0}) == 0);
  CHECK(mean_of({10, 10}) == 10);
  CHECK_FALSE(scaled_geometric_mean(std::vector<Leaf>{std::nullopt}));
}

TEST_CASE("a problem's score runs from 0 to 10") {
  CHECK(issue_risk(1, 1) == 0);
  CHECK(issue_risk(3, 3) == near(3.333333));
  CHECK(issue_risk(3, 5) == near(5.833333));
  CHECK(issue_risk(4, 5) == near(7.916667));
  CHECK(issue_risk(5, 5) == 10);
  CHECK(issue_risk(5, 1) == near(1.666667));
}

TEST_CASE("village X is high") {
  const auto index = risk_index(village_x());
  CHECK(index.hazard == near(6.261919));
  CHECK(*index.vulnerability == near(3.858398));
  CHECK(*index.coping == near(5.261662));
  CHECK(*index.value == near(5.028198));
  CHECK(*index.shown == 5.0);
  CHECK(index.level == RiskIndexClass::high);
  CHECK(index.completeness == 1);
}

TEST_CASE("the class is taken from the shown value") {
  RiskLeaves village_z;
  village_z.worst_infrastructure = issue_risk(5, 3);
  village_z.low_income_percent = 18;  // 6 of 10
  village_z.missing_objects_share = 0.6;
  const auto index = risk_index(village_z);
  CHECK(index.hazard == near(3.453306));
  CHECK(*index.vulnerability == near(6));
  CHECK(*index.coping == near(6));
  CHECK(*index.value == near(4.990904));
  CHECK(*index.shown == 5.0);
  CHECK(index.level == RiskIndexClass::high);
  CHECK(index.completeness == near(4.0 / 12));
}

TEST_CASE("without any open problem the index is zero, without any leaf of a dimension there is none") {
  auto leaves = village_x();
  leaves.worst_infrastructure = leaves.worst_social = 0;
  CHECK(*risk_index(leaves).shown == 0);
  CHECK(risk_index(leaves).level == RiskIndexClass::very_low);

  RiskLeaves no_passport;
  no_passport.worst_social = 10;
  no_passport.overdue_share = 1;
  CHECK_FALSE(risk_index(no_passport).value);
  CHECK_FALSE(risk_index(no_passport).shown);
  CHECK_FALSE(risk_index(no_passport).level);
}

TEST_CASE("leaves beyond their bounds count as the bound") {
  CHECK(scaled_leaf(45, 0, 30) == 10);
  CHECK(scaled_leaf(-1, 0, 30) == 0);
  auto leaves = village_x();
  leaves.centre_km = 600;
  leaves.low_income_percent = 300;
  CHECK(*risk_index(leaves).value <= 10);
}

}  // namespace riskmap
