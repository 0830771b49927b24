// A whole register from one home into another: rows with their numbers, versions and marks, the history with them. Only
// the numbers of a server's own transactions stay behind.
#pragma once
#include <filesystem>
#include <string>

#include "layers/core/result.h"
#include "layers/store/register_store.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// Applicants and files at appeals, with their history. Those that are not for this login stay behind in any case:
// StoreInfo::applicants tells.
enum class ApplicantsOfCopy { come_along, stay_behind };

// A new GeoPackage, or a newer one in the place of an earlier copy of the same register; its private file beside it.
// The file is whole or absent.
Result<void> copy_to_file(const Connection& source, const std::filesystem::path& file, ApplicantsOfCopy applicants);

// New schemas in a database that has none; all of it or nothing. Errors: those of a server; invalid_input when there
// is a register already.
Result<void> copy_to_database(const Connection& source, const std::string& address, ApplicantsOfCopy applicants);

// `riskmap copy`: from a file or a server to either; the place must be free.
Result<void> copy_register(RegisterStore& source, const std::filesystem::path& target,
                           ApplicantsOfCopy applicants = ApplicantsOfCopy::come_along);

}  // namespace riskmap
