// A file that appears whole or not at all.
#pragma once
#include <filesystem>
#include <functional>
#include <ostream>

#include "layers/core/result.h"

namespace riskmap {

// Calls `write` with a temporary file beside `target`, which replaces `target` when all of it is on disk. A link keeps
// pointing where it did; a device or a pipe is written to as it is. Errors: access, not_found (the folder), unsafe_file
// (a folder has this name), disk_full, io, and what `write` returns; then nothing has changed.
Result<void> write_whole_file(const std::filesystem::path& target,
                              const std::function<Result<void>(std::ostream&)>& write);

}  // namespace riskmap
