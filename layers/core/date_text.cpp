// Dates as people write them.
#include "layers/core/date_text.h"

#include <fmt/format.h>

#include <charconv>
#include <string>
#include <vector>

#include "layers/core/text.h"

namespace riskmap {

namespace {
std::optional<int> digits_from(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}
}  // namespace

std::optional<Date> date_from(std::string_view typed) {
  std::string text = trimmed(typed);
  if (const auto day = parse_iso_date(text)) return day;
  for (char& c : text)
    if (c == '/') c = '.';
  const std::vector<std::string> parts = split(text, '.');
  if (parts.size() != 3 || parts[2].size() != 4) return std::nullopt;
  const auto day = digits_from(parts[0]), month = digits_from(parts[1]), year = digits_from(parts[2]);
  if (!day || !month || !year) return std::nullopt;
  return parse_iso_date(fmt::format("{:04}-{:02}-{:02}", *year, *month, *day));
}

bool is_likely_date(Date day, Date today) {
  constexpr int months_ahead = 120;
  return day >= Date{std::chrono::year{1991} / 1 / 1} && day <= add_months(today, months_ahead);
}

}  // namespace riskmap
