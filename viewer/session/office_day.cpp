// Which day it is for the office.
#include "viewer/session/office_day.h"

#include <charconv>

namespace riskmap {

Date office_day(const RegisterSnapshot& snapshot, const std::optional<Date>& asked) {
  if (asked) return *asked;
  if (const auto sample = snapshot.meta.find("sample_today"); sample != snapshot.meta.end())
    if (const auto day = parse_iso_date(sample->second)) return *day;
  int minutes = 300;
  if (const auto setting = snapshot.settings.find("utc_offset_minutes"); setting != snapshot.settings.end()) {
    int value = 0;
    const auto& text = setting->second;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= -720 && value <= 840) minutes = value;
  }
  return civil_today(std::chrono::minutes{minutes});
}

}  // namespace riskmap
