// Dates as offices' tables hold them (`domain.md` §6, 12–15).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "layers/core/date.h"
#include "layers/exchange/import_findings.h"

namespace riskmap {

// Of 03/04/2020. Written with dots a date always begins with its day.
enum class DateOrder { unknown, day_first, month_first };

struct DateRules {
  DateOrder order = DateOrder::day_first;
  bool is_ambiguous = false;      // the column's own values contradict the order
  bool counts_from_1904 = false;  // the workbook's serial numbers
  int two_digit_limit = 0;        // 20yy up to this yy, 19yy beyond
};

struct DateReading {
  std::optional<Date> day{};
  std::optional<Finding> finding{};
  bool is_empty = false;  // "-", «жоқ», "нет"
};
DateReading read_date(std::string_view text, const DateRules& rules);

// What a date with slashes proves about its column: 25/03/2020 the one order, 03/25/2020 the other.
DateOrder order_proved_by(std::string_view text);

// Words that stand for nothing: "", "-", «жоқ», "нет", "н/д", "n/a".
bool means_nothing(std::string_view text);

}  // namespace riskmap
