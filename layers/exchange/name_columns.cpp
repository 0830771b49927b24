#include "layers/exchange/name_columns.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "layers/core/text.h"

namespace riskmap {

namespace {
// A title without its language, in small letters: "adm2" and Kazakh of "ADM2_KK".
struct Title {
  std::string stem;
  std::optional<Language> language;
};

std::optional<Language> language_at_end(std::string_view ending) {
  if (ending == "kk" || ending == "kz" || ending == "kaz") return Language::kk;
  if (ending == "ru" || ending == "rus") return Language::ru;
  if (ending == "en" || ending == "eng") return Language::en;
  return std::nullopt;
}

Title title_of(std::string_view column) {
  auto title = lower_case(column);
  const auto mark = title.find_last_of("_:-.");
  if (mark == std::string::npos || mark == 0) return {std::move(title), {}};
  const auto language = language_at_end(std::string_view{title}.substr(mark + 1));
  if (language) title.resize(mark);
  return {std::move(title), language};
}

int last_digits_of(std::string_view stem) {
  const auto digit = stem.find_last_of("0123456789");
  return digit == std::string_view::npos ? 0 : stem[digit] - '0';
}

// What a person would call the name, by its stem alone; the smaller the better. Nothing when it is no name.
std::optional<std::pair<int, int>> rank_of(const Title& title) {
  const auto& stem = title.stem;
  const auto has = [&](std::string_view word) { return stem.find(word) != std::string::npos; };
  const bool is_unit = stem.size() == 4 && stem.starts_with("adm") && last_digits_of(stem) > 0;
  if (stem == "name") return std::pair{0, 0};
  if (stem.starts_with("name") || (is_unit && title.language) || (has("adm") && has("name")))
    return std::pair{1, -last_digits_of(stem)};
  if (is_unit || has("name") || has("атау") || has("назван") || has("наимен"))
    return std::pair{2, -last_digits_of(stem)};
  return std::nullopt;
}

// The order in which a name falls back: itself, the one of no language, then Kazakh, Russian, English as Names does.
int distance(const std::optional<Language>& has, Language wanted) {
  if (has == wanted) return 0;
  return has ? 2 + static_cast<int>(*has) : 1;
}
}  // namespace

NameColumns name_columns(const FeatureTable& features) {
  std::string best;
  std::optional<std::pair<int, int>> best_rank;
  for (const auto& column : features.columns) {
    if (column.type != ColumnType::text) continue;
    const auto title = title_of(column.name);
    const auto rank = rank_of(title);
    if (rank && (!best_rank || *rank < *best_rank)) best_rank = rank, best = title.stem;
  }
  NameColumns names;
  if (!best_rank) return names;
  for (const auto language : {Language::kk, Language::ru, Language::en}) {
    auto& wanted = names.wanted[static_cast<std::size_t>(language)];
    for (const auto& column : features.columns)
      if (column.type == ColumnType::text && title_of(column.name).stem == best) wanted.push_back(column.name);
    std::ranges::stable_sort(wanted, {},
                             [&](const std::string& column) { return distance(title_of(column).language, language); });
  }
  return names;
}

bool is_in_another_language(const FeatureTable& features, std::string_view column, Language language) {
  const auto title = title_of(column);
  if (!title.language || *title.language == language) return false;
  return std::ranges::any_of(features.columns, [&](const Column& other) {
    const auto beside = title_of(other.name);
    return beside.stem == title.stem && beside.language == language;
  });
}

}  // namespace riskmap
