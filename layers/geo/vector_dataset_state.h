// What VectorDataset keeps; shared by its two .cpp files only.
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "layers/geo/file_check.h"
#include "layers/geo/geojson_reader.h"
#include "layers/geo/sqlite_guard.h"
#include "layers/geo/staged_file.h"
#include "layers/geo/vector_dataset.h"

class GDALDataset;

namespace riskmap {

struct CloseDataset {
  void operator()(GDALDataset* dataset) const;
};
using DatasetHandle = std::unique_ptr<GDALDataset, CloseDataset>;

struct VectorDataset::State {
  CheckedFile file;
  StagedFile staged;                       // outlives the dataset that reads it,
  SqliteDeadline deadline;                 // and so does this
  DatasetHandle dataset;                   // none for a GeoJSON file that needs no GDAL
  std::optional<GeoJsonLayer> geojson;     // what was read to describe it, until it is asked for
  std::optional<std::string> unknown_crs;  // of a GeoJSON file that names one which nobody knows
  std::vector<LayerInfo> layers;
};

}  // namespace riskmap
