// Reads a GeoJSON file in one pass into the flat arrays, with the same outcome as GDAL. What is usual in GeoJSON is
// read here; GDAL reads the file instead when it holds anything else:
//   - text: a byte order mark, another encoding than UTF-8, invalid UTF-8, a lone surrogate, a character 0, a token of
//     more than 1 MiB, whole numbers of more than 15 digits, anything that is not strict JSON;
//   - the collection: another object than a FeatureCollection, "type" after "features" or beyond the first 4 KiB, no
//     features, unknown members, a "crs" that is neither CRS84 nor an EPSG code by name;
//   - features: unknown members, no or null "properties", names in another order than in the first feature or new
//     ones, lists or objects as values, mixed types in a column, dates other than 2026-03-15;
//   - ids: "id" that is no whole number, does not rise or is missing in some features, "id" beside a property of that
//     name, a property "id" other than rising whole numbers;
//   - geometries: collections, several kinds or none in the layer, "coordinates" before "type", unknown members, empty
//     arrays, rings that are not closed, positions of other than two numbers, a feature of more than 100 MiB.
#pragma once
#include <optional>
#include <vector>

#include "layers/core/result.h"
#include "layers/geo/file_check.h"
#include "layers/geo/vector_dataset.h"

namespace riskmap {

struct GeoJsonLayer {
  LayerInfo info;
  FeatureTable table;           // without columns; its crs is what the file says
  std::vector<Column> columns;  // as in the file
  std::size_t refusals_not_listed = 0;
};

// Nothing: GDAL has to read the file. Heeds progress and stop; err.cancelled.
Result<std::optional<GeoJsonLayer>> read_geojson(const CheckedFile& file, const OpenOptions& options);

}  // namespace riskmap
