#include "layers/analysis/party_work.h"

#include <doctest/doctest.h>

#include "small_district.h"

namespace riskmap {

namespace {
using testing::day;
using testing::SmallDistrict;
const Date today = day(2025, 7, 15);

struct Office : SmallDistrict {
  std::string akim = party("Akim"), utility = party("Utility");

  std::string party(const std::string& name, std::int64_t active = 1) {
    return put(Entity::party, name, {{"kind", "AKIM_RURAL"}, {"name_kk", name}, {"active", active}});
  }
  void covers(const std::string& party, const std::string& code) {
    put(Entity::party_area, party + code, {{"party", party}, {"code", code}});
  }
  [[nodiscard]] PartyWork work(const std::string& party) const { return work(party, all()); }
  [[nodiscard]] PartyWork work(const std::string& party, const RowMask& selected) const {
    return work_of(snapshot, snapshot.find_party(party), party_areas(snapshot), selected,
                   facts_of_all(snapshot, today));
  }
};
}  // namespace

TEST_CASE("a party answers for its open problems, the latest first, and for those it solved this year") {
  Office office;
  const auto calm = office.issue("s1").with("responsible", office.akim).with("due_on", "2025-09-01").row();
  const auto late = office.issue("s2").with("responsible", office.akim).with("due_on", "2025-07-01").row();
  office.issue("s3").with("responsible", office.utility);
  const auto solved = [&](const std::string& on) {
    office.issue("s1").with("responsible", office.akim).with("status", "resolved").with("resolved_on", on);
  };
  solved("2025-02-01");
  solved("2024-12-31");
  const auto work = office.work(office.akim);
  CHECK(work.open == 2);
  CHECK(work.overdue == 1);
  CHECK(work.done_this_year == 1);
  CHECK(work.problems == std::vector<Row>{late, calm});
}

TEST_CASE("steps count for who carries them out and who helps, by deadline, and finished ones no more") {
  Office office;
  auto issue = office.issue("s1");
  issue.with_step({{"executor", office.utility}, {"due_on", "2025-09-01"}});
  issue.with_step({{"executor", office.utility}, {"due_on", "2025-07-01"}});
  issue.with_step({{"executor", office.utility}, {"status", "DONE"}, {"done_on", "2025-07-02"}});
  issue.with_step({{"executor", office.akim}});
  const auto& helped = office.snapshot.measures[3].uuid;
  office.put(Entity::measure_party, "1", {{"measure", helped}, {"party", office.utility}, {"role", "CO_EXECUTOR"}});
  office.put(Entity::measure_party, "2",
             {{"measure", office.snapshot.measures[0].uuid}, {"party", office.akim}, {"role", "CONTROLLER"}});
  const auto work = office.work(office.utility);
  CHECK(work.steps == std::vector<Row>{1, 0, 3});
  CHECK(work.late_steps == 1);
  CHECK(office.work(office.akim).steps == std::vector<Row>{3});
}

TEST_CASE("places that a party covers tell all their problems, whoever answers for them") {
  Office office;
  office.covers(office.akim, "s2");
  office.covers(office.akim, "r2");
  office.covers(office.akim, "nowhere");
  office.issue("s2").with("due_on", "2025-07-01");
  office.issue("s4").with("responsible", office.utility);
  office.issue("s5");
  const auto work = office.work(office.akim);
  REQUIRE(work.places.size() == 2);
  CHECK(work.places[0].place == Place{AreaLevel::rural_district, office.area_row("r2", AreaLevel::rural_district)});
  CHECK(work.places[0].open == 2);
  CHECK(work.places[0].overdue == 0);
  CHECK(work.places[1].place == Place{AreaLevel::settlement, office.row_of("s2")});
  CHECK(work.places[1].overdue == 1);
}

TEST_CASE("what is filtered out counts nowhere on a party's page") {
  Office office;
  office.covers(office.akim, "s1");
  office.issue("s1").with("responsible", office.akim).with_step({{"executor", office.akim}});
  office.issue("s1").with("responsible", office.akim).with_step({{"executor", office.akim}});
  const auto work = office.work(office.akim, {0, 1});
  CHECK(work.open == 1);
  CHECK(work.steps == std::vector<Row>{1});
  CHECK(work.places.front().open == 1);
}

TEST_CASE("who answers in a village: its own first, then the rural district's and the district's, none who has left") {
  Office office;
  const auto gone = office.party("Former", 0), deputy = office.party("Deputy"), head = office.party("Head");
  office.covers(head, "d");
  office.covers(office.akim, "r1");
  office.covers(deputy, "s1");
  office.covers(deputy, "r1");
  office.covers(gone, "s1");
  office.covers(office.utility, "r2");
  const auto rows = [&](const std::vector<std::string>& uuids) {
    std::vector<Row> found;
    for (const auto& uuid : uuids) found.push_back(office.snapshot.find_party(uuid));
    return found;
  };
  const auto areas = party_areas(office.snapshot);
  CHECK(parties_covering(office.snapshot, areas, {AreaLevel::settlement, office.row_of("s1")}) ==
        rows({deputy, office.akim, head}));
  CHECK(parties_covering(office.snapshot, areas,
                         {AreaLevel::rural_district, office.area_row("r2", AreaLevel::rural_district)}) ==
        rows({office.utility, head}));
}

}  // namespace riskmap
