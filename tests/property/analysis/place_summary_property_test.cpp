#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "layers/analysis/attention.h"
#include "layers/analysis/indicator.h"
#include "tests/unit/analysis/small_district.h"

namespace riskmap {

namespace {
using testing::day;
using testing::SmallDistrict;
const Date today = day(2025, 7, 15);

// Problems of every state, place, category, age and plan.
SmallDistrict random_district(std::mt19937& random) {
  SmallDistrict district;
  const auto any = [&random](int count) { return std::uniform_int_distribution{0, count - 1}(random); };
  constexpr std::array places = {"s1", "s2", "s3", "s4", "s5", "r1", "r2", "d"};
  constexpr std::array categories = {"water", "water.drinking", "aid", "aid.family"};
  const int count = 5 + any(40);
  for (int i = 0; i < count; ++i) {
    auto issue = district.issue(places[static_cast<std::size_t>(any(8))], today - std::chrono::days{any(500)});
    issue.with("status", std::string{code_of(all_statuses[static_cast<std::size_t>(any(11))])})
        .with("category", categories[static_cast<std::size_t>(any(4))])
        .with("severity", std::int64_t{1 + any(5)});
    if (any(2) == 0) issue.with("due_on", iso_date(today + std::chrono::days{any(200) - 100}));
    if (any(2) == 0) issue.with("resolved_on", iso_date(today - std::chrono::days{any(400)}));
    if (any(3) == 0) issue.with_step({{"funding", any(2) == 0 ? "NOT_FOUND" : "DISTRICT_BUDGET"}});
    if (any(4) == 0) issue.also_in(places[static_cast<std::size_t>(any(5))]);
  }
  return district;
}
}  // namespace

TEST_CASE("the district holds every problem of its parts once, and every part adds up") {
  std::mt19937 random{37};
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const auto district = random_district(random);
    const auto facts = facts_of_all(district.snapshot, today);
    const auto selected = district.all();
    const auto total = summarise_all(district.snapshot, selected, facts);
    const auto districts = summarise(district.snapshot, AreaLevel::district, selected, facts);
    const auto& whole = districts[district.area_row("d", AreaLevel::district)];
    CHECK(whole.open == total.open);
    CHECK(whole.by_stage == total.by_stage);
    CHECK(whole.money_missing == total.money_missing);
    CHECK(std::accumulate(whole.open_by_group.begin(), whole.open_by_group.end(), 0) == whole.open);

    const auto parts = summarise(district.snapshot, AreaLevel::rural_district, selected, facts);
    const auto settlements = summarise(district.snapshot, AreaLevel::settlement, selected, facts);
    for (const auto& place : settlements) {
      CHECK(place.overdue <= place.open);
      CHECK(place.no_plan + place.with_plan <= place.open);
      CHECK(place.open <= total.open);
    }
    RiskLevel worst = RiskLevel::none;
    for (const auto* level : {&parts, &settlements})
      for (const auto& place : *level) worst = std::max(worst, place.worst);
    CHECK(worst <= whole.worst);
  }
}

TEST_CASE("what a filter keeps and what it drops add up to the whole") {
  std::mt19937 random{21};
  for (int round = 0; round < 60; ++round) {
    const auto district = random_district(random);
    const auto facts = facts_of_all(district.snapshot, today);
    auto kept = district.all(), dropped = district.all();
    for (std::size_t row = 0; row < kept.size(); ++row) (random() % 2 == 0 ? kept : dropped)[row] = 0;
    for (const AreaLevel level : {AreaLevel::settlement, AreaLevel::rural_district}) {
      const auto all = summarise(district.snapshot, level, district.all(), facts);
      const auto a = summarise(district.snapshot, level, kept, facts);
      const auto b = summarise(district.snapshot, level, dropped, facts);
      for (std::size_t row = 0; row < all.size(); ++row) {
        CHECK(a[row].open + b[row].open == all[row].open);
        CHECK(a[row].overdue + b[row].overdue == all[row].overdue);
        CHECK(std::max(a[row].worst, b[row].worst) == all[row].worst);
      }
    }
  }
}

TEST_CASE("the attention list is sorted by weight, names open problems only and never the same subject twice") {
  std::mt19937 random{7};
  for (int round = 0; round < 60; ++round) {
    const auto district = random_district(random);
    const auto facts = facts_of_all(district.snapshot, today);
    const auto selected = district.all();
    const auto lines =
        attention_list({district.snapshot, facts, selected}, attention_scores(district.snapshot, facts)).lines;
    CHECK(std::ranges::is_sorted(lines, std::ranges::greater{}, &AttentionLine::weight));
    std::vector<std::string> subjects;
    for (const auto& line : lines) {
      subjects.push_back(line.subject);
      CHECK(line.place.row != no_row);
      for (const Row issue : line.issues) CHECK(facts.facts[issue].is_open);
    }
    std::ranges::sort(subjects);
    CHECK(std::ranges::adjacent_find(subjects) == subjects.end());
  }
}

}  // namespace riskmap
