// Days from one to another, both included; a side that is left out is open.
#pragma once
#include <optional>
#include <string_view>

#include "layers/core/date.h"
#include "layers/core/result.h"

namespace riskmap {

struct Period {
  std::optional<Date> from, to;
  [[nodiscard]] bool is_everything() const { return !from && !to; }
  [[nodiscard]] bool contains(Date day) const { return (!from || day >= *from) && (!to || day <= *to); }
  friend bool operator==(const Period&, const Period&) = default;
};

// "2025-01-01..2025-12-31", "2025-01-01..", "..2025-12-31". Errors: usage; date_order where it ends before it begins.
Result<Period> parse_period(std::string_view text);

}  // namespace riskmap
