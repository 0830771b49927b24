// Measures that belong to no problem: aid to a place or to people as a whole. No list by problems shows them.
#pragma once
#include <cstddef>

#include "layers/model/register_snapshot.h"

namespace riskmap {

[[nodiscard]] std::size_t count_measures_without_problem(const RegisterSnapshot& snapshot);

}  // namespace riskmap
