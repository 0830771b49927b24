// Rates by residents, with what is known of them: of the open problems, as they are and smoothed, and of any count.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "layers/analysis/indicator.h"

namespace riskmap {

enum class Smoothing { none, all, neighbours };  // towards whom
// The look of a rate becomes the rate of a count: its values and intervals, per 1,000 residents.
Indicator as_rate(Indicator look, std::function<double(const PlaceSummary&)> count, Smoothing smoothing);

// Coloured areas say of a count above all where many people live. Of population itself there is no rate.
bool follows_residents(const Indicator& indicator);
std::string rate_id(std::string_view count);  // "per_1000" of "open", "overdue_per_1000" of "overdue"
// The other way, by the name alone.
std::optional<std::string> count_behind(std::string_view rate);
// What a rate by residents counts; nothing for any other indicator.
std::optional<Indicator> count_behind(const RegisterSnapshot& snapshot, const Indicator& rate);
// Of a count that follows the residents; found by its id, though not listed.
Indicator per_1000_of(const Indicator& count);

// "0.5 – 14.2"; "" where nothing is known.
std::string interval_text(const Indicator& indicator, const RateInterval& interval);

}  // namespace riskmap
