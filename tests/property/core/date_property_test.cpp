// Day arithmetic against counting one day at a time.
#include <doctest/doctest.h>

#include <random>

#include "layers/core/date.h"

namespace riskmap {
namespace {
Date random_day(std::mt19937& random) {
  return Date{std::chrono::days{static_cast<int>(random() % 40'000)}};  // 1970 to 2079
}
}  // namespace

TEST_CASE("working days between two days are those one meets on the way") {
  std::mt19937 random{1};
  for (int i = 0; i < 3'000; ++i) {
    const auto from = random_day(random);
    const auto to = from + std::chrono::days{static_cast<int>(random() % 120) - 20};
    int met = 0;
    for (auto day = from + std::chrono::days{1}; day <= to; day += std::chrono::days{1}) met += is_weekday(day) ? 1 : 0;
    CHECK(weekdays_between(from, to) == met);
  }
}

TEST_CASE("adding working days and counting them agree") {
  std::mt19937 random{2};
  for (int i = 0; i < 3'000; ++i) {
    const auto from = random_day(random);
    const int count = 1 + static_cast<int>(random() % 60);
    const auto to = add_weekdays(from, count);
    CHECK(is_weekday(to));
    CHECK(weekdays_between(from, to) == count);
  }
}

TEST_CASE("a date reads back from what it was written as") {
  std::mt19937 random{3};
  for (int i = 0; i < 3'000; ++i) {
    const auto day = random_day(random);
    CHECK(parse_iso_date(iso_date(day)) == day);
  }
}

TEST_CASE("adding months keeps the day or takes the month's last") {
  std::mt19937 random{4};
  for (int i = 0; i < 3'000; ++i) {
    const auto day = random_day(random);
    const int months = static_cast<int>(random() % 60) - 30;
    const std::chrono::year_month_day before{day}, after{add_months(day, months)};
    CHECK(after.year() / after.month() == before.year() / before.month() + std::chrono::months{months});
    const auto last = std::chrono::year_month_day_last{after.year(), std::chrono::month_day_last{after.month()}}.day();
    CHECK(after.day() == std::min(before.day(), last));
  }
}

}  // namespace riskmap
