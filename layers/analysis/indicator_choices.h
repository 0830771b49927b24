// What a person chooses among: the indicators of indicators_of, and below each group of categories those of the group.
#pragma once
#include <vector>

#include "layers/analysis/indicator.h"

namespace riskmap {

std::vector<Indicator> indicator_choices(const RegisterSnapshot& snapshot);

}  // namespace riskmap
