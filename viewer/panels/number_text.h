// Numbers and dates as people type them.
#pragma once
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "layers/core/date_text.h"

namespace riskmap::ui {

// "1 248,5", "1248.5", "−3"; spaces may be no-break or thin. Nothing when it is no number.
std::optional<double> number_from(std::string_view typed);
enum class WholeProblem { no_number, two_readings, not_whole, too_large };
// "2 500", "2.500.000", "50,0 мың" = 50 000, "1,2 млн" (`domain.md` §6, 19). "2.500" is 2 500 to one person and 2,5 to
// another: two readings.
std::expected<std::int64_t, WholeProblem> whole_number_from(std::string_view typed);
std::string numeric_date(Date day);  // 02.03.2025, in every language: the form that is typed

}  // namespace riskmap::ui
