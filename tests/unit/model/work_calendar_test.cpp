// Working days with the free days of Kazakhstan.
#include "layers/model/work_calendar.h"

#include <doctest/doctest.h>

#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

TEST_CASE("fifteen working days over a moved day off, as domain.md gives them") {
  WorkCalendar calendar;
  calendar.set(day(2026, 10, 26), false);
  CHECK(calendar.add_workdays(day(2026, 10, 23), 15) == day(2026, 11, 16));
  CHECK(calendar.workdays_between(day(2026, 10, 23), day(2026, 11, 16)) == 15);
  CHECK(calendar.next_workday(day(2026, 10, 24)) == day(2026, 10, 27));
}

TEST_CASE("a worked Saturday counts, and a day said again is as said last") {
  WorkCalendar calendar;
  calendar.set(day(2026, 10, 24), true);
  CHECK(calendar.is_workday(day(2026, 10, 24)));
  CHECK(calendar.add_workdays(day(2026, 10, 23), 1) == day(2026, 10, 24));
  calendar.set(day(2026, 10, 24), false);
  CHECK_FALSE(calendar.is_workday(day(2026, 10, 24)));
  CHECK(calendar.workdays_between(day(2026, 10, 24), day(2026, 10, 23)) == 0);
}

TEST_CASE("counting working days and adding them agree, whatever the calendar") {
  WorkCalendar calendar;
  for (const auto& holiday : public_holidays(2025, 2026)) calendar.set(holiday.day, false);
  calendar.set(day(2025, 5, 3), true);
  for (int shift = 0; shift < 60; ++shift)
    for (int count = 1; count < 40; ++count) {
      const Date from = day(2025, 4, 1) + std::chrono::days{shift};
      CHECK(calendar.workdays_between(from, calendar.add_workdays(from, count)) == count);
    }
}

TEST_CASE("a holiday on a weekend frees the next working day, Christmas does not") {
  const auto is_free = [](Date on) {
    const auto found = public_holidays(2020, 2035);
    return std::ranges::find(found, on, &CalendarDay::day) != found.end();
  };
  CHECK(is_free(day(2026, 10, 26)));        // the Republic's day of 2026 is a Sunday
  CHECK(is_free(day(2023, 1, 3)));          // 1 January 2023 was a Sunday, the 2nd is free itself
  CHECK(is_free(day(2025, 3, 24)));         // two days of Nauryz fell on a weekend …
  CHECK(is_free(day(2025, 3, 25)));         // … and free two days
  CHECK_FALSE(is_free(day(2024, 1, 8)));    // 7 January 2024 was a Sunday
  CHECK(is_free(day(2026, 5, 27)));         // Kurban Ait
  CHECK_FALSE(is_free(day(2021, 10, 25)));  // not yet a holiday again
  CHECK(is_free(day(2021, 12, 17)));        // still one
}
}  // namespace riskmap
