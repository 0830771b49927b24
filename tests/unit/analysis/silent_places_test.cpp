// Who is not heard, and where the next reception should go.
#include "layers/analysis/silent_places.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "layers/analysis/attention.h"
#include "layers/analysis/next_receptions.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "tests/unit/analysis/small_district.h"

namespace riskmap {
using namespace testing;

namespace {
const Date today = day(2026, 3, 16);

struct Quiet : SmallDistrict {
  Quiet() {
    set_language(Language::en);
    for (const char* place : {"s1", "s2", "s3", "s4", "s5"}) figure(place, "population", 1000);
  }
  void visit(const char* name, const char* settlement, const char* held) {
    put(Entity::reception, name,
        {{"kind", "OFFSITE"}, {"status", "HELD"}, {"planned_on", held}, {"held_on", held}, {"settlement", settlement}});
  }
  void appeals(const char* settlement, int count) {
    for (int i = 0; i < count; ++i)
      put(Entity::appeal, settlement + std::to_string(i),
          {{"summary", "x"}, {"settlement", settlement}, {"received_on", "2026-01-10"}, {"channel", "PHONE"}});
  }
  void place(const char* kato, const char* rural_district, Fields more) {
    more.insert({{"kato", kato}, {"name_kk", kato}, {"rural_district", rural_district}, {"status", "ACTIVE"}});
    put(Entity::settlement, kato, std::move(more));
  }
  [[nodiscard]] std::vector<SilentPlace> silent() const {
    return silent_places(snapshot, heard_places(snapshot, today));
  }
  [[nodiscard]] std::vector<NextReception> next() const {
    return next_receptions(snapshot, heard_places(snapshot, today), receptions_of(snapshot, {}, today),
                           facts_of_all(snapshot, today));
  }
};
}  // namespace

TEST_CASE("a place where no reception ever was and nobody was heard is silent; a place that spoke is not") {
  Quiet quiet;
  quiet.visit("there", "s1", "2026-03-06");
  quiet.visit("there too", "s3", "2026-03-06");
  quiet.appeals("s4", 1);
  const auto silent = quiet.silent();
  REQUIRE(silent.size() == 2);
  CHECK(silent[0].place == Place{AreaLevel::settlement, quiet.row_of("s2")});
  CHECK(silent[0].silence == Silence::never_heard);
  CHECK(silent[1].place == Place{AreaLevel::settlement, quiet.row_of("s5")});
}

TEST_CASE("a rural district without a reception in twelve months is told once, not village by village") {
  Quiet quiet;
  quiet.visit("there", "s1", "2026-03-06");
  quiet.visit("long ago", "s3", "2025-01-10");
  quiet.appeals("s2", 1);
  const auto silent = quiet.silent();
  REQUIRE(silent.size() == 1);
  CHECK(silent[0].silence == Silence::not_visited);
  CHECK(silent[0].place == Place{AreaLevel::rural_district, quiet.area_row("r2", AreaLevel::rural_district)});
  CHECK(silent[0].days_since_reception == 430);
  CHECK(sentence_of(silent[0], today) ==
        "No reception came here in twelve months, the last one on " + format_date(day(2025, 1, 10)));
}

TEST_CASE("a register that keeps no receptions calls nobody silent, and neither does a village where nobody lives") {
  Quiet quiet;
  quiet.appeals("s1", 2);
  CHECK(quiet.silent().empty());
  quiet.visit("there", "s1", "2026-03-06");
  quiet.figure("s2", "population", 0, "2026-01-01");
  for (const char* place : {"s3", "s4", "s5"}) quiet.figure(place, "population", 0, "2026-01-01");
  CHECK(quiet.silent().empty());
}

TEST_CASE("far fewer appeals than as many people bring elsewhere is silence") {
  Quiet quiet;
  quiet.visit("there", "s1", "2026-03-06");
  quiet.visit("there too", "s3", "2026-03-06");
  quiet.visit("and here", "s2", "2026-02-06");
  for (const char* place : {"s1", "s3", "s4", "s5"}) quiet.appeals(place, 30);
  const auto silent = quiet.silent();
  REQUIRE(silent.size() == 1);
  CHECK(silent[0].silence == Silence::below_bound);
  CHECK(silent[0].place.row == quiet.row_of("s2"));
  CHECK(sentence_of(silent[0], today).starts_with("0 appeals in twelve months where about "));
}

TEST_CASE(
    "each silent place is one line of the attention list, and a review of it holds for the months it is told over") {
  Quiet quiet;
  quiet.visit("there", "s1", "2026-03-06");
  quiet.visit("there too", "s3", "2026-03-06");
  quiet.appeals("s4", 1), quiet.appeals("s5", 1);
  const auto lines = [&quiet] {
    const auto silent = quiet.silent();
    return attention_list(quiet.snapshot, quiet.all(), facts_of_all(quiet.snapshot, today), silent);
  };
  REQUIRE(lines().size() == 1);
  const auto line = lines().front();
  CHECK(line.reason == AttentionReason::silent);
  CHECK(line.is_about_place());
  CHECK(line.subject == quiet.snapshot.settlements[quiet.row_of("s2")].uuid);
  CHECK(sentence_of(quiet.snapshot, line, today).starts_with("No reception was ever held here"));
  const auto review = [&](const char* on) {
    quiet.put(Entity::hotspot_review, on,
              {{"subject", line.subject}, {"reason", "silent"}, {"state", "REVIEWED"}, {"reviewed_on", on}});
  };
  review("2025-03-01");
  CHECK_FALSE(lines().front().is_reviewed);
  review("2026-03-01");
  CHECK(lines().front().is_reviewed);
}

TEST_CASE("silence, residents, time, late problems and distance lead to the next reception") {
  Quiet quiet;
  quiet.place("s1", "r1", {{"is_district_centre", std::int64_t{1}}, {"geom", "POINT(69.9 42.2)"}});
  quiet.place("s2", "r1", {{"geom", "POINT(69.9 42.3)"}});
  quiet.place("s3", "r2", {{"geom", "POINT(69.9 42.3)"}});
  for (const char* place : {"s1", "s2", "s3", "s4", "s5"}) quiet.figure(place, "population", 1000, "2026-01-02");
  quiet.visit("there", "s2", "2026-03-06");
  quiet.visit("there too", "s3", "2026-03-06");
  quiet.appeals("s4", 3), quiet.appeals("s2", 3), quiet.appeals("s3", 3);
  const auto order = [&quiet] {
    std::vector<std::string> codes;
    for (const auto& next : quiet.next()) codes.push_back(quiet.snapshot.settlements[next.settlement].kato);
    return codes;
  };
  // The centre is left out; s5 was never visited and never heard, s4 never visited.
  CHECK(order() == std::vector<std::string>{"s5", "s4", "s2", "s3"});
  CHECK(quiet.next()[2].centre_metres.value() == doctest::Approx(11'110).epsilon(0.01));
  CHECK(sentence_of(quiet.snapshot, quiet.next()[2], today).find("11\u00A0km to s1") != std::string::npos);
  CHECK(quiet.next()[0].points <= 100);
  for (int i = 0; i < 4; ++i) quiet.issue("s3", day(2025, 6, 1)).with("due_on", "2025-08-01");
  CHECK(order() == std::vector<std::string>{"s5", "s4", "s3", "s2"});
  CHECK(quiet.next()[2].late == 4);
}

TEST_CASE("where a reception is planned nobody need be sent") {
  Quiet quiet;
  quiet.visit("there", "s1", "2026-03-06");
  const auto plan = [&quiet](const char* name, Fields where, const char* on) {
    where.insert({{"kind", "OFFSITE"}, {"status", "PLANNED"}, {"planned_on", on}});
    quiet.put(Entity::reception, name, where);
  };
  CHECK(quiet.next().size() == 5);
  plan("passed", {{"settlement", "s2"}}, "2026-03-10");
  CHECK(quiet.next().size() == 5);
  plan("here", {{"settlement", "s2"}, {"area_code", "r1"}}, "2026-03-20");
  CHECK(quiet.next().size() == 4);
  plan("to all of it", {{"area_code", "r2"}}, "2026-03-20");
  CHECK(quiet.next().size() == 1);
}

TEST_CASE("every line says why somebody should go there in each language") {
  Quiet quiet;
  quiet.visit("there", "s1", "2026-01-06");
  quiet.visit("long ago", "s3", "2024-01-10");
  quiet.issue("s3", day(2025, 6, 1)).with("due_on", "2025-08-01");
  for (const Language wanted : {Language::kk, Language::ru, Language::en}) {
    set_language(wanted);
    for (const auto& next : quiet.next()) {
      const auto sentence = sentence_of(quiet.snapshot, next, today);
      CHECK(sentence.find('{') == std::string::npos);
      CHECK(sentence.ends_with("."));
    }
  }
  const auto list = quiet.next();
  const auto of = [&](const char* kato) {
    const auto found = std::ranges::find(list, quiet.row_of(kato), &NextReception::settlement);
    return sentence_of(quiet.snapshot, *found, today);
  };
  CHECK(of("s1") == "The last reception here was 2 months ago: 1,000 residents.");
  CHECK(of("s2") == "No reception was ever held here, and nobody was heard in twelve months: 1,000 residents.");
  CHECK(of("s3") == "The last reception here was 26 months ago: 1,000 residents, 1 late problem.");
  CHECK(of("s4") == "No reception has ever come here: 1,000 residents.");
}

}  // namespace riskmap
