// A GeoPackage opened by GDAL, whose SQLite connection does all reading and writing of records: GDAL brings the ST_
// functions that the spatial index triggers call, and keeps the file what QGIS expects.
#pragma once
#include <filesystem>
#include <memory>

#include "layers/core/result.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

class GpkgDataset {
 public:
  // An empty GeoPackage without GDAL's row counter (a crash leaves that wrong for ever); refuses to overwrite.
  static Result<GpkgDataset> create(const std::filesystem::path& file);
  static Result<GpkgDataset> open_for_update(const std::filesystem::path& file);
  static Result<GpkgDataset> open_read_only(const std::filesystem::path& file);

  [[nodiscard]] Connection connection() const { return connection_; }

 private:
  struct Close {
    void operator()(void* dataset) const;
  };
  static Result<GpkgDataset> opened(void* dataset, const std::filesystem::path& file);
  GpkgDataset(void* dataset, Connection connection) : dataset_(dataset), connection_(connection) {}
  std::unique_ptr<void, Close> dataset_;
  Connection connection_;
};

}  // namespace riskmap
