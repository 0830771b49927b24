// Indicators as yes or no: what a join count asks of every place.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "layers/analysis/indicator.h"

namespace riskmap {

struct YesNo {
  std::string yes, no;  // in the current language: "“Overdue problems” – at least one", "“Overdue problems” – none"
  std::function<std::vector<double>(const std::vector<PlaceSummary>&)> answers;  // 1 = yes, 0 = no, NaN = no data
};

// Counts and money: anything at all. Shares: nothing at all. Levels: high or critical. Silence: fewer appeals than
// chance leaves, or nobody went to ask. Nothing for rates, days and other numbers, which have no yes.
std::optional<YesNo> yes_no_of(const Indicator& indicator);

}  // namespace riskmap
