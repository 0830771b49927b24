// Record names that are unique everywhere: made by the client, kept by every copy.
#pragma once
#include <string>
#include <string_view>

namespace riskmap {

std::string new_uuid();                           // version 4 (random), lower case with dashes
std::string uuid_of_name(std::string_view name);  // version 5 in Risk Map's own name space: same name, same uuid
bool is_uuid(std::string_view text);

}  // namespace riskmap
