// The shapes of every level of a register, as headless commands need them.
#pragma once
#include <array>

#include "layers/store/register_store.h"

namespace riskmap {

// By AreaLevel; null where the register holds none.
Result<std::array<Features, 4>> load_all_shapes(RegisterStore& store);

}  // namespace riskmap
