#include "layers/analysis/cluster_care.h"

#include <doctest/doctest.h>

#include "layers/text/translate.h"
#include "small_district.h"

namespace riskmap {

namespace {
using testing::day;
using testing::SmallDistrict;
const Date today = day(2025, 7, 15);

struct Office : SmallDistrict {
  std::string party(const std::string& name) {
    return put(Entity::party, name,
               {{"kind", "AKIM_RURAL"}, {"name_kk", name}, {"name_en", name}, {"active", std::int64_t{1}}});
  }
  [[nodiscard]] ClusterCare care(const std::vector<Row>& issues) const {
    return care_of(snapshot, facts_of_all(snapshot, today), issues);
  }
};
}  // namespace

TEST_CASE(
    "of the problems behind a cluster it is said how many are late, without measures or anybody, and who answers") {
  set_language(Language::en);
  Office office;
  const auto akim = office.party("Akim"), utility = office.party("Utility");
  const std::vector<Row> issues = {office.issue("s1").with("responsible", utility).with("due_on", "2025-07-01").row(),
                                   office.issue("s1").with("responsible", akim).with("due_on", "2025-09-01").row(),
                                   office.issue("s2").with("responsible", utility).with("due_on", "2025-07-01").row(),
                                   office.issue("s2").with("due_on", "2025-09-01").row()};
  office.issue("s3").with("responsible", akim).with("due_on", "2025-07-01");
  const auto care = office.care(issues);
  CHECK(care.overdue == 2);
  CHECK(care.no_responsible == 1);
  CHECK(care.parties ==
        std::vector<PartyCount>{{office.snapshot.find_party(utility), 2}, {office.snapshot.find_party(akim), 1}});
  CHECK(parties_words(office.snapshot, care) == "Who answers: Utility\u00A0–\u00A02, Akim\u00A0–\u00A01.");
}

TEST_CASE("what is nought is left unsaid, and of many parties the three with most are named") {
  set_language(Language::en);
  Office office;
  CHECK(care_words({}).empty());
  CHECK(parties_words(office.snapshot, {}).empty());
  CHECK(care_words({.overdue = 4, .no_responsible = 1}) ==
        "Of them: overdue\u00A0–\u00A04, nobody responsible\u00A0–\u00A01.");
  ClusterCare care;
  for (const auto& [name, count] : {std::pair{"A", 5}, {"B", 4}, {"C", 3}, {"D", 2}, {"E", 1}})
    care.parties.push_back({office.snapshot.find_party(office.party(name)), count});
  CHECK(parties_words(office.snapshot, care) ==
        "Who answers: A\u00A0–\u00A05, B\u00A0–\u00A04, C\u00A0–\u00A03, others\u00A0–\u00A03.");
}

}  // namespace riskmap
