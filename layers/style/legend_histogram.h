// How the values of a map spread, bar by bar in the colours of their classes.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "layers/analysis/classify.h"
#include "layers/core/colour.h"

namespace riskmap {

// The values of one class among those of a bar.
struct HistogramPart {
  std::int64_t count = 0;
  Colour colour;
};

struct HistogramBin {
  double from = 0, to = 0;
  std::int64_t count = 0;
  std::vector<HistogramPart> parts{};  // low to high, standing on each other; a bar that a break parts has several
};

// From the lowest value to the highest; whole numbers over a short range have a bar each. Empty where all are alike.
std::vector<HistogramBin> histogram_of(std::span<const double> values, const Classes& classes,
                                       std::span<const Colour> class_colours);

}  // namespace riskmap
