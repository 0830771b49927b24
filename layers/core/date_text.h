// Dates as people write them.
#pragma once
#include <optional>
#include <string_view>

#include "layers/core/date.h"

namespace riskmap {

// "02.03.2025", "2.3.2025", "02/03/2025", "2025-03-02"; nothing when there is no such day.
std::optional<Date> date_from(std::string_view typed);
// From 1991 until ten years ahead; another date is doubted, not refused (`domain.md` §6, 17).
bool is_likely_date(Date day, Date today);

}  // namespace riskmap
