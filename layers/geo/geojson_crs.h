// The coordinate system that a GeoJSON file names (GeoJSON of 2008), looked for where GDAL reads the file: GDAL takes a
// name that nobody knows for WGS 84.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace riskmap {

// The name that means no system known here; "link" for one that stands elsewhere. Nothing when the file names none or
// a known one.
std::optional<std::string> unknown_crs_of_geojson(const std::filesystem::path& file);

}  // namespace riskmap
