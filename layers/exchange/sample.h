// The sample register's plain files, made by a seeded generator: the same bytes on every machine.
#pragma once
#include <filesystem>

#include "layers/core/result.h"

namespace riskmap {

// Reads the facts (settlements.csv, areas.csv, categories.csv, indicators.csv, meta.csv) and the wording (sample/*.csv)
// from the folder data/tolebi and writes every file that `riskmap new --from` reads into `out`, which may be the same
// folder.
Result<void> make_sample(const std::filesystem::path& facts_in_data_folder, const std::filesystem::path& out);

}  // namespace riskmap
