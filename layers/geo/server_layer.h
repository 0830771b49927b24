// Layers of other people in a PostGIS database: the one place where GDAL speaks to a server.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "layers/core/result.h"
#include "layers/geo/vector_dataset.h"

namespace riskmap {

// `address`: libpq's keywords, {"host", "db"}, {"dbname", "cadastre"} …, without a password. options.layer names the
// table ("villages", "plans.villages"); empty = the only one. The layer is copied into a file of ours first and read as
// any file is. Errors: unreachable, no_layer, and those of a file.
Result<FeatureTable> read_server_layer(const std::vector<std::pair<std::string, std::string>>& address,
                                       const OpenOptions& options);

}  // namespace riskmap
