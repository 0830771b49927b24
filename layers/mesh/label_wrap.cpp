// Breaks a place name in two lines where a Kazakh, Russian or English reader would.
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/mesh/label.h"

namespace riskmap {
namespace {

std::u32string decoded(std::string_view utf8) {
  std::u32string text;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t letter = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
      letter = letter << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
    text.push_back(letter);
    i += length;
  }
  return text;
}

std::string encoded(std::u32string_view text) {
  std::string utf8;
  for (const char32_t letter : text) {
    if (letter < 0x80) {
      utf8 += static_cast<char>(letter);
      continue;
    }
    const int tails = letter < 0x800 ? 1 : letter < 0x10000 ? 2 : 3;
    const unsigned lead = tails == 1 ? 0xC0U : tails == 2 ? 0xE0U : 0xF0U;
    utf8 += static_cast<char>(lead | letter >> (6 * tails));
    for (int tail = tails - 1; tail >= 0; --tail) utf8 += static_cast<char>(0x80U | (letter >> (6 * tail) & 0x3FU));
  }
  return utf8;
}

bool is_vowel(char32_t letter) {
  return std::u32string_view{U"аәеёиіоөуұүыэюяАӘЕЁИІОӨУҰҮЫЭЮЯaeiouyäöüıūAEIOUYÄÖÜİŪ"}.contains(letter);
}
// One that may begin a syllable: й closes the one before it, and signs stand alone.
bool is_consonant(char32_t letter) {
  const bool is_letter = (letter >= U'A' && letter <= U'Z') || (letter >= U'a' && letter <= U'z') || letter >= 0xC0;
  return is_letter && letter < 0x2000 && !is_vowel(letter) && !std::u32string_view{U"йьъЙЬЪ"}.contains(letter);
}
bool has_vowel(std::u32string_view part) {
  return std::ranges::any_of(part, is_vowel);
}

// The place nearest the middle that `may_break` allows; of two equally near, the first.
template <typename Rule>
std::optional<std::size_t> nearest_to_middle(const std::u32string& name, Rule may_break) {
  std::optional<std::size_t> best;
  const auto off_middle = [&](std::size_t at) {
    return std::abs(2 * static_cast<long>(at) - static_cast<long>(name.size()));
  };
  for (std::size_t at = 1; at < name.size(); ++at)
    if (may_break(at) && (!best || off_middle(at) < off_middle(*best))) best = at;
  return best;
}

}  // namespace

bool has_own_break(std::string_view name) {
  const auto dash = name.find('-', 1);  // one that leads is a minus
  return name.contains(' ') || (dash != std::string_view::npos && dash + 1 < name.size());
}

std::vector<std::string> two_lines(std::string_view name) {
  const std::u32string text = decoded(name);
  if (const auto space = nearest_to_middle(text, [&](std::size_t at) { return text[at] == U' '; }))
    return {encoded(text.substr(0, *space)), encoded(text.substr(*space + 1))};
  if (const auto dash = nearest_to_middle(text, [&](std::size_t at) { return at > 1 && text[at - 1] == U'-'; }))
    return {encoded(text.substr(0, *dash)), encoded(text.substr(*dash))};
  const auto syllable = nearest_to_middle(text, [&](std::size_t at) {
    return at >= 3 && at + 3 <= text.size() && is_consonant(text[at]) && is_vowel(text[at + 1]) &&
           has_vowel(std::u32string_view{text}.substr(0, at));
  });
  if (!syllable) return {std::string{name}};
  return {encoded(text.substr(0, *syllable)) + "-", encoded(text.substr(*syllable))};
}

}  // namespace riskmap
