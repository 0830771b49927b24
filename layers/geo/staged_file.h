// From a checked file to what its driver may open: under the extension the driver expects, in UTF-8, with lost parts
// rebuilt, and so that the driver cannot write beside the person's file. Most files are opened where they are.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/geo/feature_table.h"
#include "layers/geo/file_check.h"
#include "layers/geo/temporary_folder.h"

namespace riskmap {

struct StagedFile {
  std::filesystem::path path{};             // what is opened
  std::vector<std::string> drivers{};       // the only ones that may open it
  std::vector<std::string> open_options{};  // "NAME=value"
  std::optional<TemporaryFolder> folder{};  // holds `path` when it is not the person's own file
  bool has_raw_text = false;                // the driver hands over the file's bytes, not UTF-8
  bool rebuilds_shape_index = false;
  std::vector<Refusal> remarks{};
};

// Errors: damaged, unsafe_file, too_large, format, io.
Result<StagedFile> stage_file(const CheckedFile& file);

// The steps by format; each completes `staged`, whose path is the file itself.
Result<void> stage_shapefile(const CheckedFile& file, StagedFile& staged);  // also a .dbf without shapes
Result<void> stage_geopackage(const CheckedFile& file, StagedFile& staged);
Result<void> check_mbtiles(const CheckedFile& file);                      // its schema, before GDAL sees it
Result<void> stage_archive(const CheckedFile& file, StagedFile& staged);  // zipped Shapefile, XLSX, ODS, KMZ
Result<void> stage_text(const CheckedFile& file, StagedFile& staged);     // every text format

// What the steps are made of. The first makes staged.folder when there is none.
Result<std::filesystem::path> staged_path(StagedFile& staged, const std::string& name);
Result<void> link_into(StagedFile& staged, const std::filesystem::path& target, const std::string& name);
Result<void> copy_into(StagedFile& staged, const std::filesystem::path& source, const std::string& name);
// The file beside `file` with the same stem and this extension (".dbf") in any case.
std::optional<std::filesystem::path> companion_of(const std::filesystem::path& file, std::string_view extension);

// Rows that a dBASE table still holds but marks as deleted.
std::int64_t deleted_rows_of_dbf(const std::filesystem::path& table);

}  // namespace riskmap
