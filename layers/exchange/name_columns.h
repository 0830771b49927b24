// The columns of a plain file that name its features, by language: "name_kk", "ADM2_RU", "name:en", "shapeName".
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/language.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

struct NameColumns {
  // For each language the columns to ask, the fitting one first: a feature takes the first that says something.
  std::array<std::vector<std::string>, 3> wanted;
  [[nodiscard]] const std::vector<std::string>& in(Language language) const {
    return wanted[static_cast<std::size_t>(language)];
  }
};
// Of one name only: a column titled "name" before the units of the lowest level ("ADM2_…" before "ADM1_…") before
// others that have "name" in their title. Nothing where no text column is titled so.
NameColumns name_columns(const FeatureTable& features);

// "ADM1_RU" while the language is Kazakh and the file has "ADM1_KK" too.
bool is_in_another_language(const FeatureTable& features, std::string_view column, Language language);

}  // namespace riskmap
