#include "layers/text/period_words.h"

#include "layers/text/format.h"

namespace riskmap {

std::string format_period(const Period& period) {
  if (period.is_everything()) return {};
  const auto side = [](const std::optional<Date>& day) { return day ? format_date(*day) : std::string{"…"}; };
  return side(period.from) + " – " + side(period.to);
}

}  // namespace riskmap
