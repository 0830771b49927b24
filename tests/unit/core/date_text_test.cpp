// Dates as people write them.
#include "layers/core/date_text.h"

#include <doctest/doctest.h>

namespace riskmap {

TEST_CASE("dates are understood as people type them") {
  const Date day = *parse_iso_date("2025-03-02");
  for (const char* typed : {"02.03.2025", "2.3.2025", "02/03/2025", "2025-03-02", " 02.03.2025 "})
    CHECK(date_from(typed) == day);
  for (const char* wrong : {"31.02.2025", "02.03.25", "02.03", "aa.bb.2025", "", "2.3.2025.1", "-2.3.2025"})
    CHECK_FALSE(date_from(wrong).has_value());
}

TEST_CASE("a date before 1991 or more than ten years ahead is unlikely") {
  const Date today = *parse_iso_date("2025-02-28");
  for (const char* likely : {"1991-01-01", "2025-02-28", "2035-02-28"})
    CHECK(is_likely_date(*parse_iso_date(likely), today));
  for (const char* unlikely : {"1990-12-31", "1800-01-01", "2035-03-01", "9999-01-01"})
    CHECK_FALSE(is_likely_date(*parse_iso_date(unlikely), today));
}

}  // namespace riskmap
