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
constexpr std::array<std::string_view, 17> closed_lists = {
    "status",           "area_level",     "settlement_status", "pillar",    "level",       "lang",
    "outcome",          "accuracy",       "measure_status",    "severity",  "likelihood",  "risk_level",
    "reception_status", "reception_role", "satisfied",         "dimension", "review_state"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> known_entries = {
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

constexpr std::size_t longest_code = 40;
}  // namespace

bool is_closed_list(std::string_view list) {
  return std::ranges::find(closed_lists, list) != closed_lists.end();
}

bool is_known_entry(std::string_view list, std::string_view code) {
  return is_closed_list(list) || std::ranges::find(known_entries, std::pair{list, code}) != known_entries.end();
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
