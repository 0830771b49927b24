#include "layers/analysis/register_scan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "small_district.h"

namespace riskmap {

namespace {
using testing::day;

// Sixteen villages on a grid, two problems each but five in the first corner; and a place for each.
struct Grid {
  Grid() {
    for (int i = 0; i < 16; ++i) {
      const auto kato = "v" + std::to_string(i);
      district.settlement(kato, "r1", "Ауыл", "Село", "Village " + std::to_string(i), "");
      district.figure(kato, "population", i == 15 ? 0 : 500);
      rows.push_back(district.row_of(kato));
      places.x.push_back(i % 4), places.y.push_back(i / 4);
      const bool is_corner = i == 0 || i == 1 || i == 4 || i == 5;
      for (int n = 0; n < (is_corner ? 8 : 2); ++n) district.issue(kato);
    }
  }
  [[nodiscard]] Result<RegisterScan> scan(std::string_view indicator, bool by_people = false) const {
    const auto facts = facts_of_all(district.snapshot, day(2025, 7, 1));
    const auto all = district.all();
    ScanQuestion question{.indicator = *find_indicator(district.snapshot, indicator)};
    if (by_people) question.base = find_indicator(district.snapshot, "population");
    question.options.deals = 999;
    return register_scan({district.snapshot, facts, all}, question, rows, places);
  }
  testing::SmallDistrict district;
  std::vector<Row> rows;
  Places places{{}, {}, true};
};
}  // namespace

TEST_CASE("a cluster of a register holds its problems and what lies behind them") {
  const Grid grid;
  const auto found = *grid.scan("open");
  CHECK(found.counts_problems);
  CHECK(found.scan.total == 56);
  REQUIRE_FALSE(found.scan.clusters.empty());
  const auto& first = found.scan.clusters.front();
  CHECK(first.p <= 0.05);
  CHECK(first.seen == 32);
  CHECK(first.rows.size() == 4);
  REQUIRE(found.problems.size() == found.scan.clusters.size());
  CHECK(found.problems.front().issues.size() == 32);
  CHECK(std::ranges::is_sorted(found.problems.front().issues));
  CHECK(found.problems.front().behind ==
        std::vector<CategoryCount>{{grid.district.snapshot.find_category("water.drinking"), 32}});
}

TEST_CASE("a problem of several places counts at its main place only") {
  Grid grid;
  auto road = grid.district.issue("v10");
  for (const auto* other : {"v11", "v14", "v15"}) road.also_in(other);
  const auto found = *grid.scan("open");
  CHECK(found.scan.total == 57);
  CHECK(found.counts[10] == 3);
  CHECK(found.counts[11] == 2);
}

TEST_CASE("people make what is expected, and a place without any takes no part") {
  const Grid grid;
  const auto found = *grid.scan("open", true);
  CHECK(found.scan.places == 15);
  CHECK(found.scan.without_people == 1);
  CHECK(found.scan.people == 7500);
  REQUIRE_FALSE(found.scan.clusters.empty());
  CHECK(found.scan.clusters.front().expected == doctest::Approx(54.0 * 4 / 15));
}

TEST_CASE("what counts nothing cannot be scanned") {
  const Grid grid;
  const auto refused = grid.scan("per_1000");
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == ErrorCode::invalid_input);
}

}  // namespace riskmap
