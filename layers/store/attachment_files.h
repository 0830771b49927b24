// The bytes of attachments, under their checksums.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/model/edit.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// Inside the caller's transaction; bytes that are there already stay.
Result<void> write_files(const Connection& connection, std::span<const FileContent> files);

// Errors: not_found; damaged where the bytes are others than the checksum says.
Result<std::string> read_file_bytes(const Connection& connection, const std::string& sha256);

// One English line for each attachment whose bytes are others than its checksum says, or whose record is not there.
Result<void> check_files(const Connection& connection, std::vector<std::string>& lines);

// damaged, the file and its record in Error::where, if the register has lost the bytes of one.
Result<void> must_have_bytes(const Connection& connection);

// What these changes bring that `from` has the bytes of, to be written where they go.
Result<std::vector<FileContent>> files_of_changes(const Connection& from, std::span<const Change> changes);

}  // namespace riskmap
