// What the passport makes of a place: its figures, and the risk index with its three dimensions.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "layers/analysis/indicator_summary.h"

namespace riskmap {

// True when at least one settlement has a figure that feeds the index: without any it has no vulnerability and is not
// offered.
bool has_risk_index(const RegisterSnapshot& snapshot);

struct LevelTallies;     // issue_tally.h
struct PlaceBackground;  // place_background.h

struct PassportSource {
  const LevelTallies& settlements;
  const PlaceBackground& known;
  const std::vector<Row>& place_of;  // by settlement row; no_row = in none
};
// Of a settlement: its figures and its own index. Of an area: sums and means of its settlements (passport.h); the index
// and each dimension are the means of its settlements', weighted by residents; none while it is not known how many live
// in one of them. The road to the district's centre is measured as the crow flies where no figure is kept.
void put_passports(const RegisterSnapshot& snapshot, const PassportSource& source, std::vector<PlaceSummary>& places);

}  // namespace riskmap
