// Every indicator at every level against a count by hand over the records, for the whole time and for a period.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "layers/analysis/indicator.h"
#include "layers/analysis/place_aid.h"
#include "small_district.h"

namespace riskmap {
using namespace testing;

namespace {
const Date today = day(2025, 7, 15);
constexpr double nothing = PlaceRisk::no_data;

const std::map<std::string, std::string> parents = {{"s1", "r1"}, {"s2", "r1"}, {"s3", "r2"}, {"s4", "r2"},
                                                    {"s5", "r2"}, {"r1", "d"},  {"r2", "d"}};
bool lies_in(std::string place, const std::string& area) {
  while (place != area) {
    const auto up = parents.find(place);
    if (up == parents.end()) return false;
    place = up->second;
  }
  return true;
}
AreaLevel level_of(const std::string& place) {
  return place == "d" ? AreaLevel::district : place[0] == 'r' ? AreaLevel::rural_district : AreaLevel::settlement;
}

struct Problem {
  Row row;
  std::vector<std::string> places;
};
struct Voice {
  std::string place;
  Date on;
  Row about = no_row;
};
struct Aid {
  std::string place;
  Date on;
  int families, tenge;
};

// A year of a small district, and the same in lists.
struct Year : SmallDistrict {
  std::vector<Problem> problems;
  std::vector<Voice> appeals, receptions;
  std::vector<Aid> aid;
  std::map<std::string, int> residents{{"s1", 1000}, {"s2", 50}, {"s3", 400}, {"s4", 600}};
  std::map<std::string, double> wells{{"s1", 3}, {"s3", 4}, {"s4", 5}};
  std::map<std::string, double> gas{{"s1", 90}, {"s2", 10}, {"s4", 50}};

