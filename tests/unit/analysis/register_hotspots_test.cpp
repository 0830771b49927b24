#include "layers/analysis/register_hotspots.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "layers/text/translate.h"
#include "reference_table.h"
#include "small_district.h"

namespace riskmap {

namespace {
using testing::day;
using testing::number_of;
const std::filesystem::path reference = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference/nc_sids";
constexpr double no_data = std::numeric_limits<double>::quiet_NaN();

struct Village {
  double people = no_data;
  int problems = 0;
};

// Villages in a row of their own, beside the small district's five.
struct District {
  explicit District(const std::vector<Village>& villages) {
    for (std::size_t i = 0; i < villages.size(); ++i) {
      const auto kato = "v" + std::to_string(i);
      district.settlement(kato, "r1", "Ауыл " + std::to_string(i), "Село " + std::to_string(i),
                          "Village " + std::to_string(i), "");
      rows.push_back(district.row_of(kato));
      if (!std::isnan(villages[i].people)) district.figure(kato, "population", villages[i].people);
      for (int n = 0; n < villages[i].problems; ++n) district.issue(kato);
    }
  }
  [[nodiscard]] Indicator indicator(std::string_view id) const { return *find_indicator(district.snapshot, id); }
  [[nodiscard]] RegisterHotspots found(const HotspotQuestion& question, const Neighbours& neighbours) const {
    const auto facts = facts_of_all(district.snapshot, day(2025, 7, 1));
    const auto all = district.all();
    return *register_hotspots({district.snapshot, facts, all}, question, rows, neighbours);
  }
  testing::SmallDistrict district;
  std::vector<Row> rows;
};

// A chain: every village has the next few on either side as neighbours.
Neighbours chain(std::uint32_t size, std::uint32_t reach = 1) {
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < size; ++i)
    for (std::uint32_t other = i + 1; other < size && other <= i + reach; ++other)
      links.push_back({i, other}), links.push_back({other, i});
  return neighbours_from(size, std::move(links));
}

// 1 to 9 have four problems, the others none or one.
District crowded() {
  std::vector<Village> villages(40, {100, 0});
  for (std::size_t i = 0; i < villages.size(); i += 7) villages[i].problems = 1;
  for (std::size_t i = 1; i < 10; ++i) villages[i].problems = 4;
  return District{villages};
}
}  // namespace

TEST_CASE("a register's problems and residents give the rates and the p values of the reference programs") {
  if (!std::filesystem::exists(reference)) return;
  std::vector<Village> villages;
  for (const auto& row : testing::read_table(reference / "attributes.csv"))
    villages.push_back({number_of(row.at("BIR74")), static_cast<int>(number_of(row.at("SID74")))});
  std::vector<Link> links;
  for (const auto& row : testing::read_table(reference / "neighbours.csv"))
    if (row.at("weights") == "queen")
      for (const double other : testing::numbers_of(row.at("neighbours")))
        links.push_back(
            {static_cast<std::uint32_t>(std::stoul(row.at("rid"))) - 1, static_cast<std::uint32_t>(other) - 1});
  const auto neighbours = neighbours_from(villages.size(), std::move(links));
  const District counties{villages};
  HotspotQuestion question{.indicator = counties.indicator("open"), .base = {}, .request = {}};
  const auto counts = counties.found(question, neighbours);
  int checked = 0;
  for (const auto& row : testing::read_table(reference / "perm_exact.csv")) {
    if (row.at("weights") != "queen" || row.at("variable") != "SID74") continue;
    const auto& place = counts.places[std::stoul(row.at("rid")) - 1];
    CHECK(std::abs(place.statistic.p_high - number_of(row.at("p_ge"))) <= 1e-9);
    CHECK(std::abs(place.statistic.p_low - number_of(row.at("p_le"))) <= 1e-9);
    ++checked;
  }
  CHECK(checked == 100);
  question.base = counties.indicator("population");
  const auto rates = counties.found(question, neighbours);
  CHECK(rates.total == 667);
  CHECK(rates.people == 329962);
  const auto alone = counties.found(question, neighbours_from(villages.size(), {}));
  for (const auto& row : testing::read_table(reference / "eb.csv")) {
    if (row.at("set") != "SID74/BIR74") continue;
    const auto& place = rates.places[std::stoul(row.at("rid")) - 1];
    CHECK(place.statistic.value == doctest::Approx(number_of(row.at("eb_std_z"))).epsilon(1e-9));
    const auto& own = alone.places[std::stoul(row.at("rid")) - 1];
    CHECK(own.seen == number_of(row.at("events")));
    CHECK(own.expected == doctest::Approx(number_of(row.at("expected"))).epsilon(1e-9));
    CHECK(100 * own.seen / own.expected == doctest::Approx(number_of(row.at("rel_risk_pct"))).epsilon(1e-9));
  }
}

