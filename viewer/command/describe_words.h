// `riskmap info` for people: the members of its JSON under their names in the current language.
#pragma once
#include <string>
#include <string_view>

namespace riskmap {

// Of a member or of a word that stands as a value; what has no name of its own stays as it is.
std::string member_label(std::string_view member);
std::string word_label(std::string_view word);

}  // namespace riskmap
