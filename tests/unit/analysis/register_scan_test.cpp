#include "layers/analysis/register_scan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "layers/analysis/finding_words.h"
#include "layers/analysis/hotspot_lines.h"
#include "layers/analysis/scan_finding.h"
#include "layers/text/translate.h"
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
  [[nodiscard]] HotspotFinding finding() const {
    const auto facts = facts_of_all(district.snapshot, day(2025, 7, 1));
    const auto all = district.all();
    const WeighedPlaces weighed{.rows = rows, .places = places};
    HotspotChoice choice;
    choice.method = HotspotMethod::scan;
    return *scan_by_choice({district.snapshot, facts, all}, AreaLevel::settlement,
                           *find_indicator(district.snapshot, "open"), choice, weighed, {});
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

TEST_CASE("every place of a cluster stands for the whole of it, and the list has one line for it") {
  set_language(Language::en);
  const Grid grid;
  const auto finding = grid.finding();
  REQUIRE(finding.scan.has_value());
  REQUIRE(finding.ranked.size() == 1);
  for (const std::size_t row : {0U, 1U, 4U, 5U}) {
    const auto& place = finding.found.places[row];
    CHECK(place.statistic.verdict == PlaceVerdict::hot);
    CHECK(place.seen == 32);
    CHECK(place.issues.size() == 32);
    CHECK(place.neighbours.size() == 3);
  }
  CHECK(finding.found.places[2].statistic.verdict == PlaceVerdict::not_significant);
  CHECK(finding.found.places[15].statistic.verdict == PlaceVerdict::no_data);  // nobody lives there
  const auto lines = hotspot_lines(grid.district.snapshot, finding);
  REQUIRE(lines.size() == 1);
  CHECK(lines.front().place == finding.scan->scan.clusters.front().centre);
  const auto& at = finding.found.places[lines.front().place];
  const auto sentence = sentence_of(grid.district.snapshot, finding, at);
  CHECK(sentence.starts_with("In Village "));
  CHECK(sentence.find(" and 3 places within ") != std::string::npos);
  CHECK(
      sentence.ends_with("Behind it: water.drinking\u00A0–\u00A0"
                         "32."));
  CHECK(how_found(grid.district.snapshot, finding, at).size() > 4);
  CHECK(method_line(finding).starts_with("Spatial scan"));
  CHECK(why_nothing(grid.district.snapshot, finding, {}).empty());
  CHECK(short_line_of(finding, at).starts_with("More than by chance: 32 in its circle, about "));
  const auto& outside = finding.found.places[2];
  CHECK(short_line_of(finding, outside) == label_of(PlaceVerdict::not_significant));
  CHECK(sentence_of(grid.district.snapshot, finding, outside)
            .ends_with(" lies in none of the circles that stand out beyond chance."));
  CHECK(sentence_of(grid.district.snapshot, finding, finding.found.places[15]).starts_with("There is no data for "));
}

}  // namespace riskmap
