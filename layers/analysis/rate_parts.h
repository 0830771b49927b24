// What a value that was made comparable between small and large places was made of.
#pragma once
#include <vector>

#include "layers/analysis/register_hotspots.h"

namespace riskmap {

// Row by row a count, and the people or the cases behind it. Empty where values stand for themselves.
struct RateParts {
  std::vector<double> counts{}, bases{};
};
RateParts rate_parts_of(const HotspotSource& source, const HotspotQuestion& question, const std::vector<Row>& rows);

}  // namespace riskmap