TEST_CASE("what is seen and what would be expected are problems of a place and its neighbours") {
  const auto places = crowded();
  const auto found = places.found({.indicator = places.indicator("open"), .base = {}, .request = {}}, chain(40, 3));
  CHECK(found.counts_problems);
  CHECK(found.total == 41);
  const auto& middle = found.places[5];
  CHECK(middle.statistic.verdict == PlaceVerdict::hot);
  CHECK(middle.seen == 28);
  CHECK(middle.expected == doctest::Approx(41.0 * 7 / 40));
  CHECK(middle.issues.size() == 28);
  REQUIRE(middle.behind.size() == 1);
  CHECK(middle.behind.front() == CategoryCount{places.district.snapshot.find_category("water.drinking"), 28});
  CHECK(middle.neighbours == std::vector<Row>{places.rows[2], places.rows[3], places.rows[4], places.rows[6],
                                              places.rows[7], places.rows[8]});
  CHECK(found.places[39].issues.empty());
  const auto best = ranked(found);
  REQUIRE_FALSE(best.empty());
  for (std::size_t i = 1; i < best.size(); ++i)
    CHECK(found.places[best[i - 1]].statistic.p <= found.places[best[i]].statistic.p);
}

TEST_CASE("shares are compared by the cases behind them: one solved problem is no hotspot, a hundred are") {
  // 2 to 4 have solved all of twenty problems each, 14 to 16 all of one; the others none of twelve.
  const auto question_of = [](const District& places) {
    const auto plain = places.indicator("share_solved");
    auto question = fitting_question(places.district.snapshot, AreaLevel::settlement,
                                     places.indicator("share_solved_smoothed"), {});
    CHECK(question.indicator.id == plain.id);
    return question;
  };
  std::vector<Village> villages(20, {100, 12});
  for (std::size_t i = 2; i < 5; ++i) villages[i].problems = 0;
  District places{villages};
  for (std::size_t i = 14; i < 17; ++i) {
    const auto lonely = "w" + std::to_string(i);
    places.district.settlement(lonely, "r1", "Шалғай " + std::to_string(i), "Дальнее " + std::to_string(i),
                               "Far " + std::to_string(i), "");
    places.rows[i] = places.district.row_of(lonely);
    places.district.issue(lonely).with("status", "closed");
  }
  for (std::size_t i = 2; i < 5; ++i)
    for (int n = 0; n < 20; ++n) places.district.issue("v" + std::to_string(i)).with("status", "closed");
  const auto found = places.found(question_of(places), chain(20));
  const auto& many = found.places[3].statistic;
  const auto& few = found.places[15].statistic;
  CHECK(many.value > few.value);
  CHECK(many.p_high < few.p_high);
  CHECK(found.places[15].seen == 1);
  CHECK(found.places[13].seen == doctest::Approx(1.0 / 25));  // of its cases, not the mean of three shares
  CHECK(found.total == doctest::Approx(63.0 / (14 * 12 + 63)));
}

