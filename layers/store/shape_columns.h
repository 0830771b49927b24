// Layers that are to become areas: texts by column, coordinates in WGS 84.
#pragma once
#include <string>
#include <string_view>

#include "layers/core/result.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

// The value as text; whole numbers without a point, so that a code read as a number is a code again. Empty = missing.
std::string text_at(const FeatureTable& table, std::string_view column, std::size_t feature);

// err.no_crs when the layer names none.
Result<FeatureTable> in_wgs84(const FeatureTable& table);

// These rows only, with one text column "code"; rows of one code become one feature, in the order of the first.
FeatureTable with_codes(const FeatureTable& table, const std::vector<std::size_t>& rows,
                        const std::vector<std::string>& codes);

}  // namespace riskmap
