// The days of a year that differ from their weekday: free days and worked weekends, as the office has entered them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/model/reference_lists.h"
#include "viewer/panels/widgets_table.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct CalendarListState {
  int year = 0;  // 0 = that of today
  std::vector<DayEntry> days;
  std::int64_t revision = -1;  // of what the days were read from
  TableState table;
};
// The uuid of a day that is to be opened.
std::optional<std::string> calendar_list(const Session& session, CalendarListState& state);

}  // namespace riskmap::ui
