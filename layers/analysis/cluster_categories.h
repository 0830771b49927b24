// What lies behind a cluster: the categories of its problems, counted and in words.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "layers/analysis/register_hotspots.h"

namespace riskmap {

// Most first.
std::vector<CategoryCount> categories_of(const RegisterSnapshot& snapshot, std::span<const Row> issues);
// "Behind it: Drinking water – 11, Roads – 4, others – 3." with a space before it; "" for none, and where the category
// itself was asked for, so that it has been said.
std::string behind_words(const RegisterSnapshot& snapshot, const std::vector<CategoryCount>& behind,
                         const Indicator& asked);

}  // namespace riskmap
