#include "layers/core/period.h"

#include <doctest/doctest.h>

namespace riskmap {

TEST_CASE("a period holds its first and its last day; a side that is left out is open") {
  const auto year = parse_period("2025-01-01..2025-12-31");
  REQUIRE(year);
  CHECK(year->contains(*parse_iso_date("2025-01-01")));
  CHECK(year->contains(*parse_iso_date("2025-12-31")));
  CHECK_FALSE(year->contains(*parse_iso_date("2024-12-31")));
  CHECK_FALSE(year->contains(*parse_iso_date("2026-01-01")));
  CHECK(parse_period("2025-01-01..")->contains(*parse_iso_date("2099-01-01")));
  CHECK(parse_period("..2025-01-01")->contains(*parse_iso_date("1999-01-01")));
  CHECK(Period{}.is_everything());
  CHECK_FALSE(year->is_everything());
}

TEST_CASE("what is no period is refused, and one that ends before it begins") {
  for (const char* text : {"", "..", "2025", "2025-01-01", "2025-02-30..", "..today", "2025-01-01...2025-02-01"})
    CHECK_MESSAGE(!parse_period(text), text);
  CHECK(parse_period("2025-02-01..2025-01-01").error().code == ErrorCode::date_order);
}

}  // namespace riskmap
