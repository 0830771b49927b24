// A register from plain files: `riskmap new REGISTER --from DIR` (columns: data/tolebi/README.md).
#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "layers/core/result.h"

namespace riskmap {

struct NewRegisterReport {
  std::vector<std::pair<std::string, std::int64_t>> counts;  // table, rows
  std::vector<Error> refusals;       // rows that were left out; where is "issues.csv:17: severity"
  std::vector<std::string> remarks;  // taken all the same, or worth doing next: unknown columns, no boundaries …
};

// Builds `file` from the folder's CSV and GeoJSON files in one go (temporary file beside it, then rename): either the
// whole register stands or nothing does; rows that break a rule are left out and listed. Refuses to overwrite. With no
// folder: an empty register with the standard tables.
Result<NewRegisterReport> create_register(const std::filesystem::path& file, const std::filesystem::path& from_folder);

}  // namespace riskmap
