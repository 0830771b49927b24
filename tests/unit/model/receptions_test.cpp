// The journal of reception days.
#include "layers/model/receptions.h"

#include <doctest/doctest.h>

#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

namespace {
// today is Monday, 16 June 2025.
struct Journal : Office {
  std::string reception(const char* name, const char* status, const char* planned, Fields more = {}) {
    more.insert(
        {{"note", text(name)}, {"kind", text("OFFSITE")}, {"status", text(status)}, {"planned_on", text(planned)}});
    return put(Entity::reception, name, more);
  }
  [[nodiscard]] ReceptionJournal journal() const { return receptions_of(snapshot, appeals_of(snapshot, today), today); }
  [[nodiscard]] std::string in(ReceptionGroup group) const {
    const auto all = journal();
    std::string names;
    for (const auto place : all.in(group)) names += all.receptions[place].note + " ";
    return names;
  }
};
}  // namespace

TEST_CASE("a reception is missed once its day has passed, and this week for seven days with today") {
  Journal journal;
  journal.reception("missed", "PLANNED", "2025-06-15");
  journal.reception("today", "PLANNED", "2025-06-16");
  journal.reception("sunday", "PLANNED", "2025-06-22");
  journal.reception("monday", "PLANNED", "2025-06-23");
  journal.reception("older", "HELD", "2025-01-10", {{"held_on", text("2025-01-12")}});
  journal.reception("newer", "HELD", "2025-05-10", {{"held_on", text("2025-05-10")}});
  journal.reception("off", "CANCELLED", "2025-06-20");
  CHECK(journal.in(ReceptionGroup::missed) == "missed ");
  CHECK(journal.in(ReceptionGroup::this_week) == "today sunday ");
  CHECK(journal.in(ReceptionGroup::later) == "monday ");
  CHECK(journal.in(ReceptionGroup::held) == "newer older ");
  CHECK(journal.in(ReceptionGroup::cancelled) == "off ");
}

TEST_CASE("a reception knows who sat at it, what was brought to it, and which one came before it") {
  Journal journal;
  const auto before =
      journal.reception("before", "HELD", "2025-03-01", {{"held_on", text("2025-03-01")}, {"area_code", text("r1")}});
  const auto own =
      journal.reception("own", "HELD", "2025-06-01", {{"held_on", text("2025-06-01")}, {"area_code", text("r1")}});
  journal.put(Entity::reception_person, "p",
              {{"reception", Value{own}}, {"party", Value{journal.akim}}, {"role", text("HEAD")}});
  journal.put(Entity::appeal, "a", {{"summary", text("Су")}, {"reception", Value{own}}});
  const auto all = journal.journal();
  const auto* reception = all.find(own);
  REQUIRE(reception != nullptr);
  REQUIRE(reception->people.size() == 1);
  CHECK(reception->people[0].party == journal.snapshot.find_party(journal.akim));
  CHECK(reception->appeals.size() == 1);
  REQUIRE(all.last_held("r1", *reception->held_on) != nullptr);
  CHECK(all.last_held("r1", *reception->held_on)->uuid == before);
  CHECK(all.last_held("r2", today) == nullptr);
}
}  // namespace riskmap
