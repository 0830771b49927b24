#include "layers/model/code_lists.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "layers/model/register_snapshot.h"

namespace riskmap {

namespace {
// Scales, and lists whose every entry has a meaning in the rules (tests/house/known_codes_test.py holds both tables to
// the code).
constexpr std::array<std::string_view, 17> closed = {
    "status",           "area_level",     "settlement_status", "pillar",    "level",       "lang",
    "outcome",          "accuracy",       "measure_status",    "severity",  "likelihood",  "risk_level",
    "reception_status", "reception_role", "satisfied",         "dimension", "review_state"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> known = {
    {{"settlement_kind", "CITY"},     {"settlement_kind", "TOWN"},
     {"settlement_kind", "VILLAGE"},  {"channel", "RECEPTION"},
     {"channel", "OFFSITE"},          {"channel", "ONLINE"},
     {"channel", "MESSENGER"},        {"measure_kind", "WORKS"},
     {"measure_kind", "OTHER"},       {"funding", "NOT_FOUND"},
     {"funding", "NONE_NEEDED"},      {"beneficiary_unit", "FAMILY"},
     {"measure_role", "CO_EXECUTOR"}, {"reception_kind", "FIXED"},
     {"reception_kind", "OFFSITE"},   {"reception_kind", "ONLINE"},
     {"appeal_kind", "APPLICATION"},  {"document_kind", "LETTER_OUT"},
     {"document_kind", "LETTER_IN"},  {"document_kind", "DEPUTY_REQUEST"}}};

constexpr std::size_t longest_code = 34;  // of the forty that a code may have: room for a number
}  // namespace

bool is_closed_list(std::string_view list) {
  return std::ranges::find(closed, list) != closed.end();
}

std::span<const std::string_view> closed_lists() {
  return closed;
}

std::span<const std::pair<std::string_view, std::string_view>> known_entries() {
  return known;
}

std::vector<std::string_view> all_lists() {
  std::vector<std::string_view> lists{closed.begin(), closed.end()};
  for (const auto& spec : all_entities())
    for (const auto& field : spec.fields) {
      const bool is_enumeration =
          field.type == FieldType::code && field.domain != "category" && field.domain != "programme";
      if (is_enumeration && std::ranges::find(lists, field.domain) == lists.end()) lists.push_back(field.domain);
    }
  return lists;
}

bool is_list(std::string_view list) {
  const auto lists = all_lists();
  return std::ranges::find(lists, list) != lists.end();
}

bool is_known_entry(std::string_view list, std::string_view code) {
  return is_closed_list(list) || std::ranges::find(known, std::pair{list, code}) != known.end();
}

std::string code_of_words(std::string_view words) {
  std::string code;
  for (const char c : words) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 128 && std::isalnum(byte))
      code += static_cast<char>(std::toupper(byte));
    else if (!code.empty() && code.back() != '_')
      code += '_';
    if (code.size() == longest_code) break;
  }
  while (code.ends_with('_')) code.pop_back();
  return code.empty() ? "ENTRY" : code;
}

std::string code_for_entry(const RegisterSnapshot& snapshot, std::string_view list, std::string_view english) {
  const auto wanted = code_of_words(english);
  auto code = wanted;
  for (int number = 2; snapshot.find_code(list, code) != nullptr; ++number)
    code = wanted + '_' + std::to_string(number);
  return code;
}

}  // namespace riskmap
