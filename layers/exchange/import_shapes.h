// The points of a foreign layer's shapes, in degrees.
#pragma once
#include "layers/exchange/import_table.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

// Gives the last rows of the table, one for each feature, their points: of a polygon a place inside it, of a line its
// middle vertex, of several points their mean. A shape-less feature has none. err.no_crs for a layer that names no
// coordinate system and whose numbers are no degrees.
Result<void> take_points(const FeatureTable& features, ImportTable& table);

}  // namespace riskmap
