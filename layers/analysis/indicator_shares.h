// Shares of counted problems, with what is known of them: as they are, and drawn towards the share of all.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "layers/analysis/indicator.h"

namespace riskmap {

// The look of a share becomes the share that some are of the cases.
using CountOf = std::function<double(const PlaceSummary&)>;
Indicator as_share(Indicator look, CountOf of_kind, CountOf cases);
Indicator smoothed_share(Indicator look, CountOf of_kind, CountOf cases);

std::string smoothed_share_id(std::string_view share);  // "share_solved_smoothed" of "share_solved"
// What was smoothed; nothing for any other indicator.
std::optional<Indicator> share_behind(const RegisterSnapshot& snapshot, const Indicator& smoothed);

// "3 of 4"; "" for what is no share of counts.
std::string share_counts_text(const Indicator& indicator, const PlaceSummary& place);

}  // namespace riskmap
