// Names are compared folded and without the words that say what kind of place it is.
#include "layers/exchange/import_places.h"

#include <algorithm>
#include <array>

#include "layers/core/text.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
// «ауылы», «с.», "village": folded, of settlements and of areas.
constexpr std::array<std::string_view, 43> kind_words = {
    "ауыл",      "ауылы",    "а",        "аул",     "аулы",    "с",       "село",    "сел",     "кент",
    "кенти",     "п",        "пос",      "поселок", "кала",    "каласы",  "г",       "город",   "станция",
    "станциясы", "ст",       "бекет",    "бекети",  "разъезд", "разъези", "ауылдык", "округ",   "округи",
    "округы",    "о",        "сельскии", "ауданы",  "аудан",   "раион",   "району",  "village", "town",
    "rural",     "district", "city",     "мекен",   "мекени",  "елди",    "аумагы"};
constexpr std::array<std::string_view, 8> area_words = {"округ", "а.о",      "с.о",    "а/о",
                                                        "с/о",   "district", "ауданы", "раион"};

// "с.Көксәйек", «Көксәйек ауылы» -> "коксаиек"; a name that is nothing but such words keeps them.
std::string key_of(std::string_view name) {
  const auto words = folded_words(fold(name));
  std::string bare, whole;
  for (const auto& word : words) {
    whole += whole.empty() ? word : " " + word;
    if (std::ranges::find(kind_words, word) == kind_words.end()) bare += bare.empty() ? word : " " + word;
  }
  return bare.empty() ? whole : bare;
}

bool names_area(std::string_view text) {
  const auto folded = fold(text);
  return std::ranges::any_of(area_words, [&folded](std::string_view word) { return folded.find(word) != folded.npos; });
}

std::u32string characters_of(std::string_view utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte < 0x80)
      out += byte;
    else if (byte >= 0xC0)
      out += byte & (byte < 0xE0 ? 0x1FU : byte < 0xF0 ? 0x0FU : 0x07U);
    else if (!out.empty())
      out.back() = out.back() << 6U | (byte & 0x3FU);
  }
  return out;
}

// Levenshtein's distance of insertions, deletions and replacements.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      corner = above;
    }
  }
  return row[b.size()];
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// "6,158E+08": the last digits are lost.
bool is_rounded(std::string_view text) {
  const auto e = text.find_first_of("eE");
  return e != text.npos && e > 0 && text.find_first_not_of("0123456789.,") == e &&
         is_digits(text.substr(std::min(text.find_first_not_of("eE+", e), text.size())));
}

// A code as people and spreadsheets write it: blanks inside, an apostrophe before it, ".0" behind.
std::string plain_code(std::string_view text) {
  std::string code;
  for (const char c : text)
    if (c != ' ' && c != '\'') code += c;
  for (auto at = code.find("\u00A0"); at != std::string::npos; at = code.find("\u00A0")) code.erase(at, 2);
  if (code.ends_with(".0") && is_digits(std::string_view{code}.substr(0, code.size() - 2)))
    code.resize(code.size() - 2);
  return code;
}

// Before 2018 the region was South Kazakhstan, code 51; Turkistan is 61.
std::string renewed_code(const std::string& code) {
  return code.starts_with("51") ? "61" + code.substr(2) : std::string{};
}
}  // namespace

PlaceFinder::PlaceFinder(const RegisterSnapshot& snapshot) : snapshot_{snapshot} {
  const auto add = [](auto& index, std::string_view name, Row row) {
    if (name.empty()) return;
    auto& rows = index[key_of(name)];
    if (std::ranges::find(rows, row) == rows.end()) rows.push_back(row);
  };
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    const auto& settlement = snapshot.settlements[row];
    if (!settlement.id) continue;
    for (const auto& name : {settlement.names.kk, settlement.names.ru, settlement.names.en})
      add(settlements_, name, row);
    for (const auto& name : settlement.other_names) add(settlements_, name, row);
  }
  for (Row row = 0; row < snapshot.areas.size(); ++row) {
    const auto& area = snapshot.areas[row];
    if (!area.id || area.level == AreaLevel::settlement || area.level == AreaLevel::region) continue;
    for (const auto& name : {area.names.kk, area.names.ru, area.names.en}) add(areas_, name, row);
  }
}

const PlaceAnswer& PlaceFinder::find(const PlaceWords& words) {
  std::string key;
  for (const auto& part : {words.kato, words.name, words.rural_district}) key.append(part).push_back('\x1F');
  const auto known = answers_.find(key);
  if (known != answers_.end()) return known->second;
  return answers_.emplace(std::move(key), by_words(words)).first->second;
}

PlaceAnswer PlaceFinder::by_words(const PlaceWords& words) const {
  const auto code_in_name = plain_code(words.name);
  const bool name_is_code = is_digits(code_in_name) || is_rounded(code_in_name);
  const auto code = words.kato.empty() && name_is_code ? code_in_name : plain_code(words.kato);
  const auto name = name_is_code ? std::string_view{} : words.name;
  if (!code.empty()) {
    auto answer = by_code(code);
    if (answer.settlement != no_row || answer.finding == Finding::rounded_code) return answer;
    if (name.empty()) return answer;
    auto named = by_name(name, words.rural_district);
    if (named.settlement == no_row) return answer;
    named.finding = Finding::name_decided, named.is_code = true;
    named.fixed = snapshot_.settlement_label(named.settlement, Language::kk);
    return named;
  }
  if (!name.empty()) return by_name(name, words.rural_district);
  PlaceAnswer answer;
  if (words.rural_district.empty()) return answer;
  answer.area = area_named(words.rural_district);
  if (answer.area == no_row) answer.finding = Finding::name_unknown;
  return answer;
}

