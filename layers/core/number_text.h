// Numbers as people write them.
#pragma once
#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

namespace riskmap {

// "1 248,5", "1248.5", "−3"; spaces may be no-break or thin. Nothing when it is no number.
std::optional<double> number_from(std::string_view typed);
enum class WholeProblem { no_number, two_readings, not_whole, too_large };
// "2 500", "2.500.000", "50,0 мың" = 50 000, "1,2 млн" (`domain.md` §6, 19). "2.500" is 2 500 to one person and 2,5 to
// another: two readings.
std::expected<std::int64_t, WholeProblem> whole_number_from(std::string_view typed);
// The same for any number: "1,2 мың" is 1200, "12,5" is 12.5.
std::expected<double, WholeProblem> number_in_words_from(std::string_view typed);
bool has_multiplier(std::string_view typed);  // «мың», «млн» …

}  // namespace riskmap
