#include "layers/core/period.h"

#include <string>

namespace riskmap {

Result<Period> parse_period(std::string_view text) {
  constexpr std::string_view between = "..";
  const auto wrong = [&] {
    return fail(ErrorCode::usage, "a period as 2025-01-01..2025-12-31", {}, std::string{text});
  };
  const auto middle = text.find(between);
  if (middle == std::string_view::npos || text.size() == between.size()) return wrong();
  const auto first = text.substr(0, middle), last = text.substr(middle + between.size());
  const Period period{parse_iso_date(first), parse_iso_date(last)};
  if (period.from.has_value() == first.empty() || period.to.has_value() == last.empty()) return wrong();
  if (period.from && period.to && *period.to < *period.from)
    return fail(ErrorCode::date_order, "the period ends before it begins", {}, std::string{text});
  return period;
}

}  // namespace riskmap
