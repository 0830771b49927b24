// The passport figures kept in a register (dated indicator values) as leaves of the risk index.
#pragma once
#include <vector>

#include "layers/analysis/risk_index.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

// True when at least one settlement has a passport figure: without any the index has no vulnerability and is not
// offered.
bool has_passport(const RegisterSnapshot& snapshot);
// The newest dated figure of each leaf, per row of snapshot.settlements; the road to the district centre is measured as
// the crow flies where no figure is kept.
std::vector<RiskLeaves> passports_of(const RegisterSnapshot& snapshot);

}  // namespace riskmap
