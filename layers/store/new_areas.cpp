// The key gives the code and, unless it is a number, the name; the file's own columns of names give the rest.
#include "layers/store/new_areas.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "layers/store/shape_columns.h"

namespace riskmap {

namespace {
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_number(std::string_view text) {
  return std::ranges::all_of(text, is_digit);
}

bool is_code(std::string_view text) {
  return std::ranges::any_of(text, is_digit) &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x80; });
}

std::vector<std::string> texts_of(const FeatureTable& shapes, const std::string& field,
                                  const std::vector<std::size_t>& rows) {
  std::vector<std::string> texts;
  for (const auto row : rows) texts.push_back(text_at(shapes, field, row));
  return texts;
}

std::size_t count_of_different(const std::vector<std::string>& texts) {
  return std::set<std::string_view>{texts.begin(), texts.end()}.size();
}

// The field with another nine-digit code in every row; empty = there is none.
std::string kato_field(const FeatureTable& shapes, const std::vector<std::size_t>& rows) {
  constexpr std::size_t kato_digits = 9;
  for (const auto& column : shapes.columns) {
    const auto texts = texts_of(shapes, column.name, rows);
    const bool are_codes = std::ranges::all_of(
        texts, [](const std::string& text) { return text.size() == kato_digits && is_number(text); });
    if (are_codes && count_of_different(texts) == rows.size()) return column.name;
  }
  return {};
}

// "Абай", "Абай", "Мерке" → "Абай 1", "Абай 2", "Мерке".
void number_repeated(std::vector<std::string>& keys) {
  std::map<std::string, std::size_t> times, so_far;
  for (const auto& key : keys) ++times[key];
  std::set<std::string> taken{keys.begin(), keys.end()};
  for (auto& key : keys) {
    if (times[key] == 1) continue;
    std::string numbered;
    for (auto& number = so_far[key]; numbered.empty() || !taken.insert(numbered).second;)
      numbered = fmt::format("{} {}", key, ++number);
    key = std::move(numbered);
  }
}

std::string upper_case(std::string_view text) {
  std::string upper{text};
  std::ranges::transform(upper, upper.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return upper;
}

// The column of names in a language. A file may name the region and the country too: ours differ most.
std::vector<std::string> names_in(const FeatureTable& shapes, const std::vector<std::size_t>& rows,
                                  std::string_view ending) {
  std::vector<std::string> best(rows.size());
  for (const auto& column : shapes.columns) {
    if (column.is_numeric() || !upper_case(column.name).ends_with(ending)) continue;
    auto texts = texts_of(shapes, column.name, rows);
    if (count_of_different(texts) >= count_of_different(best)) best = std::move(texts);
  }
  return best;
}

void add_names(const FeatureTable& shapes, const std::vector<std::string>& keys, NewAreas& areas) {
  constexpr std::array<std::string_view, 3> endings = {"_KK", "_RU", "_EN"};
  std::array<std::vector<std::string>, 3> found;
  for (std::size_t i = 0; i < endings.size(); ++i) found[i] = names_in(shapes, areas.rows, endings[i]);
  std::string plain;
  for (const auto& column : shapes.columns)
    if (upper_case(column.name) == "NAME") plain = column.name;
  for (std::size_t i = 0; i < areas.rows.size(); ++i) {
    Names names{found[0][i], found[1][i], found[2][i]};
    if (names == Names{}) names.kk = is_code(keys[i]) ? text_at(shapes, plain, areas.rows[i]) : keys[i];
    if (names == Names{} && !is_number(keys[i])) names.kk = keys[i];
    areas.names.push_back(std::move(names));
  }
}
}  // namespace

NewAreas new_areas(const FeatureTable& shapes, const std::string& key_field) {
  NewAreas areas;
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    auto key = text_at(shapes, key_field, i);
    if (key.empty() || shapes.part_offset[i + 1] == shapes.part_offset[i]) {
      areas.left_out.push_back(key.empty() ? fmt::format("row {}", i + 1) : key);
      continue;
    }
    areas.rows.push_back(i);
    keys.push_back(std::move(key));
  }
  areas.codes = keys;
  add_names(shapes, keys, areas);
  if (std::ranges::all_of(keys, is_code) || count_of_different(keys) == keys.size()) return areas;
  areas.code_field = kato_field(shapes, areas.rows);
  areas.has_numbered_codes = areas.code_field.empty();
  if (areas.has_numbered_codes)
    number_repeated(areas.codes);
  else
    areas.codes = texts_of(shapes, areas.code_field, areas.rows);
  return areas;
}

}  // namespace riskmap