TEST_CASE("with residents behind them problems are expected where people live") {
  std::vector<Village> villages(12, {100, 1});
  villages[3].people = 1000, villages[3].problems = 10;
  villages[8].people = no_data;
  const District places{villages};
  const auto question = fitting_question(places.district.snapshot, AreaLevel::settlement, places.indicator("open"), {});
  REQUIRE(question.base);
  const auto found = places.found(question, chain(12));
  CHECK(found.with_data == 11);
  CHECK(found.people == 2000);
  CHECK(found.places[3].seen == 12);
  CHECK(found.places[3].expected == doctest::Approx(20.0 * 1200 / 2000));
  CHECK(found.places[3].statistic.verdict == PlaceVerdict::undefined);  // everybody has the same rate
  CHECK(found.places[8].statistic.verdict == PlaceVerdict::no_data);
  CHECK(std::isnan(found.places[8].seen));
  CHECK(found.places[7].expected == doctest::Approx(20.0 * 200 / 2000));
}

TEST_CASE("a problem of two villages is one problem where both are looked at") {
  std::vector<Village> villages(10, {no_data, 0});
  District places{villages};
  places.district.issue("v2").also_in("v3");
  places.district.snapshot.put_link_rows();
  const auto found = places.found({.indicator = places.indicator("open"), .base = {}, .request = {}}, chain(10));
  CHECK(found.total == 1);
  CHECK(found.places[2].seen == 1);
  CHECK(found.places[3].seen == 1);
  CHECK(found.places[4].seen == 1);
  CHECK(found.places[5].seen == 0);
}

TEST_CASE("counts of problems are compared by people where people are known, and nothing else is") {
  const District known{std::vector<Village>(8, {100, 1})}, unknown{std::vector<Village>(8, {no_data, 1})};
  const auto question = [](const District& places, const char* id) {
    return fitting_question(places.district.snapshot, AreaLevel::settlement, places.indicator(id), {});
  };
  CHECK(question(known, "overdue").base);
  CHECK(question(known, "per_1000").indicator.id == "open");
  CHECK(question(known, "per_1000").base);
  CHECK(question(known, "overdue_per_1000").indicator.id == "overdue");
  CHECK_FALSE(question(known, "days_open").base);
  CHECK_FALSE(question(known, "population").base);
  CHECK_FALSE(question(unknown, "open").base);
}

TEST_CASE("every indicator that counts open problems names the problems it counts") {
  District places{std::vector<Village>(3, {100, 0})};
  for (const char* kato : {"v0", "v1", "v1"}) {
    places.district.issue(kato, day(2025, 1, 1)).with("due_date", Value{"2025-02-01"});
    places.district.issue(kato, day(2025, 6, 30)).with("category", Value{"aid.family"}).with_step({});
  }
  const auto& snapshot = places.district.snapshot;
  const auto facts = facts_of_all(snapshot, day(2025, 7, 1));
  const auto all = places.district.all();
  const auto summaries = summarise(snapshot, AreaLevel::settlement, all, facts);
  const auto issues = issues_by_place(snapshot, AreaLevel::settlement, all);
  int counting = 0;
  auto indicators = indicators_of(snapshot);
  indicators.push_back(places.indicator("category_water.drinking"));
  for (const auto& indicator : indicators) {
    const auto counts = problems_counted_by(indicator, snapshot, facts);
    if (!counts) continue;
    CAPTURE(indicator.id);
    ++counting;
    for (const Row row : places.rows)
      CHECK(std::ranges::count_if(issues[row], [&](Row issue) {
              return facts.facts[issue].is_open && counts(issue);
            }) == indicator.value(summaries[row]));
  }
  CHECK(counting == 8);
}