  Year() {
    put(Entity::indicator, "wells", {{"code", "wells"}, {"kk", "w"}, {"ru", "w"}, {"en", "w"}, {"unit", "дана"}});
    put(Entity::indicator, "gas", {{"code", "gas"}, {"kk", "g"}, {"ru", "g"}, {"en", "g"}, {"unit", "%"}});
    for (const auto& [place, count] : residents) figure(place, "population", count);
    for (const auto& [place, value] : wells) figure(place, "wells", value);
    for (const auto& [place, value] : gas) figure(place, "gas", value);
    for (const char* place : {"s1", "s3"}) figure(place, "low_income_percent", place[1] == '1' ? 12 : 24);
    report();
    ask();
    give("s1", day(2025, 2, 1), 3, 50'000);
    give("s3", day(2024, 2, 1), 4, 10'000);
    give("r2", day(2025, 3, 1), 20, 700);
    give("d", day(2025, 4, 1), 11'364, 50'000);
    snapshot.put_link_rows();
  }

  void keep(const IssueBuilder& built, std::vector<std::string> places) {
    problems.push_back({built.row(), std::move(places)});
  }
  void report() {
    keep(issue("s1", day(2025, 2, 1))
             .with("due_on", "2025-03-01")
             .with_step({{"funding", "NOT_FOUND"}, {"budget_kzt", std::int64_t{700}}}),
         {"s1"});
    keep(issue("s1", day(2025, 6, 30)).with("severity", std::int64_t{5}).with("due_on", "2025-08-01"), {"s1"});
    keep(issue("s1", day(2024, 3, 1)).with("status", "closed").with("resolved_on", "2025-01-20"), {"s1"});
    keep(issue("s2", day(2025, 1, 1)).with("category", "aid.family").also_in("s3"), {"s2", "s3"});
    keep(issue("s3", day(2023, 5, 1)).with("category", "aid.family").with_step({{"due_on", "2025-07-01"}}), {"s3"});
    keep(issue("s4", day(2025, 5, 5)).with("status", "resolved").with("resolved_on", "2025-06-01"), {"s4"});
    keep(issue("s4", day(2025, 5, 5)).with("status", "rejected"), {"s4"});
    keep(issue("r2", day(2025, 5, 6)).with("severity", std::int64_t{1}), {"r2"});
    keep(issue("d", day(2024, 9, 1)), {"d"});
  }
  void appeal(const std::string& place, Date on, Row about) {
    const auto uuid = put(Entity::appeal, place + iso_date(on),
                          {{"summary", "a"}, {"settlement", place}, {"received_on", iso_date(on)}});
    if (about != no_row) put(Entity::appeal_issue, uuid, {{"appeal", uuid}, {"issue", snapshot.issues[about].uuid}});
    appeals.push_back({place, on, about});
  }
  void ask() {
    appeal("s1", day(2025, 2, 2), problems[0].row);
    appeal("s1", day(2024, 8, 2), problems[2].row);
    appeal("s4", day(2023, 8, 2), no_row);
    appeal("s5", day(2025, 3, 3), no_row);
    for (const auto& [place, on] : {std::pair{"s1", day(2025, 1, 15)}, std::pair{"r2", day(2024, 5, 1)}}) {
      const bool is_settlement = level_of(place) == AreaLevel::settlement;
      put(Entity::reception, place,
          {{"kind", "OFFSITE"},
           {"status", "HELD"},
           {"planned_on", iso_date(on)},
           {"held_on", iso_date(on)},
           {is_settlement ? "settlement" : "area_code", place}});
      receptions.push_back({place, on});
    }
  }
  void give(const std::string& place, Date on, int families, int tenge) {
    const bool is_settlement = level_of(place) == AreaLevel::settlement;
    put(Entity::measure, "aid" + place,
        {{is_settlement ? "settlement" : "area_code", is_settlement ? snapshot.settlements[row_of(place)].uuid : place},
         {"kind", "AID_MONEY"},
         {"text", "aid"},
         {"step_no", std::int64_t{1}},
         {"status", "DONE"},
         {"done_on", iso_date(on)},
         {"unit_amount_kzt", std::int64_t{tenge}},
         {"beneficiaries", std::int64_t{families}},
         {"beneficiary_unit", "FAMILY"}});
    aid.push_back({place, on, families, tenge});
  }
};

// One place of the year, counted by hand.
class ByHand {
 public:
  ByHand(const Year& year, std::string place, Period period)
      : year_{year}, place_{std::move(place)}, period_{period}, facts_{facts_of_all(year.snapshot, today)} {}

  [[nodiscard]] double value(const std::string& id) const {
    const auto counted = [&](auto is_counted) {
      return count([&](Row row) { return is_open(row) && is_counted(row); });
    };
    if (id == "open") return open();
    if (id == "problems") return open() + done();
    if (id == "per_1000") return people() > 0 ? 1000 * open() / people() : nothing;
    if (id == "overdue") return counted([&](Row row) { return fact(row).lateness >= Lateness::overdue; });
    if (id == "no_plan") return counted([&](Row row) { return fact(row).no_plan; });
    if (id == "no_responsible") return counted([&](Row row) { return fact(row).no_responsible; });
    if (id == "stale") return counted([&](Row row) { return fact(row).is_stale; });
    if (id == "share_with_plan") return share(counted([&](Row row) { return fact(row).has_plan; }), open());
    if (id == "share_solved") return share(done(), open() + done());
    if (id == "group_water") return counted([&](Row row) { return !is_aid(row); });
    if (id == "group_aid") return counted([&](Row row) { return is_aid(row); });
    if (id == "population") return people() > 0 ? people() : nothing;
    if (id == "max_level") return highest();
    if (id == "days_open") return median(ages());
    if (id == "money_missing") return lies_in("s1", place_) && period_.contains(day(2025, 2, 1)) ? 700 : 0;
    if (id == "done_this_year") return done();
    return of_voices(id);
  }

 private:
  [[nodiscard]] double of_voices(const std::string& id) const {
    const Period days = period_.is_everything() ? Period{day(2024, 7, 16), today} : period_;
    const auto here = [&](const Voice& voice) { return days.contains(voice.on) && lies_in(voice.place, place_); };
    const auto appeals = static_cast<double>(std::ranges::count_if(year_.appeals, here));
    const auto receptions = static_cast<double>(std::ranges::count_if(year_.receptions, here));
    const auto visits = static_cast<double>(std::ranges::count_if(year_.receptions, [&](const Voice& voice) {
      const auto district = level_of(voice.place) == AreaLevel::settlement ? parents.at(voice.place) : voice.place;
      return days.contains(voice.on) && (lies_in(place_, district) || lies_in(district, place_));
    }));
    if (id == "appeals") return appeals + receptions + visits > 0 ? appeals : nothing;
    if (id == "receptions") return receptions;
    if (id == "appeals_per_reception") return visits > 0 ? appeals / visits : nothing;
    double families = 0, tenge = 0;
    for (const auto& [place, on, each, amount] : year_.aid)
      if (period_.contains(on) && lies_in(place, place_)) families += each, tenge += 1.0 * each * amount;
    if (id == "aid_families") return families;
    if (id == "aid_tenge") return tenge;
    double sum = 0, weighted = 0, weight = 0, known = 0;
    for (const auto& [place, value] : id == "passport_wells" ? year_.wells : year_.gas) {
      if (!lies_in(place, place_)) continue;
      ++known, sum += value;
      weighted += value * year_.residents.at(place), weight += year_.residents.at(place);
    }
    if (id == "passport_wells") return known > 0 ? sum : nothing;
    if (id == "passport_gas") return weight > 0 ? weighted / weight : nothing;
    FAIL_CHECK("nobody counts by hand: " << id);
    return nothing;
  }
  [[nodiscard]] const IssueFacts& fact(Row row) const { return facts_.facts[row]; }
  [[nodiscard]] bool is_open(Row row) const { return fact(row).is_open; }
  [[nodiscard]] bool is_aid(Row row) const {
    return year_.snapshot.categories[year_.snapshot.issues[row].category].code == "aid.family";
  }
  template <typename Counted>
  double count(Counted is_counted) const {
    return static_cast<double>(std::ranges::count_if(year_.problems, [&](const Problem& problem) {
      const bool is_here = std::ranges::any_of(problem.places, [&](const auto& at) { return lies_in(at, place_); });
      return is_here && period_.contains(*year_.snapshot.issues[problem.row].registered_on) && is_counted(problem.row);
    }));
  }
  [[nodiscard]] double open() const {
    return count([&](Row row) { return is_open(row); });
  }
  [[nodiscard]] double done() const {
    return count([&](Row row) { return group_of(year_.snapshot.issues[row].status) == StatusGroup::done; });
  }
  // 0 = not known, as wherever s5 belongs to: nobody has counted there.
  [[nodiscard]] double people() const {
    if (lies_in("s5", place_)) return 0;
    double sum = 0;
    for (const auto& [place, count] : year_.residents) sum += lies_in(place, place_) ? count : 0;
    return sum;
  }
  [[nodiscard]] double highest() const {
    double level = 0;
    count([&](Row row) {
      return level = std::max(level, is_open(row) ? static_cast<double>(fact(row).level) : 0), true;
    });
    return level;
  }
  [[nodiscard]] std::vector<double> ages() const {
    std::vector<double> days;
    count([&](Row row) {
      if (is_open(row)) days.push_back(days_between(*year_.snapshot.issues[row].registered_on, today));
      return true;
    });
    std::ranges::sort(days);
    return days;
  }
  static double median(const std::vector<double>& sorted) {
    const auto n = sorted.size();
    return n == 0 ? nothing : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
  static double share(double part, double whole) { return whole > 0 ? part / whole : nothing; }

  const Year& year_;
  std::string place_;
  Period period_;
  IssueFactTable facts_;
};

// What follows from all places together or from functions tested by themselves.
const std::set<std::string> not_by_hand = {"per_1000_smoothed",
                                           "per_1000_local",
                                           "share_with_plan_smoothed",
                                           "share_solved_smoothed",
                                           "next_deadline",
                                           "days_since_reception",
                                           "silent",
                                           "risk_index",
                                           "risk_hazard",
                                           "risk_coping",
                                           "risk_vulnerability",
                                           "risk_completeness",
                                           "passport_low_income_percent"};

void compare(const Year& year, const Period& period) {
  auto selected = year.all();
  keep_registered_in(year.snapshot, period, selected);
  const auto facts = facts_of_all(year.snapshot, today);
  for (const std::string place : {"s1", "s2", "s3", "s4", "s5", "r1", "r2", "d"}) {
    const auto level = level_of(place);
    const auto summaries = summarise(year.snapshot, level, selected, facts, {period, year.all()});
    const Row row = level == AreaLevel::settlement ? year.row_of(place) : year.area_row(place, level);
    const ByHand by_hand{year, place, period};
    for (const auto& indicator : indicators_of(year.snapshot)) {
      if (not_by_hand.contains(indicator.id)) continue;
      const double value = values_of(indicator, summaries).values[row], expected = by_hand.value(indicator.id);
      CHECK_MESSAGE((std::isnan(expected) ? std::isnan(value) : value == doctest::Approx(expected)),
                    indicator.id << " at " << place << ": " << value << ", by hand " << expected);
    }
  }
}
}  // namespace

TEST_CASE("every indicator is at every level what a count by hand gives") {
  compare(Year{}, {});
}

TEST_CASE("over a period problems count by their registration, voices and aid by their own day") {
  compare(Year{}, {day(2025, 1, 1), day(2025, 3, 31)});
  compare(Year{}, {day(2023, 1, 1), day(2024, 12, 31)});
}

TEST_CASE("an empty period leaves counts of 0 and no data for medians, shares and appeals") {
  const Year year;
  compare(year, {day(1999, 1, 1), day(1999, 12, 31)});
}

TEST_CASE("an appeal about an older problem counts on its own day") {
  Year year;
  const Period august{day(2024, 8, 1), day(2024, 8, 31)};
  RowMask none(year.snapshot.issues.size(), 0);
  const auto facts = facts_of_all(year.snapshot, today);
  const auto at_s1 = [&](const Counting& counting) {
    return summarise(year.snapshot, AreaLevel::settlement, none, facts, counting)[year.row_of("s1")].appeals;
  };
  CHECK(at_s1({august, year.all()}) == 1);
  CHECK(at_s1({august, {}}) == 0);
}

TEST_CASE("aid counts where it arrived and above, and what left the district nowhere") {
  Year year;
  year.put(Entity::measure, "away",
           {{"target_text", "elsewhere"},
            {"kind", "AID_FOOD"},
            {"text", "flood"},
            {"step_no", std::int64_t{1}},
            {"status", "DONE"},
            {"done_on", "2025-04-01"},
            {"beneficiaries", std::int64_t{9}},
            {"beneficiary_unit", "FAMILY"}});
  Measure measure;
  measure.unit_amount_kzt = 50'000, measure.beneficiaries = 11'364, measure.budget_kzt = 1, measure.spent_kzt = 2;
  CHECK(given_by(measure) == 568'200'000);
  measure.beneficiaries.reset();
  CHECK(given_by(measure) == 2);
  compare(year, {});
}

TEST_CASE("the risk of an area is the mean of its settlements by their residents, with all its parts") {
  Year year;
  const auto facts = facts_of_all(year.snapshot, today);
  const auto settlements = summarise(year.snapshot, AreaLevel::settlement, year.all(), facts);
  const auto district =
      summarise(year.snapshot, AreaLevel::district, year.all(), facts)[year.area_row("d", AreaLevel::district)];
  const auto s1 = settlements[year.row_of("s1")].risk, s3 = settlements[year.row_of("s3")].risk;
  CHECK(std::isnan(settlements[year.row_of("s2")].risk.index));
  CHECK(s1.vulnerability == doctest::Approx(4));  // 12 % of 30
  CHECK(s3.vulnerability == doctest::Approx(8));
  CHECK(district.risk.vulnerability == doctest::Approx(5.1));  // (4·1000 + 8·400) / 1400, to a decimal
  CHECK(district.risk.index == doctest::Approx((s1.index * 1000 + s3.index * 400) / 1400).epsilon(0.02));
  CHECK(district.risk.completeness > 0.2);
  CHECK(district.risk.completeness < 0.5);
  const auto index = *find_indicator(year.snapshot, "risk_index");
  const auto places = summarise(year.snapshot, AreaLevel::rural_district, year.all(), facts);
  CHECK(values_of(index, places).is_uncertain[year.area_row("r1", AreaLevel::rural_district)] == 1);
}

TEST_CASE("an area has no risk index while it is not known how many live in a settlement with one") {
  Year year;
  year.put(Entity::indicator_value, "s3population2025-01-01", {{"indicator", "of nobody"}});
  REQUIRE_FALSE(residents_on(year.snapshot, today)[year.row_of("s3")]);
  const auto facts = facts_of_all(year.snapshot, today);
  const auto district =
      summarise(year.snapshot, AreaLevel::district, year.all(), facts)[year.area_row("d", AreaLevel::district)];
  CHECK(std::isnan(district.risk.index));
  CHECK(std::isnan(district.risk.vulnerability));
  CHECK(district.risk.completeness > 0);
  CHECK(district.risk.completeness < 0.5);
  const auto settlements = summarise(year.snapshot, AreaLevel::settlement, year.all(), facts);
  CHECK(std::isfinite(settlements[year.row_of("s3")].risk.index));
  const auto r1 = year.area_row("r1", AreaLevel::rural_district);
  CHECK(std::isfinite(summarise(year.snapshot, AreaLevel::rural_district, year.all(), facts)[r1].risk.index));
}

}  // namespace riskmap
