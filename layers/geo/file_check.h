// What a person's file is, found out before any reader sees it: a regular file, small enough, of a known format by its
// first bytes.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "layers/core/result.h"

namespace riskmap {

enum class FileFormat {
  shapefile,
  dbf,
  geojson,
  geojson_lines,
  topojson,
  geopackage,
  flatgeobuf,
  csv,
  kml,
  gml,
  mapinfo_tab,
  mapinfo_mif,
  dxf,
  zip,
  tiff,
  png,
  jpeg,
  mbtiles
};

struct CheckedFile {
  std::filesystem::path path;  // absolute, links resolved
  std::uintmax_t size = 0;     // bytes
  FileFormat format = FileFormat::csv;
  std::string first_bytes{};    // up to 4 KiB
  std::string text_encoding{};  // of text formats whose encoding the first bytes tell: "UTF-8", "UTF-16LE", "UTF-16BE"
};

// not_found, access, unsafe_file (a pipe, a device, a name that GDAL would take for something else), too_large,
// format (empty or not a file we read).
Result<CheckedFile> check_file(const std::filesystem::path& file);

// By the first bytes; the extension (lower case, with its dot) only tells apart what bytes cannot: .shx from .shp, a
// .dbf, a table from any other text, .mbtiles from a GeoPackage.
Result<FileFormat> format_of(std::string_view first_bytes, std::string_view extension);

// A picture of the ground, not features: layers/geo/raster_file.h reads it.
bool is_picture(FileFormat format);

std::string lower_extension(const std::filesystem::path& file);  // ".shp"

}  // namespace riskmap
