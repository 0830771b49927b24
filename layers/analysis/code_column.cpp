#include "layers/analysis/code_column.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string>
#include <vector>

#include "layers/core/text.h"

namespace riskmap {

namespace {
// Where letters turn to capitals a word begins: "shapeID". Letters beyond ASCII belong to the word they stand in.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  char before = ' ';
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_part = byte >= 0x80 || std::isalnum(byte) != 0;
    const bool is_new = std::isupper(byte) != 0 && std::islower(static_cast<unsigned char>(before)) != 0;
    if ((!is_part || is_new) && !words.back().empty()) words.emplace_back();
    if (is_part) words.back() += c;
    before = c;
  }
  if (words.back().empty() && words.size() > 1) words.pop_back();
  for (auto& word : words) word = lower_case(word);
  return words;
}

bool is_word_of_code(const std::string& word) {
  constexpr std::array codes = {"id",    "ids",  "fid",      "gid",   "oid",  "osmid", "objectid", "uuid", "kato",
                                "katos", "code", "cod",      "pcode", "psgc", "fips",  "geoid",    "iso",  "bin",
                                "iin",   "zip",  "postcode", "year",  "жыл",  "год",   "код",      "като"};
  return std::ranges::find(codes, word) != codes.end();
}

// Each feature has its own, none is short: "615837000" of a classifier, not the residents of a village.
// Or they count the features: 1, 2, 3 …
bool are_own_numbers(std::span<const double> values) {
  constexpr double five_digits = 10000;
  constexpr std::size_t fewest = 3;  // of a count
  std::vector<double> sorted;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    if (value != std::round(value)) return false;
    sorted.push_back(value);
  }
  std::ranges::sort(sorted);
  if (sorted.size() < 2 || std::ranges::adjacent_find(sorted) != sorted.end()) return false;
  const bool is_count =
      sorted.size() >= fewest && sorted.back() - sorted.front() + 1 == static_cast<double>(sorted.size());
  return is_count || sorted.front() >= five_digits;
}
}  // namespace

bool are_codes(std::string_view column, std::span<const double> values) {
  const auto is_whole = [](double value) { return !std::isfinite(value) || value == std::round(value); };
  const auto words = words_of(column);
  const bool is_named = is_word_of_code(words.front()) || is_word_of_code(words.back());
  return is_named ? std::ranges::all_of(values, is_whole) : are_own_numbers(values);
}

std::string code_text(double code) {
  return std::isfinite(code) ? fmt::format("{:.0f}", code) : std::string{};
}

}  // namespace riskmap
