// From a checked file to what its driver may open: under the extension the driver expects, in UTF-8, with lost parts
// rebuilt, and so that the driver cannot write beside the person's file. Most files are opened where they are.
#pragma once
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
  std::filesystem::path path;             // what is opened
  std::vector<std::string> drivers;       // the only ones that may open it
  std::vector<std::string> open_options{};  // "NAME=value"
  std::optional<TemporaryFolder> folder{};  // holds `path` when it is not the person's own file
  std::vector<Refusal> remarks{};
};

// Errors: damaged, unsafe_file, too_large, format, io.
Result<StagedFile> stage_file(const CheckedFile& file);

}  // namespace riskmap