PlaceAnswer PlaceFinder::by_code(std::string_view code) const {
  PlaceAnswer answer;
  answer.is_code = true;
  if (is_rounded(code)) return answer.finding = Finding::rounded_code, answer;
  answer.settlement = snapshot_.find_settlement(code);
  if (answer.settlement != no_row) return answer;
  if (const auto renewed = renewed_code(std::string{code}); !renewed.empty()) {
    answer.settlement = snapshot_.find_settlement(renewed);
    if (answer.settlement != no_row) return answer.finding = Finding::kato_old, answer.fixed = renewed, answer;
  }
  const bool is_of_area =
      std::ranges::any_of(snapshot_.areas, [code](const Area& area) { return area.id && area.code == code; });
  const bool is_whole_area = code.size() == 9 && is_digits(code) && code.ends_with("000");
  if (is_of_area || is_whole_area)
    answer.finding = Finding::kato_of_area;
  else
    answer.finding = code.size() == 9 && is_digits(code) ? Finding::kato_unknown : Finding::kato_length;
  return answer;
}

std::string PlaceFinder::labels_of(const std::vector<Row>& rows) const {
  std::string labels;
  for (const Row row : rows) labels += (labels.empty() ? "" : ", ") + snapshot_.settlement_label(row, Language::kk);
  return labels;
}

// Of several, those in the rural district that the row names.
PlaceAnswer PlaceFinder::chosen(std::vector<Row> candidates, const std::vector<std::string>& districts) const {
  if (candidates.size() > 1 && !districts.empty())
    std::erase_if(candidates, [&](Row row) {
      return std::ranges::find(districts, snapshot_.settlements[row].rural_district) == districts.end();
    });
  PlaceAnswer answer;
  if (candidates.size() == 1) answer.settlement = candidates.front();
  if (candidates.size() > 1) answer.finding = Finding::name_ambiguous, answer.fixed = labels_of(candidates);
  if (candidates.empty()) answer.finding = Finding::name_unknown;
  return answer;
}

PlaceAnswer PlaceFinder::by_name(std::string_view name, std::string_view rural_district) const {
  // "Қаратөбе (Кемеқалған а.о.)": the rural district in brackets, as the register itself writes it.
  const auto bracket = name.find('(');
  if (bracket != name.npos && bracket > 0) {
    if (rural_district.empty()) rural_district = name.substr(bracket + 1);
    name = name.substr(0, bracket);
  }
  const auto districts = districts_named(rural_district);
  const auto key = key_of(name);
  if (names_area(name)) {
    PlaceAnswer answer;
    answer.area = area_named(name);
    if (answer.area != no_row) return answer;
  }
  const auto found = settlements_.find(key);
  if (found == settlements_.end()) return nearest(key, districts);
  auto answer = chosen(found->second, districts);
  if (answer.settlement == no_row) return answer;
  const auto& names = snapshot_.settlements[answer.settlement].names;
  if (key != key_of(names.kk) && key != key_of(names.ru) && key != key_of(names.en))
    answer.finding = Finding::former_name, answer.fixed = names.in(language());
  return answer;
}

// One slip of the pen in a short name, two in a long one, and only where nothing else is as near.
PlaceAnswer PlaceFinder::nearest(const std::string& key, const std::vector<std::string>& districts) const {
  const auto wanted = characters_of(key);
  const std::size_t most = wanted.size() < 4 ? 0 : wanted.size() < 7 ? 1 : 2;
  std::size_t best = most + 1;
  std::vector<Row> near;
  for (const auto& [name, rows] : settlements_) {
    const auto far = distance(wanted, characters_of(name));
    if (far > most || far > best) continue;
    if (far < best) near.clear();
    best = far;
    for (const Row row : rows)
      if (std::ranges::find(near, row) == near.end()) near.push_back(row);
  }
  if (near.empty()) return {.finding = Finding::name_unknown};
  std::ranges::sort(near);
  auto answer = chosen(std::move(near), districts);
  if (answer.settlement == no_row) return answer;
  answer.finding = Finding::name_guessed, answer.fixed = snapshot_.settlement_label(answer.settlement, Language::kk);
  return answer;
}

std::vector<std::string> PlaceFinder::districts_named(std::string_view text) const {
  if (text.empty()) return {};
  std::vector<std::string> codes;
  if (const auto code = plain_code(text); is_digits(code)) return {code};
  if (const auto found = areas_.find(key_of(text)); found != areas_.end())
    for (const Row row : found->second) codes.push_back(snapshot_.areas[row].code);
  return codes;
}

Row PlaceFinder::area_named(std::string_view text) const {
  const auto code = plain_code(text);
  for (const auto level : {AreaLevel::rural_district, AreaLevel::district})
    if (const Row row = snapshot_.find_area(code, level); row != no_row) return row;
  const auto found = areas_.find(key_of(text));
  if (found == areas_.end()) return no_row;
  const auto is_rural = [this](Row row) { return snapshot_.areas[row].level == AreaLevel::rural_district; };
  if (const auto rural = std::ranges::find_if(found->second, is_rural); rural != found->second.end()) return *rural;
  return found->second.front();
}

}  // namespace riskmap
