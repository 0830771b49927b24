// Numbers, money, dates and lengths as the current language writes them (ICU). Spaces inside are no-break.
#pragma once
#include <cstdint>
#include <string>

#include "layers/core/date.h"
#include "layers/core/units.h"

namespace riskmap {

std::string format_integer(std::int64_t value);             // 33 841
std::string format_number(double value, int max_decimals);  // 12,5 · trailing zeros dropped
std::string format_date(Date day);                          // kk, ru: 02.03.2025 · en: 2 Mar 2025
std::string format_month(Date day);                         // "наурыз 2025"
std::string format_money(std::int64_t tenge);               // 48,6 млн ₸ from a million up, else 48 600 ₸
std::string format_money_exact(std::int64_t tenge);         // 48 600 000 ₸
std::string format_length(double metres);                   // 850 м, 12,4 км
std::string format_area(double square_metres);              // 850 м², 12,4 га, 2 925,9 км²
std::string format_lonlat(LonLat place);                    // 42,1803° N 69,8847° E (compass letters translated)
enum class Axis { latitude, longitude };
std::string format_angle(double degrees, Axis axis);  // to a second: 70° E, 42°10′ N, 42°10′30″ N
std::string format_percent(double share);             // share 0…1 -> 37 %

}  // namespace riskmap
