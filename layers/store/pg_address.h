// What a register on a server is called: postgresql://host/database, or words such as "service=riskmap" and "host=…
// dbname=…". A password never stands in it: libpq takes it from a password file or a service file.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layers/core/result.h"

namespace riskmap {

bool is_register_address(std::string_view text);

// err.usage for one that holds a password or cannot be read; the error never repeats it.
Result<void> check_address(const std::string& address);

// The address as libpq reads it, keyword by keyword: {"host", "db"}, {"dbname", "riskmap"} …; empty = cannot be read.
std::vector<std::pair<std::string, std::string>> address_parts(const std::string& address);

// For titles and lists: "riskmap (db.example.kz)".
std::string name_of_address(const std::string& address);

}  // namespace riskmap
