// What bytes are known by.
#pragma once
#include <string>
#include <string_view>

namespace riskmap {

std::string sha256_of(std::string_view bytes);  // in lower-case hex

}  // namespace riskmap
