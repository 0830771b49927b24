// Who is not heard, and where the next reception should go.
#include "layers/analysis/silent_places.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "layers/analysis/attention.h"
#include "layers/analysis/next_receptions.h"
#include "layers/model/issue_index.h"
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
    const auto facts = facts_of_all(snapshot, today);
    IssueIndex index{std::make_shared<RegisterSnapshot>(snapshot), facts.facts, today};
    const auto late = index.count_by_settlement(index.select(*parse_filter("overdue")));
    return next_receptions(snapshot, heard_places(snapshot, today), receptions_of(snapshot, {}, today), late, today);
  }
};
}  // namespace

TEST_CASE("where its rural district had receptions and itself none, a place that brought nothing is told as that") {
  Quiet quiet;
  quiet.visit("there", "s1", "2026-03-06");
  quiet.visit("there too", "s3", "2026-03-06");
  quiet.appeals("s4", 1);
  const auto silent = quiet.silent();
  REQUIRE(silent.size() == 2);
  CHECK(silent[0].place == Place{AreaLevel::settlement, quiet.row_of("s2")});
  CHECK(silent[0].silence == Silence::unheard);
  CHECK(silent[1].place == Place{AreaLevel::settlement, quiet.row_of("s5")});
  CHECK(sentence_of(silent[0], today) ==
        "1 reception of the rural district in twelve months brought no appeal from here; none is recorded in the "
        "settlement itself");
}

TEST_CASE("when the last reception anywhere is long ago, every rural district is told") {
  Quiet quiet;
  CHECK(quiet.silent().empty());  // nothing is known of any
  quiet.visit("there", "s1", "2025-01-06");
  quiet.visit("there too", "s3", "2025-01-10");
  const auto silent = quiet.silent();
  REQUIRE(silent.size() == 2);
  for (const auto& place : silent) CHECK(place.silence == Silence::not_visited);
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
  CHECK(silent[0].days_since_visit == 430);
  CHECK(sentence_of(silent[0], today) ==
        "Not collected: no reception came to the rural district in twelve months, the last one on " +
            format_date(day(2025, 1, 10)));
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
    const auto facts = facts_of_all(quiet.snapshot, today);
    const auto scores = attention_scores(quiet.snapshot, facts);
    return attention_list({quiet.snapshot, facts, quiet.all()}, scores, silent).lines;
  };
  REQUIRE(lines().size() == 1);
  const auto line = lines().front();
  CHECK(line.reason == AttentionReason::silent);
  CHECK(line.is_about_place());
  CHECK(line.subject == quiet.snapshot.settlements[quiet.row_of("s2")].uuid);
  CHECK(sentence_of(quiet.snapshot, line, today).starts_with("1 reception of the rural district"));
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
  // The centre is left out; s5 brought nothing and had no reception of its own, s4 had none of its own.
  CHECK(order() == std::vector<std::string>{"s5", "s4", "s2", "s3"});
  CHECK(quiet.next()[2].centre_metres.value() == doctest::Approx(11'110).epsilon(0.01));
  CHECK(sentence_of(quiet.snapshot, quiet.next()[2], today).find("11\u00A0km to s1") != std::string::npos);
  CHECK(quiet.next()[0].points <= 100);
  for (int i = 0; i < 4; ++i) quiet.issue("s3", day(2025, 6, 1)).with("due_on", "2025-08-01");
  CHECK(order() == std::vector<std::string>{"s5", "s3", "s4", "s2"});
  CHECK(quiet.next()[1].late == 4);
}

TEST_CASE("a place that a planned reception will come to stands last, and what was not held is said") {
  Quiet quiet;
  quiet.visit("there", "s1", "2026-03-06");
  const auto plan = [&quiet](const char* name, Fields where, const char* on) {
    where.insert({{"kind", "OFFSITE"}, {"status", "PLANNED"}, {"planned_on", on}});
    return quiet.put(Entity::reception, name, where);
  };
  const auto of = [&quiet](const char* kato) {
    const auto list = quiet.next();
    return *std::ranges::find(list, quiet.row_of(kato), &NextReception::settlement);
  };
  const auto words = [&](const char* kato) { return sentence_of(quiet.snapshot, of(kato), today); };
  const auto says = [&](const char* kato, const std::string& sentence) {
    return words(kato).find(sentence) != std::string::npos;
  };
  const auto passed = plan("passed", {{"settlement", "s3"}, {"area_code", "r2"}}, "2026-03-10");
  CHECK(quiet.next().size() == 5);
  CHECK(of("s3").planned_here() == nullptr);
  REQUIRE(of("s3").overdue_here() != nullptr);
  CHECK(of("s3").overdue_here()->uuid == passed);
  CHECK(of("s4").overdue_here() == nullptr);
  CHECK(says("s3", "A reception was planned here for " + format_date(day(2026, 3, 10)) +
                       "; it was neither held nor cancelled."));
  plan("here", {{"settlement", "s3"}, {"area_code", "r2"}}, "2026-03-20");
  CHECK(says("s3", "A reception is planned here for " + format_date(day(2026, 3, 20)) + "."));
  CHECK(says("s4", "A reception of the rural district is planned for " + format_date(day(2026, 3, 20)) + " ("));
  CHECK(quiet.next().size() == 5);
  CHECK(quiet.next().back().settlement == quiet.row_of("s3"));
  plan("to all of it", {{"area_code", "r2"}}, "2026-03-19");
  CHECK(quiet.next().front().settlement == quiet.row_of("s2"));
  CHECK(says("s4", "A reception for the whole rural district is planned for " + format_date(day(2026, 3, 19)) + "."));
  plan("on line", {{"settlement", "s2"}, {"kind", "ONLINE"}}, "2026-03-20");
  CHECK(of("s2").planned.empty());
}

TEST_CASE("late problems of a settlement are those that also concern it too") {
  Quiet quiet;
  quiet.issue("s3", day(2025, 6, 1)).with("due_on", "2025-08-01").also_in("s4");
  quiet.snapshot.put_link_rows();
  const auto list = quiet.next();
  for (const char* place : {"s3", "s4"})
    CHECK(std::ranges::find(list, quiet.row_of(place), &NextReception::settlement)->late == 1);
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
  CHECK(of("s1") == "The last reception here was 2 months ago. 1,000 residents.");
  CHECK(of("s2") ==
        "1 reception of the rural district in twelve months brought no appeal from here; none is recorded in the "
        "settlement itself. The last reception of the rural district was 2 months ago. 1,000 residents.");
  CHECK(
      of("s3") ==
      "Not collected: no reception came to the rural district in twelve months. The last reception here was 26 months "
      "ago. 1,000 residents, 1 late problem.");
  CHECK(of("s4") ==
        "Not collected: no reception came to the rural district in twelve months. The last reception of the rural "
        "district was 26 months ago; none is recorded in the settlement itself. 1,000 residents.");
}

}  // namespace riskmap
