// Working days: Monday to Friday, but for the days that the register's calendar (calendar_day) names.
#pragma once
#include <vector>

#include "layers/core/date.h"

namespace riskmap {

class WorkCalendar {
 public:
  void set(Date day, bool is_workday);
  void forget(Date day);  // it is what its weekday says

  [[nodiscard]] bool is_workday(Date day) const;
  [[nodiscard]] Date next_workday(Date day) const;               // the day itself if it is one
  [[nodiscard]] Date add_workdays(Date day, int count) const;    // count > 0 forward; the day itself does not count
  [[nodiscard]] int workdays_between(Date from, Date to) const;  // working days d with from < d <= to
  [[nodiscard]] bool knows_year(int year) const;                 // some day of it differs from its weekday
  friend bool operator==(const WorkCalendar&, const WorkCalendar&) = default;

 private:
  std::vector<Date> free_weekdays_, worked_weekends_;  // sorted
};

struct CalendarDay {
  Date day;
  const char* note;  // the holiday's name in Kazakh, as it is written into a new register
};

// The free days of Kazakhstan that fall on Monday to Friday, as the law "On holidays" (No. 267-II of 2001, as changed
// until 2022) and article 85 of the Labour Code give them: a holiday on a weekend frees the next working day, Christmas
// and Kurban Ait do not. Kurban Ait follows the moon and is known for 2020 to 2027 only. Days that the government moves
// are the office's to enter.
std::vector<CalendarDay> public_holidays(int first_year, int last_year);

}  // namespace riskmap
