// Aid that was given without a problem behind it (`decisions.md` 38): to a place or to people as a whole.
#pragma once
#include <cstdint>
#include <vector>

#include "layers/analysis/indicator_summary.h"

namespace riskmap {

// What a finished measure gave, in tenge: the amount a piece times the number where both are known, else what was
// spent, else the budget.
std::int64_t given_by(const MeasureCore& measure);

// Into `places`, one per row of the level as in summarise(): measures of no problem that were done on a day of the
// period, and not after today. Aid to a settlement counts there and above; to a rural district, or to the whole
// district, from there on; aid that left the district, nowhere. Families are those that measures count as families.
void count_aid(const RegisterSnapshot& snapshot, Date today, const Period& period, AreaLevel level,
               std::vector<PlaceSummary>& places);

}  // namespace riskmap
