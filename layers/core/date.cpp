// Civil day arithmetic on std::chrono's proleptic Gregorian calendar.
#include "layers/core/date.h"

#include <fmt/format.h>

namespace riskmap {

namespace {
std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}
}  // namespace

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Date{date};
}

std::string iso_date(Date day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

Date add_months(Date day, int months) {
  auto date = std::chrono::year_month_day{day} + std::chrono::months{months};
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return Date{date};
}

bool is_weekday(Date day) {
  return std::chrono::weekday{day}.iso_encoding() <= 5;
}

Date add_weekdays(Date day, int count) {
  while (count > 0) {
    day += std::chrono::days{1};
    if (is_weekday(day)) --count;
  }
  return day;
}

int weekdays_between(Date from, Date to) {
  if (to <= from) return 0;
  const int span = days_between(from, to);
  int count = span / 7 * 5;
  for (Date day = from + std::chrono::days{span / 7 * 7 + 1}; day <= to; day += std::chrono::days{1})
    count += is_weekday(day) ? 1 : 0;
  return count;
}

Date civil_today(std::chrono::minutes offset_from_utc) {
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now() + offset_from_utc);
}

std::string utc_timestamp_now() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::hh_mm_ss time{now - day};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", iso_date(day), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

}  // namespace riskmap
