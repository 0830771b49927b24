// A period as people write it: "01.01.2025 – 31.12.2025", an open side as "…".
#pragma once
#include <string>

#include "layers/core/period.h"

namespace riskmap {

std::string format_period(const Period& period);  // "" for one without any side

}  // namespace riskmap
