// A register of an older layout brought to this program's.
#pragma once
#include <filesystem>

#include "layers/core/result.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// A copy of the file as it was is made beside it first (NAME.v0.bak.gpkg, or with a number), then everything happens in
// one transaction: the file is of the old layout or of the new one, never between. Our triggers rest meanwhile and are
// written anew. Nobody else may have the file open. Returns the copy; "" where another program has
// been quicker. Errors: locked, disk_full, io, damaged where the
// file does not fit its own layout, internal.
Result<std::filesystem::path> migrate(const Connection& connection, const std::filesystem::path& file,
                                      int from_version);

// The same on a server, by a manager; the server's own backups are the copy.
Result<void> migrate_on_server(const Connection& connection, int from_version);

}  // namespace riskmap
