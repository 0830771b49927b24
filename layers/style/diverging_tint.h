// Colours that run to two sides, such as hotspots, as tints of which a fifth is left on the map.
#pragma once
#include <vector>

#include "layers/style/palette.h"

namespace riskmap {

// In the dark theme both ends of such colours are bright, and in the light one those beside the middle are pale: mixed
// into the ground neither could be told from the other. Here each side keeps its hue and is coloured the stronger the
// farther out it lies; greys stay as they are.
std::vector<Colour> diverging_tints(std::vector<Colour> colours, Theme theme);

}  // namespace riskmap
