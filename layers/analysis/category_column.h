// Columns of texts that come again: kinds of roads, of land, of owners. Each text is a class of its own.
#pragma once
#include <string>
#include <vector>

#include "layers/analysis/indicator.h"

namespace riskmap {

// The text columns of a plain file whose texts come twice or oftener on the average; names are none. The commonest
// texts are categories, at most `most_categories_told`; what is left is one more, without a name.
inline constexpr std::size_t most_categories_told = 12;
std::vector<Indicator> category_indicators(const FeatureTable& features);
// By feature the number of its category; NaN where there is no text.
IndicatorValues category_values(const Indicator& indicator, const FeatureTable& features);
// As a person reads it; "other" for the one without a name.
std::string category_label(const Indicator& indicator, std::size_t category);

}  // namespace riskmap
