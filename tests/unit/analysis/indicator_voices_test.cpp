// How often a place is heard.
#include "layers/analysis/indicator_voices.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "layers/analysis/indicator.h"
#include "tests/unit/analysis/small_district.h"

namespace riskmap {
using namespace testing;

namespace {
const Date today = day(2026, 3, 16);

struct Voices : SmallDistrict {
  std::string appeal(const char* name, const char* settlement, const char* received) {
    return put(Entity::appeal, name,
               {{"summary", name}, {"settlement", settlement}, {"received_on", received}, {"channel", "PHONE"}});
  }
  void reception(const char* name, Fields fields, const char* held) {
    fields.insert({{"kind", "OFFSITE"}, {"status", "HELD"}, {"planned_on", held}, {"held_on", held}});
    put(Entity::reception, name, fields);
  }
  [[nodiscard]] PlaceSummary at(const char* settlement, RowMask selected) const {
    return summarise(snapshot, AreaLevel::settlement, selected, facts_of_all(snapshot, today))[row_of(settlement)];
  }
  [[nodiscard]] PlaceSummary rural(const char* code, const RowMask& selected) const {
    return summarise(snapshot, AreaLevel::rural_district, selected,
                     facts_of_all(snapshot, today))[snapshot.find_area(code, AreaLevel::rural_district)];
  }
};
}  // namespace

TEST_CASE("appeals of the last twelve months count at their settlement and above") {
  Voices voices;
  voices.appeal("new", "s1", "2026-03-16");
  voices.appeal("a year ago to the day", "s1", "2025-03-16");
  voices.appeal("a year ago tomorrow", "s1", "2025-03-17");
  voices.appeal("elsewhere", "s3", "2026-01-01");
  CHECK(voices.at("s1", {}).appeals == 2);
  CHECK(voices.rural("r1", {}).appeals == 2);
  CHECK(voices.rural("r2", {}).appeals == 1);
}

TEST_CASE("a filter keeps the appeals of its problems, and none without a problem") {
  Voices voices;
  const auto water = voices.issue("s1"), road = voices.issue("s1");
  const auto about_water = voices.appeal("water", "s1", "2026-01-01"),
             about_road = voices.appeal("road", "s1", "2026-01-02");
  voices.appeal("nothing yet", "s1", "2026-01-03");
  voices.put(Entity::appeal_issue, "w", {{"appeal", about_water}, {"issue", water.uuid()}});
  voices.put(Entity::appeal_issue, "r", {{"appeal", about_road}, {"issue", road.uuid()}});
  CHECK(voices.at("s1", {1, 1}).appeals == 3);
  CHECK(voices.at("s1", {1, 0}).appeals == 1);
}

TEST_CASE("receptions count where they were held; without any there are no days since") {
  Voices voices;
  voices.reception("near", {{"settlement", "s1"}}, "2026-03-06");
  voices.reception("old", {{"settlement", "s1"}}, "2024-01-10");
  voices.reception("of the rural district", {{"area_code", "r2"}}, "2026-02-14");
  voices.put(Entity::reception, "planned",
             {{"kind", "OFFSITE"}, {"status", "PLANNED"}, {"planned_on", "2026-03-10"}, {"settlement", "s2"}});
  CHECK(voices.at("s1", {}).receptions == 1);
  CHECK(voices.at("s1", {}).days_since_own_visit == 10);
  CHECK(voices.at("s2", {}).days_since_visit == 10);
  CHECK_FALSE(voices.at("s2", {}).days_since_own_visit);
  CHECK(voices.at("s3", {}).days_since_visit == 30);
  CHECK_FALSE(voices.at("s3", {}).days_since_own_visit);
  CHECK(voices.rural("r2", {}).days_since_visit == 30);
}

TEST_CASE("a reception that came to a rural district is a visit to each of its settlements") {
  Voices voices;
  voices.reception("there", {{"settlement", "s1"}}, "2026-03-06");
  voices.reception("a year ago to the day", {{"settlement", "s1"}}, "2025-03-16");
  voices.reception("on line", {{"kind", "ONLINE"}, {"settlement", "s3"}}, "2026-02-14");
  voices.reception("by its code", {{"area_code", "r2"}, {"kind", "REPORT_MEETING"}}, "2026-02-15");
  voices.put(Entity::reception, "planned",
             {{"kind", "OFFSITE"}, {"status", "PLANNED"}, {"planned_on", "2026-03-10"}, {"settlement", "s2"}});
  CHECK(voices.at("s1", {}).visits == 1);
  CHECK(voices.at("s2", {}).visits == 1);
  CHECK(voices.at("s5", {}).visits == 1);
  CHECK(voices.rural("r1", {}).visits == 1);
  CHECK(voices.rural("r2", {}).visits == 1);
}

TEST_CASE("the office's own room is open to everybody and visits nobody") {
  Voices voices;
  voices.put(
      Entity::settlement, "s3",
      {{"kato", "s3"}, {"name_kk", "Қаратөбе"}, {"rural_district", "r2"}, {"is_district_centre", std::int64_t{1}}});
  voices.reception("room", {{"kind", "FIXED"}, {"settlement", "s3"}}, "2026-03-06");
  voices.reception("a village's room", {{"kind", "FIXED"}, {"settlement", "s1"}}, "2026-03-06");
  CHECK(voices.at("s3", {}).visits == 0);
  CHECK(voices.at("s3", {}).receptions == 1);
  CHECK(voices.at("s1", {}).visits == 1);
}

TEST_CASE("where no reception came the figures are not collected, and not zero") {
  Voices voices;
  for (const char* place : {"s1", "s2", "s3", "s4", "s5"}) voices.figure(place, "population", 1000);
  voices.reception("there", {{"settlement", "s1"}}, "2026-03-06");
  voices.appeal("heard", "s1", "2026-03-06");
  voices.appeal("by telephone", "s3", "2026-03-06");
  const auto places =
      summarise(voices.snapshot, AreaLevel::settlement, voices.all(), facts_of_all(voices.snapshot, today));
  for (const char* id : {"appeals_per_reception", "silent"}) {
    const auto values = values_of(*find_indicator(voices.snapshot, id), places).values;
    CHECK(std::isfinite(values[voices.row_of("s1")]));
    CHECK(std::isfinite(values[voices.row_of("s2")]));
    for (const char* place : {"s3", "s4", "s5"}) CHECK(std::isnan(values[voices.row_of(place)]));
  }
  CHECK(find_indicator(voices.snapshot, "appeals_per_reception")->missing == "Not collected");
  // No figure has a third reason to be missing: whoever lives beside the office comes there by himself.
  CHECK(find_indicator(voices.snapshot, "silent")->missing == "Not collected or not compared");
  CHECK(places[voices.row_of("s2")].heard.expected == doctest::Approx(0.5));
  CHECK(places[voices.row_of("s3")].heard.hearing == Hearing::not_visited);
}

TEST_CASE("a settlement of no rural district is served by its own receptions alone") {
  Voices voices;
  for (const char* place : {"lone", "other"})
    voices.put(Entity::settlement, place, {{"kato", place}, {"name_kk", place}, {"status", "ACTIVE"}});
  voices.reception("there", {{"settlement", "lone"}}, "2026-03-06");
  voices.reception("nowhere", {}, "2026-03-07");
  CHECK(voices.at("lone", {}).visits == 1);
  CHECK(voices.at("other", {}).visits == 0);
}

TEST_CASE("the centre of the district is not compared: people come to its office") {
  Voices voices;
  for (const char* place : {"s1", "s2", "s3", "s4", "s5"}) voices.figure(place, "population", 1000);
  voices.area("r3", "rural_district", "d", "Қала");
  voices.put(Entity::settlement, "s6",
             {{"kato", "s6"}, {"name_kk", "s6"}, {"rural_district", "r3"}, {"is_district_centre", std::int64_t{1}}});
  voices.figure("s6", "population", 30'000);
  voices.reception("room", {{"kind", "FIXED"}, {"settlement", "s6"}}, "2026-03-06");
  voices.reception("there", {{"settlement", "s1"}}, "2026-03-06");
  voices.appeal("heard", "s1", "2026-03-06");
  CHECK(voices.at("s6", {}).heard.hearing == Hearing::at_office);
  CHECK(voices.at("s6", {}).days_since_visit == 10);
  CHECK(voices.rural("r3", {}).heard.hearing == Hearing::at_office);
  CHECK(voices.at("s1", {}).heard.expected == doctest::Approx(0.5));
}

TEST_CASE("no appeals of one kind are no figure where no reception came, though others were heard") {
  Voices voices;
  const auto water = voices.issue("s3"), road = voices.issue("s3");
  voices.put(Entity::appeal_issue, "w",
             {{"appeal", voices.appeal("water", "s3", "2026-01-01")}, {"issue", water.uuid()}});
  const auto appeals = [&voices](const RowMask& selected) {
    const auto places =
        summarise(voices.snapshot, AreaLevel::settlement, selected, facts_of_all(voices.snapshot, today));
    return values_of(*find_indicator(voices.snapshot, "appeals"), places).values[voices.row_of("s3")];
  };
  CHECK(appeals({1, 0}) == 1);
  CHECK(std::isnan(appeals({0, 1})));
  voices.reception("near", {{"settlement", "s4"}}, "2026-03-06");
  CHECK(appeals({0, 1}) == 0);
}
}  // namespace riskmap
