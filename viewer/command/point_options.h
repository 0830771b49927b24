// How render shows points together.
#pragma once
#include <string>

#include "layers/core/result.h"
#include "layers/exchange/gathered_points.h"

namespace riskmap {

// Metres, or the word for what suits the points: then 0.
Result<double> bandwidth_from(const std::string& text);
// `heat` as bandwidth_from, "" = none.
Result<void> take_points(const std::string& heat, bool has_clusters, LayerSpec& spec);
// What was asked for and cannot be is no map of single points instead: refused, and said why.
Result<void> check_gathered(const GatheredPoints& points);

}  // namespace riskmap
