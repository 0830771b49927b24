// Writes small pictures of the ground for tests.
#pragma once
#include <gdal/cpl_string.h>
#include <gdal/gdal.h>
#include <gdal/ogr_srs_api.h>
#include <sqlite3.h>

#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "layers/core/units.h"

namespace riskmap::test {

struct PictureSpec {
  std::filesystem::path file;
  Box extent;       // in the CRS; empty = it does not say where it lies
  int epsg = 4326;  // 0 = none named
  ImageSize size{64, 64};
  int bands = 3;
  GDALDataType type = GDT_Byte;
};

// A value for every band, column and row.
using Shade = std::function<double(int, int, int)>;

inline void lay_out(GDALDatasetH dataset, const PictureSpec& spec) {
  const auto [width, height] = spec.size;
  if (spec.epsg != 0) {
    OGRSpatialReferenceH crs = OSRNewSpatialReference(nullptr);
    OSRImportFromEPSG(crs, spec.epsg);
    GDALSetSpatialRef(dataset, crs);
    OSRDestroySpatialReference(crs);
  }
  if (!spec.extent.is_empty()) {
    std::array<double, 6> to{
        spec.extent.min_x, spec.extent.width() / width, 0, spec.extent.max_y, 0, -spec.extent.height() / height};
    GDALSetGeoTransform(dataset, to.data());
  }
}

// Open for writing, so that a test can add what it needs.
inline GDALDatasetH make_tiff(const PictureSpec& spec, const Shade& shade) {
  const auto [width, height] = spec.size;
  GDALDatasetH dataset =
      GDALCreate(GDALGetDriverByName("GTiff"), spec.file.c_str(), width, height, spec.bands, spec.type, nullptr);
  lay_out(dataset, spec);
  for (int band = 1; band <= spec.bands; ++band)
    for (int y = 0; y < height; ++y) {
      std::vector<double> row;
      for (int x = 0; x < width; ++x) row.push_back(shade(band, x, y));
      if (GDALRasterIO(GDALGetRasterBand(dataset, band), GF_Write, 0, y, width, 1, row.data(), width, 1, GDT_Float64, 0,
                       0) != CE_None)
        return dataset;
    }
  return dataset;
}

// Black, a small file, whatever its size.
inline GDALDatasetH make_vast_tiff(const PictureSpec& spec, const std::string& block = "256") {
  CPLStringList options;
  for (const auto& option : {std::string{"TILED=YES"}, "BLOCKXSIZE=" + block, "BLOCKYSIZE=" + block,
                             std::string{"SPARSE_OK=TRUE"}, std::string{"COMPRESS=DEFLATE"}})
    options.AddString(option.c_str());
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GTiff"), spec.file.c_str(), spec.size.width, spec.size.height,
                                    spec.bands, spec.type, options.List());
  lay_out(dataset, spec);
  return dataset;
}

inline std::filesystem::path write_tiff(const PictureSpec& spec, const Shade& shade) {
  GDALClose(make_tiff(spec, shade));
  return spec.file;
}

// The same as PNG or JPEG, with what the format itself can say of its place: nothing.
inline std::filesystem::path copy_as(const char* driver, const std::filesystem::path& tiff,
                                     const std::filesystem::path& file) {
  GDALDatasetH source = GDALOpen(tiff.c_str(), GA_ReadOnly);
  GDALClose(GDALCreateCopy(GDALGetDriverByName(driver), file.c_str(), source, 0, nullptr, nullptr, nullptr));
  GDALClose(source);
  std::filesystem::remove(file.string() + ".aux.xml");
  return file;
}

inline void make_sqlite(const std::filesystem::path& file, const std::string& statements) {
  sqlite3* connection = nullptr;
  sqlite3_open(file.c_str(), &connection);
  sqlite3_exec(connection, statements.c_str(), nullptr, nullptr, nullptr);
  sqlite3_close(connection);
}

}  // namespace riskmap::test
