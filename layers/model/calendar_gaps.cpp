#include "layers/model/calendar_gaps.h"

namespace riskmap {

namespace {
int year_of(Date day) {
  return static_cast<int>(std::chrono::year_month_day{day}.year());
}
}  // namespace

std::optional<int> year_without_days(const WorkCalendar& calendar, Date from, Date to) {
  for (int year = year_of(from); year <= year_of(to); ++year)
    if (!calendar.knows_year(year)) return year;
  return std::nullopt;
}

}  // namespace riskmap
