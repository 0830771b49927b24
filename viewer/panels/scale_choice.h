// Between which scales of the map a layer is shown: what is too much for the whole district appears when one comes
// closer, what is too coarse gives way there.
#pragma once
#include <string>

#include "layers/style/scale_range.h"

namespace riskmap::ui {

// NAME and NAME_closest; true when another was chosen.
bool scale_combos(const std::string& name, ScaleRange& scales);

}  // namespace riskmap::ui
