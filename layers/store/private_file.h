// The file of applicants as SQLite has it: made beside the register, looked at before it is trusted, attached to the
// register's own connection as `riskmap_private`, so that one commit writes both.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"
#include "layers/store/register_store.h"
#include "layers/store/schema.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// "a.gpkg" -> "a.private.gpkg"
std::filesystem::path private_file_of(const std::filesystem::path& register_file);

// The register in a file remembers that it has one, wherever that is.
inline constexpr std::string_view private_file_mark =
    "INSERT OR IGNORE INTO main.rm_meta (key, value) VALUES ('has_private_file', '1')";

// Whether it is attached; on a server, whether its schema is for this login (pg_private.h).
bool has_private_part(const Connection& connection);
// … and of a layout that keeps files of appeals; one of the first that is only read is not.
bool has_appeal_files(const Connection& connection);
// The histories in it, as SQL names them; none where it is not attached.
std::vector<std::string> private_histories(const Connection& connection);

// Attaches the file that is there and says what may be done with it. `register_file` is open in `connection`, outside a
// transaction. Whatever is wrong with the private file is no error: the register opens without it.
ApplicantsAccess attach_private_file(const Connection& connection, const std::filesystem::path& register_file,
                                     bool is_register_read_only);
// Makes the file, whole or not at all, readable by its owner alone, and attaches it.
Result<ApplicantsAccess> make_private_file(const Connection& connection, const std::filesystem::path& register_file);

// The triggers that a private file has, all of them; those of its first layout, and those of the files at appeals.
std::vector<SchemaObject> private_triggers();
std::vector<SchemaObject> applicant_triggers();
std::vector<SchemaObject> appeal_file_triggers();

}  // namespace riskmap
