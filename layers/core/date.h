// Civil days: dates without a clock or a zone. "Today" is always passed in.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace riskmap {

using Date = std::chrono::sys_days;

// Strict ISO 8601 "YYYY-MM-DD" of an existing day, else nothing.
std::optional<Date> parse_iso_date(std::string_view text);
std::string iso_date(Date day);
// Adds calendar months; the 31st becomes the last day of a shorter month.
Date add_months(Date day, int months);
inline int days_between(Date from, Date to) {
  return static_cast<int>((to - from).count());
}
bool is_weekday(Date day);                 // Monday to Friday
Date add_weekdays(Date day, int count);    // count > 0 forward; weekends do not count
int weekdays_between(Date from, Date to);  // weekdays d with from < d <= to; 0 when to <= from
// UTC now + offset, as the office's civil day.
Date civil_today(std::chrono::minutes offset_from_utc);
std::string utc_timestamp_now();  // "YYYY-MM-DDTHH:MM:SSZ"

}  // namespace riskmap
