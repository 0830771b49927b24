// The words of the filter language, shared by its reader and its writer.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "layers/model/filter.h"

namespace riskmap {

// Longer spellings first, so that <= is not read as <.
inline constexpr std::array<std::pair<std::string_view, FilterNode::Op>, 7> filter_operators = {
    {{"!=", FilterNode::Op::not_equal},
     {"<=", FilterNode::Op::less_equal},
     {">=", FilterNode::Op::greater_equal},
     {"=", FilterNode::Op::equal},
     {"<", FilterNode::Op::less},
     {">", FilterNode::Op::greater},
     {"~", FilterNode::Op::contains}}};

// Why "a b">3 cannot be read: the detail of the error.
inline constexpr const char* name_in_quotes = "a name in quotation marks";
// A field as a filter names it: between back quotes where it has to be.
std::string field_text(const std::string& name);

inline constexpr std::array<std::string_view, 8> filter_flags = {
    "open", "overdue", "badly_overdue", "due_soon", "no_plan", "no_responsible", "no_money", "stale"};

constexpr bool is_same_word(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

constexpr bool is_keyword(std::string_view word) {
  return is_same_word(word, "and") || is_same_word(word, "or") || is_same_word(word, "not");
}

constexpr bool is_filter_flag(std::string_view word) {
  for (const auto flag : filter_flags)
    if (flag == word) return true;
  return false;
}

// A byte of an unquoted word; every byte of a letter beyond ASCII is one.
constexpr bool is_word_byte(char c) {
  return static_cast<unsigned char>(c) > 0x20 && std::string_view{"()=!<>~|\"`\x7F"}.find(c) == std::string_view::npos;
}

constexpr bool is_plain_word(std::string_view text) {
  if (text.empty() || is_keyword(text) || text.find("\xC2\xA0") != std::string_view::npos) return false;
  for (const char c : text)
    if (!is_word_byte(c)) return false;
  return true;
}

}  // namespace riskmap
