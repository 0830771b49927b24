// The capital letter that a sentence begins with.
#pragma once
#include <string>
#include <string_view>

namespace riskmap {

// "город Ленгер: …" → "Город Ленгер: …"; what begins with no letter stays.
std::string with_capital(std::string_view utf8);

}  // namespace riskmap
