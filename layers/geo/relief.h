// Heights as light and shadow, to be laid over a map of any colour.
#pragma once
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"

class GDALDataset;

namespace riskmap {

// Of heights in metres on pixels that are as wide as high; the first band counts. The sun stands in the north-west, as
// on every map: slopes towards it are lit, others lie in shadow, flat ground and what has no height stay clear. The
// result lacks one pixel at every edge.
Result<std::vector<Colour>> relief_of(GDALDataset& heights);

}  // namespace riskmap
