// Civil days.
#include "layers/core/date.h"

#include <doctest/doctest.h>

namespace riskmap {
namespace {
Date day(std::string_view text) {
  return parse_iso_date(text).value();
}
}  // namespace

TEST_CASE("only existing days in strict ISO form are dates") {
  CHECK(parse_iso_date("2024-02-29"));
  for (const auto* text :
       {"2025-02-29", "2025-02-31", "2025-13-01", "2025-00-10", "2025-1-01", "25-01-01", "2025-01-01 ", "2025/01/01",
        "13.03.2020", "+025-01-01", "2025-01-0x", "", "2025-01-01T00:00"}) {
    INFO(text);
    CHECK_FALSE(parse_iso_date(text));
  }
}

TEST_CASE("a date is written as it was read") {
  for (const auto* text : {"1970-01-01", "2000-02-29", "1899-12-31", "0001-01-01", "9999-12-31"})
    CHECK(iso_date(day(text)) == text);
}

TEST_CASE("months are added by the calendar, the 31st becoming the last day") {
  CHECK(add_months(day("2025-01-31"), 1) == day("2025-02-28"));
  CHECK(add_months(day("2024-01-31"), 1) == day("2024-02-29"));
  CHECK(add_months(day("2025-11-15"), 2) == day("2026-01-15"));
  CHECK(add_months(day("2025-03-31"), -1) == day("2025-02-28"));
}

TEST_CASE("working days skip the weekend") {
  CHECK(is_weekday(day("2026-10-23")));
  CHECK_FALSE(is_weekday(day("2026-10-24")));
  CHECK(add_weekdays(day("2026-10-23"), 1) == day("2026-10-26"));
  CHECK(add_weekdays(day("2026-10-23"), 15) == day("2026-11-13"));
  CHECK(add_weekdays(day("2026-10-24"), 1) == day("2026-10-26"));
  CHECK(add_weekdays(day("2026-10-24"), 0) == day("2026-10-24"));
  CHECK(weekdays_between(day("2026-10-23"), day("2026-10-26")) == 1);
  CHECK(weekdays_between(day("2026-10-23"), day("2026-10-25")) == 0);
  CHECK(weekdays_between(day("2026-10-26"), day("2026-10-23")) == 0);
  CHECK(weekdays_between(day("2026-10-23"), day("2026-11-13")) == 15);
}

TEST_CASE("the office's day begins by its own clock") {
  using namespace std::chrono;
  const auto east = civil_today(hours{14}), west = civil_today(-hours{12});
  CHECK(days_between(west, east) >= 1);  // there is always a day's difference between the ends of the earth
  CHECK(days_between(west, east) <= 2);
}

TEST_CASE("a time stamp is UTC to the second") {
  const auto stamp = utc_timestamp_now();
  REQUIRE(stamp.size() == 20);
  CHECK(parse_iso_date(stamp.substr(0, 10)));
  CHECK(stamp[10] == 'T');
  CHECK(stamp[19] == 'Z');
}

}  // namespace riskmap
