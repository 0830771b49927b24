#include "layers/exchange/message_places.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "layers/core/text.h"

namespace riskmap {

namespace {
constexpr std::size_t letter = 2;  // bytes of a Cyrillic one
// Words as fold() writes them.
constexpr std::array<std::string_view, 12> words_of_villages = {"ауыл",  "аул",  "село", "селе",  "сел",    "поселк",
                                                                "посел", "кент", "елди", "город", "городе", "кала"};
constexpr std::array<std::string_view, 7> words_of_streets = {"кош",    "улиц",       "микрорайон", "мкр",
                                                              "дангыл", "республика", "атынд"};
constexpr std::array<std::string_view, 4> words_of_districts = {"ауылдык", "округ", "сельск", "а/о"};
constexpr std::array<std::string_view, 2> words_before_streets = {"ул", "улиц"};

template <std::size_t N>
bool begins_like(const std::string& word, const std::array<std::string_view, N>& beginnings) {
  return std::ranges::any_of(beginnings, [&word](std::string_view beginning) { return word.starts_with(beginning); });
}

bool is_village_word(const std::string& word) {
  return begins_like(word, words_of_villages) && !begins_like(word, words_of_districts);
}

// «Қасқасу» in «қасқасудағы», «Первомаевка» in «первомаевке»: a name and an ending, or a name whose last vowel has
// given way to one.
bool is_name_with_ending(const std::string& word, const std::string& name) {
  constexpr std::size_t longest_ending = 5 * letter, shortest_name = 3 * letter, longest_russian_ending = 2 * letter;
  if (word == name) return true;
  if (name.size() < shortest_name) return false;
  if (word.starts_with(name)) return word.size() <= name.size() + longest_ending;
  constexpr std::array<std::string_view, 4> vowels = {"а", "я", "о", "е"};
  const bool bends = std::ranges::any_of(vowels, [&name](std::string_view vowel) { return name.ends_with(vowel); });
  const auto stem = std::string_view{name}.substr(0, name.size() - letter);
  return bends && stem.size() > shortest_name && word.starts_with(stem) &&
         word.size() <= stem.size() + longest_russian_ending;
}

// How surely these words name a place: the letters of its name, more where a word for a village stands beside it; 0 =
// not at all.
std::size_t likeness_at(const std::vector<std::string>& words, std::size_t at, const std::vector<std::string>& name) {
  if (at + name.size() > words.size()) return 0;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool is_last = i + 1 == name.size();
    if (is_last ? !is_name_with_ending(words[at + i], name[i]) : words[at + i] != name[i]) return 0;
    letters += name[i].size();
  }
  const auto after = at + name.size();
  const bool has_before = at > 0, has_after = after < words.size();
  if ((has_after && begins_like(words[after], words_of_streets)) ||
      (has_before && begins_like(words[at - 1], words_before_streets)))
    return 0;
  if (has_after && begins_like(words[after], words_of_districts)) return 0;
  const bool is_said = (has_before && is_village_word(words[at - 1])) || (has_after && is_village_word(words[after]));
  return 1 + letters + (words[after - 1] == name.back() ? letter : 0) + (is_said ? 100 : 0);
}

std::size_t likeness(const std::vector<std::string>& words, const std::string& name) {
  const auto parts = folded_words(fold(name), "/");
  std::size_t best = 0;
  if (parts.empty()) return best;
  for (std::size_t at = 0; at < words.size(); ++at) best = std::max(best, likeness_at(words, at, parts));
  return best;
}

std::vector<std::string> names_of(const Settlement& settlement) {
  auto names = settlement.other_names;
  for (const auto& name : {settlement.names.kk, settlement.names.ru, settlement.names.en})
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
  return names;
}

// The rural district, where its name stands before the word for one.
bool names_district(const std::vector<std::string>& words, const RegisterSnapshot& snapshot, const Settlement& place) {
  const Row area = snapshot.find_area(place.rural_district, AreaLevel::rural_district);
  if (area == no_row) return false;
  for (const auto& whole : {snapshot.areas[area].names.kk, snapshot.areas[area].names.ru}) {
    const auto name = folded_words(fold(whole), "/");
    for (std::size_t i = 0; !name.empty() && i + 1 < words.size(); ++i)
      if (is_name_with_ending(words[i], name.front()) && begins_like(words[i + 1], words_of_districts)) return true;
  }
  return false;
}
}  // namespace

Row settlement_in_text(std::string_view text, const RegisterSnapshot& snapshot) {
  const auto words = folded_words(fold(text), "/");
  std::size_t best = 0;
  std::vector<Row> found;
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    std::size_t score = 0;
    for (const auto& name : names_of(snapshot.settlements[row])) score = std::max(score, likeness(words, name));
    if (score == 0 || score < best) continue;
    if (score > best) found.clear();
    best = score;
    found.push_back(row);
  }
  if (found.size() > 1)
    std::erase_if(found, [&](Row row) { return !names_district(words, snapshot, snapshot.settlements[row]); });
  return found.size() == 1 ? found.front() : no_row;
}

}  // namespace riskmap
