// What a kind of record is called.
#pragma once
#include <string>
#include <string_view>

namespace riskmap {

// In the current language; of a word that is no kind of record the word itself.
std::string entity_label(std::string_view entity);

}  // namespace riskmap
