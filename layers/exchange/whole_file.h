// A file that appears whole or not at all, and one that is read whole.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <ostream>
#include <string>

#include "layers/core/result.h"

namespace riskmap {

// Calls `write` with a temporary file beside `target`, which replaces `target` when all of it is on disk. A link keeps
// pointing where it did; a device or a pipe is written to as it is. Errors: access, not_found (the folder), unsafe_file
// (a folder has this name), disk_full, io, and what `write` returns; then nothing has changed.
Result<void> write_whole_file(const std::filesystem::path& target,
                              const std::function<Result<void>(std::ostream&)>& write);

// All bytes of a plain file that has at most so many. Errors: not_found, unsafe_file (no plain file), too_large,
// access, io.
Result<std::string> read_whole_file(const std::filesystem::path& file, std::uintmax_t most_bytes);

}  // namespace riskmap