TEST_CASE("a join count asks yes or no, of the rarer answer, and names the neighbours that answer alike") {
  std::vector<Village> villages(20, {100, 0});
  for (const std::size_t row : {3U, 4U, 5U, 6U, 15U}) villages[row].problems = 2;
  const District places{villages};
  const auto asked = [&](const char* id) {
    return fitting_question(places.district.snapshot, AreaLevel::settlement, places.indicator(id),
                            {.method = HotspotMethod::joincount, .correction = Correction::none});
  };
  const auto found = places.found(asked("open"), chain(20, 2));
  CHECK(found.yes == 5);
  CHECK_FALSE(found.is_of_the_no);
  CHECK_FALSE(found.counts_problems);
  const auto& middle = found.places[4];
  CHECK(middle.statistic.verdict == PlaceVerdict::cluster);
  CHECK(middle.statistic.is_exact);
  CHECK(middle.seen == 3);
  CHECK(middle.expected == doctest::Approx(4 * 4.0 / 19));  // hypergeometric: four of the other five are yes
  CHECK(middle.statistic.p_high == doctest::Approx(4.0 * 15 / 3876 + 1.0 / 3876));
  CHECK(middle.alike == std::vector<Row>{places.rows[3], places.rows[5], places.rows[6]});
  CHECK(middle.issues.size() == 8);
  CHECK(found.places[15].statistic.verdict == PlaceVerdict::not_significant);
  CHECK(found.places[0].statistic.verdict == PlaceVerdict::absent);
  CHECK(std::isnan(found.places[0].seen));

  for (auto& village : villages) village.problems = village.problems > 0 ? 0 : 1;
  const District turned{villages};
  const auto rarer = turned.found(asked("open"), chain(20, 2));
  CHECK(rarer.yes == 15);
  CHECK(rarer.is_of_the_no);
  CHECK(rarer.places[4].statistic.verdict == PlaceVerdict::cluster);
  CHECK(rarer.places[4].statistic.p == middle.statistic.p);
  CHECK(rarer.places[4].issues.empty());  // there is nothing behind what is not there

  CHECK_FALSE(asked("open").base);
  CHECK(asked("per_1000").yes_no);  // the problems behind the rate
  const auto facts = facts_of_all(places.district.snapshot, day(2025, 7, 1));
  const auto all = places.district.all();
  const auto refused =
      register_hotspots({places.district.snapshot, facts, all}, asked("days_open"), places.rows, chain(20));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::invalid_input);
}

TEST_CASE("problems that no place can hold are counted, with the reason") {
  District places{std::vector<Village>(6, {100, 1})};
  places.district.issue("s1");  // its residents are not known
  places.district.issue("v1").with("settlement", Value{}).with("area", Value{uuid_of_name("area d")});
  places.district.issue("v1").with("settlement", Value{});
  places.district.issue("v2").with("status", "closed");  // not open: not asked for
  places.district.snapshot.put_link_rows();
  auto rows = places.rows;
  rows.push_back(places.district.row_of("s1"));
  places.rows = rows;
  HotspotQuestion question{.indicator = places.indicator("open"), .request = {}};
  question.base = places.indicator("population");
  const auto found = places.found(question, chain(7));
  CHECK(found.total == 6);
  CHECK(found.left_out.all == 9);
  CHECK(found.left_out.at_unknown == 1);
  CHECK(found.left_out.of_wider_area == 1);
  CHECK(found.left_out.nowhere == 1);
  set_language(Language::en);
  CHECK(left_out_words(found.left_out) ==
        "Of 9 problems 3 are left out: about a wider area as a whole\u00A0–\u00A0"
        "1, without a place\u00A0–\u00A0"
        "1, at places of which too little is known\u00A0–\u00A0"
        "1.");
  CHECK(left_out_words({.all = 118, .of_wider_area = 1}) ==
        "Of 118 problems 1 is left out: about a wider area as a whole.");
  CHECK(left_out_words(places.found({.indicator = places.indicator("overdue"), .request = {}}, chain(7)).left_out) ==
        "");
}

TEST_CASE("the order of the places changes nothing that is said of them") {
  const auto places = crowded();
  auto turned = places;
  std::ranges::reverse(turned.rows);
  const HotspotQuestion question{
      .indicator = places.indicator("open"), .base = places.indicator("population"), .request = {}};
  const auto found = places.found(question, chain(40, 3)), other = turned.found(question, chain(40, 3));
  for (std::size_t i = 0; i < 40; ++i) {
    const auto &one = found.places[i], &same = other.places[39 - i];
    CHECK(one.row == same.row);
    CHECK(one.statistic.verdict == same.statistic.verdict);
    CHECK(one.statistic.p == doctest::Approx(same.statistic.p).epsilon(1e-9));
    CHECK(one.seen == same.seen);
    CHECK(one.behind == same.behind);
  }
}

}  // namespace riskmap
