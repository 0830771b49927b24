// Describes the layers of a dataset that has just been opened.
#pragma once
#include <string>

#include "layers/core/result.h"
#include "layers/geo/sqlite_guard.h"
#include "layers/geo/staged_file.h"
#include "layers/geo/vector_dataset.h"

class GDALDataset;
class OGRLayer;

namespace riskmap {

Result<LayerInfo> describe_layer(GDALDataset& dataset, OGRLayer& layer, const StagedFile& staged,
                                 SqliteDeadline& deadline);

// The encoding the layer's file names, as GDAL spells it; "" when none.
std::string declared_encoding(OGRLayer& layer);

}  // namespace riskmap
