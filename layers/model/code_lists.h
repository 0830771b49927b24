// The register's lists of choices (code_value): which are closed, and which entries the program itself reckons with.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace riskmap {

class RegisterSnapshot;

// A list that the program knows whole: the office renames and orders its entries, and adds none.
bool is_closed_list(std::string_view list);

// A list that some field of a record is chosen from, or a scale; with entries or without.
bool is_list(std::string_view list);
std::vector<std::string_view> all_lists();  // of enumerations, each once

// An entry that some rule, figure or form of the program asks for by its code: it can be renamed and moved, but neither
// removed nor put out of use.
bool is_known_entry(std::string_view list, std::string_view code);
std::span<const std::string_view> closed_lists();
std::span<const std::pair<std::string_view, std::string_view>> known_entries();  // list and code, of the open ones

// "Water tanker" -> "WATER_TANKER"; "ENTRY" where the words have no Latin letter.
std::string code_of_words(std::string_view words);
// A code for a new entry of an open list, made from its English words and free in it.
std::string code_for_entry(const RegisterSnapshot& snapshot, std::string_view list, std::string_view english);

}  // namespace riskmap
