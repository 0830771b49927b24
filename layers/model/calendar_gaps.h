// Years into which deadlines fall and of which nobody has entered a day.
#pragma once
#include <optional>

#include "layers/core/date.h"
#include "layers/model/work_calendar.h"

namespace riskmap {

// The first year from one day to another of which the calendar knows no day: there working days are Monday to Friday,
// holidays too.
std::optional<int> year_without_days(const WorkCalendar& calendar, Date from, Date to);

}  // namespace riskmap
