// The sample: built once into the person's data folder from the plain files that come with the program.
#pragma once
#include <filesystem>

#include "layers/core/result.h"

namespace riskmap {

// $RISKMAP_DATA, else data/tolebi beside or above the executable, else the installed one. err.not_found names all.
Result<std::filesystem::path> sample_folder();
// The register's path; made when it is not there yet, never overwritten.
Result<std::filesystem::path> sample_register();

}  // namespace riskmap
