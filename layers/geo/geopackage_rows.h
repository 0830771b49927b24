// The rows of a GeoPackage's table straight from SQLite, ranges of them by threads of their own: GDAL makes an object
// of every row and a copy of every text, one row after the other. Whatever is unusual is left to it.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "layers/geo/layer_target.h"

class OGRLayer;

namespace riskmap {

struct GeoPackageRows {
  std::filesystem::path file;
  bool is_immutable = false;  // nobody writes it, SQLite neither
  std::size_t count = 0;      // of the table's rows
  unsigned ranges = 1;        // each by a thread
};

struct RowWatch {
  std::stop_token stop{};
  // From the calling thread: the share that is read, and the first rows of the layer so far.
  std::function<void(double, const FeatureTable&)> report{};
};

// How many ranges pay for so many rows in a file of that size; 0 = none, GDAL is as fast.
unsigned ranges_that_pay(std::int64_t rows, std::uintmax_t file_bytes);

// Reads the layer into a target without rows, exactly as the loop over GDAL's features would. Nothing when that cannot
// be promised: views, tables without an integer key, values that are not of their column's type, geometry that needs
// GDAL's forgiveness, rows that are not as many as were counted, a locked or damaged file. The target is of no use
// then.
std::optional<RowsRead> read_geopackage_rows(OGRLayer& layer, const GeoPackageRows& rows, LayerTarget& target,
                                             const RowWatch& watch);

}  // namespace riskmap
