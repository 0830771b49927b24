// What a kind of record and a list of choices are called.
#pragma once
#include <string>
#include <string_view>

namespace riskmap {

// In the current language; of a word that is no kind of record the word itself.
std::string entity_label(std::string_view entity);
std::string entities_label(std::string_view entity);  // of many: "Problems"
// Of a list of reference_lists(): "Channels of appeals"; of one that is not known the word itself.
std::string list_label(std::string_view list);

// What a legal term is for: "Answer to an appeal".
std::string term_label(std::string_view subject);

}  // namespace riskmap
