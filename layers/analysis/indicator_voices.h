// How often a place is heard: appeals brought from it, receptions held in it.
#pragma once
#include <vector>

#include "layers/analysis/indicator_summary.h"

namespace riskmap {

// Into `places`, one per row of the level as in summarise(), of the days of the period, or else of the last twelve
// months; nothing after today. Appeals count where a selected problem stands behind them; those without a problem count
// as long as nothing is filtered out. A reception counts at its settlement and above; one that names a rural district
// only, from there on. A place is asked where a reception was held or a visit came, or anybody was heard from there,
// whatever is selected: elsewhere no appeals are no figure.
//
// A visit is a reception that came to people: a travelling one, an akim's meeting with residents, one in a village's
// own room. It is open to its whole rural district and counts at each of its settlements. What is held on line, or in
// the office's room in the centre of the district, is open to everybody alike and is no visit.
void count_voices(const RegisterSnapshot& snapshot, const RowMask& selected, Date today, const Period& period,
                  AreaLevel level, std::vector<PlaceSummary>& places);
// The same with nothing filtered out, of the last twelve months.
void count_all_voices(const RegisterSnapshot& snapshot, Date today, AreaLevel level, std::vector<PlaceSummary>& places);

}  // namespace riskmap
