#include "layers/store/touched_days.h"

#include <fmt/format.h>

#include <utility>

#include "layers/store/record_rows.h"

namespace riskmap {

Result<TouchedDays> TouchedDays::read(const Connection& connection) {
  TouchedDays days;
  const auto query = fmt::format("SELECT entity_uuid, {} FROM history WHERE entity IN ('issue', 'measure')",
                                 civil_day(connection, "at"));
  const auto read = each_row(connection, query, [&days](const Statement& row) {
    const auto uuid = row.text(0);
    auto day = row.text(1);
    if (const Row known = days.rows_.find(uuid); known != no_row) {
      if (days.days_[known] < day) days.days_[known] = std::move(day);
      return;
    }
    days.rows_.set(uuid, static_cast<Row>(days.days_.size()));
    days.days_.push_back(std::move(day));
  });
  if (!read) return std::unexpected{read.error()};
  return days;
}

std::string_view TouchedDays::of(std::string_view uuid) const {
  const Row row = rows_.find(uuid);
  return row == no_row ? std::string_view{} : days_[row];
}

}  // namespace riskmap
