// Rates by residents, with what is known of them: of any count, as they are and smoothed.
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
// The other way, by the name alone, smoothed or not.
std::optional<std::string> count_behind(std::string_view rate);
// What a rate by residents counts; nothing for any other indicator.
std::optional<Indicator> count_behind(const RegisterSnapshot& snapshot, const Indicator& rate);
Smoothing smoothing_of(std::string_view rate);  // of "overdue_per_1000_smoothed": all; of "overdue_per_1000": none
// Of a count that follows the residents; found by its id, though not listed.
Indicator per_1000_of(const Indicator& count, Smoothing smoothing);

// "0.5 – 14.2"; "" where nothing is known.
std::string interval_text(const Indicator& indicator, const RateInterval& interval);

}  // namespace riskmap
