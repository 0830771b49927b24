// Where a picture of the ground can be seen, and from how far.
#pragma once
#include <string>

#include "layers/core/result.h"
#include "layers/core/units.h"
#include "layers/geo/raster_file.h"

class GDALDataset;

namespace riskmap {

// Of a view, in another system.
Result<Box> extent_in(const std::string& crs, const RasterView& view);
// Whether any of it can be drawn on a map. A corner may lie nowhere and the middle somewhere.
bool lies_on_earth(const Box& extent, const std::string& crs);
// From so far that a file without fitting overviews would have to be read by the thousand million.
bool is_too_far(GDALDataset& dataset, const std::string& crs, const RasterView& view);

}  // namespace riskmap
