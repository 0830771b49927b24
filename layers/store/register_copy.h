// A whole register from one home into another: rows with their numbers, versions and marks, the history with them. Only
// the numbers of a server's own transactions stay behind.
#pragma once
#include <filesystem>
#include <string>

#include "layers/core/result.h"
#include "layers/store/register_store.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// A new GeoPackage, or a newer one in the place of an earlier copy of the same register. The file is whole or absent.
Result<void> copy_to_file(const Connection& source, const std::filesystem::path& file);

// A new schema in a database that has none; all of it or nothing. Errors: those of a server; invalid_input when there
// is a register already.
Result<void> copy_to_database(const Connection& source, const std::string& address);

// A server keeps no applicants. Where the register has some, they stay behind only if that is said.
enum class ApplicantsOfCopy { must_come_along, stay_behind };

// `riskmap copy`: from a file or a server to either; the place must be free. err.in_use: there are applicants, and they
// must come along.
Result<void> copy_register(RegisterStore& source, const std::filesystem::path& target,
                           ApplicantsOfCopy applicants = ApplicantsOfCopy::must_come_along);

}  // namespace riskmap
