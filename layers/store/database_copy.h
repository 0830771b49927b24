// A copy of an open database through SQLite itself: copying an open register as a file would drop its locks.
#pragma once
#include <filesystem>

#include "layers/core/result.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// A name beside the copy for as long as it is being written.
std::filesystem::path unfinished_name(const std::filesystem::path& copy);
// `name`: "main", or that of an attached database. The copy is looked through once. Errors: those of SQLite, damaged.
Result<void> write_copy(const Connection& source, const char* name, const std::filesystem::path& unfinished);
// On the disk, and then in the place of whatever was there.
Result<void> publish_copy(const std::filesystem::path& unfinished, const std::filesystem::path& copy);

// The three in a row, for the main database; nothing is left behind where it fails.
Result<void> copy_database(const Connection& source, const std::filesystem::path& copy);

}  // namespace riskmap
