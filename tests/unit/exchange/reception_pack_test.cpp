// The papers for a reception day: pages are counted here; what stands on them is read back in the system ring's way.
#include "layers/exchange/reception_pack.h"

#include <doctest/doctest.h>

#include "layers/text/translate.h"
#include "tests/unit/analysis/small_district.h"

namespace riskmap {
using namespace testing;

namespace {
const Date today = day(2026, 3, 16);

std::size_t pages_of(const std::string& bytes) {
  std::size_t found = 0;
  constexpr std::string_view page = "/Type /Page %";
  for (auto at = bytes.find(page); at != std::string::npos; at = bytes.find(page, at + 1)) ++found;
  return found;
}

struct Visit : SmallDistrict {
  Visit() {
    reception("last", "HELD", "2025-12-10");
    reception("next", "PLANNED", "2026-03-20");
  }
  void reception(const char* name, const char* status, const char* on) {
    Fields fields = {{"kind", "OFFSITE"}, {"status", status}, {"planned_on", on}, {"area_code", "r1"}};
    if (std::string_view{status} == "HELD") fields["held_on"] = on;
    put(Entity::reception, name, fields);
  }
  [[nodiscard]] Result<std::string> pack() const {
    const auto appeals = appeals_of(snapshot, today);
    const auto journal = receptions_of(snapshot, appeals, today);
    const auto& next = journal.receptions[journal.in(ReceptionGroup::this_week).front()];
    const auto facts = facts_of_all(snapshot, today);
    return reception_pack(snapshot, {next, journal, appeals, facts}, Language::en);
  }
};
}  // namespace

TEST_CASE("the papers are one page and two of blank forms, the same every time") {
  Visit visit;
  const auto bytes = visit.pack();
  REQUIRE(bytes.has_value());
  CHECK(bytes->starts_with("%PDF-"));
  CHECK(pages_of(*bytes) == 3);
  CHECK(*visit.pack() == *bytes);
}

TEST_CASE("many problems take as many pages as they need") {
  Visit visit;
  for (int i = 0; i < 60; ++i) visit.issue("s1", day(2025, 6, 1)).with("due_on", "2025-08-01");
  const auto pages = pages_of(*visit.pack());
  CHECK(pages >= 6);
  CHECK(pages <= 9);
  for (int i = 0; i < 60; ++i) visit.issue("s3", day(2025, 6, 1));
  CHECK(pages_of(*visit.pack()) == pages);
}

}  // namespace riskmap
