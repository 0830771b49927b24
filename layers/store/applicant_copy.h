// The applicants of a part of a register and the files at its appeals, in a file of their own.
#pragma once
#include <filesystem>

#include "layers/core/result.h"
#include "layers/store/register_store.h"

namespace riskmap {

// Of the appeals that `part` holds, into `file`, which only its owner may read; with their versions, without their
// history. Errors: unsupported by a store that keeps none; why they cannot be read.
Result<void> copy_applicants(RegisterStore& source, const std::filesystem::path& part,
                             const std::filesystem::path& file);
// Says in the register that there is such a file beside it.
Result<void> mark_applicants(const std::filesystem::path& part);

}  // namespace riskmap
