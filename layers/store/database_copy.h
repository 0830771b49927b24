// A copy of an open database through SQLite itself: copying an open register as a file would drop its locks.
#pragma once
#include <filesystem>
#include <functional>

#include "layers/core/result.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// A name beside the copy for as long as it is being written.
std::filesystem::path unfinished_name(const std::filesystem::path& copy);
// `name`: "main", or that of an attached database. The copy is looked through once. Errors: those of SQLite, damaged.
Result<void> write_copy(const Connection& source, const char* name, const std::filesystem::path& unfinished);
// Written out to the disk itself: a file or a folder.
Result<void> sync_to_disk(const std::filesystem::path& path);
// On the disk, and then in the place of whatever was there.
Result<void> publish_copy(const std::filesystem::path& unfinished, const std::filesystem::path& copy);

// Under the first of names(1), names(2) … that nobody has, with the rights of the database it was made from. Returns
// the name; nothing is left behind where it fails.
using NumberedName = std::function<std::filesystem::path(int number)>;
Result<std::filesystem::path> copy_beside(const Connection& source, const NumberedName& names);

}  // namespace riskmap
