// How often a place is heard: appeals brought from it, receptions held in it.
#pragma once
#include <vector>

#include "layers/analysis/indicator_summary.h"

namespace riskmap {

// Into `places`, one per row of the level as in summarise(). Appeals count where a selected problem stands behind them;
// those without a problem count as long as nothing is filtered out. A reception counts at its settlement and above; one
// that names a rural district only, from there on.
void count_voices(const RegisterSnapshot& snapshot, const RowMask& selected, Date today, AreaLevel level,
                  std::vector<PlaceSummary>& places);

}  // namespace riskmap
