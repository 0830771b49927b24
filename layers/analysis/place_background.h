// What the records say of places beside their problems, read once for a register and a day: a filter leaves it as it
// is.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "layers/analysis/indicator_voices.h"
#include "layers/analysis/issue_tally.h"

namespace riskmap {

struct PlaceBackground {
  PlaceBackground(const RegisterSnapshot& snapshot, Date today);

  std::vector<std::optional<std::int64_t>> residents;  // by settlement row
  Passports passports;
  bool has_risk_index;
  VoiceRecords voices;
};

// As summarise() of issue_tally.h. `known` of the source's snapshot and day.
std::vector<PlaceSummary> summarise(const IssueSource& source, const TallyBook& book, AreaLevel level,
                                    const Counting& counting, const PlaceBackground& known);

}  // namespace riskmap
