// What a backup may take the place of: nothing, or an earlier backup of the same register that nobody has open.
#pragma once
#include <filesystem>

#include "layers/core/result.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// Errors: invalid_input (no register, another one, or one with edits that `source` lacks), locked (somebody has it
// open), access, unsafe_file.
Result<void> check_backup_target(const Connection& source, const std::filesystem::path& copy);
// The same for the applicants' file beside it: only one of the same register gives way.
Result<void> check_private_target(const Connection& source, const std::filesystem::path& copy);
// An idle register holds no lock, yet whoever has it open would go on working in a file without a name.
bool is_open_anywhere(const std::filesystem::path& file);

}  // namespace riskmap
